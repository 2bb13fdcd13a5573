// Our own requests about Kubernetes manifests.

import type { PlainPosition } from '../protocol.ts';

/** `chartroom/decodeSecret`: client to server. A place on a value of a Secret's `data`, or on its key. */
export interface DecodeSecretParams {
  readonly textDocument: { readonly uri: string };
  readonly position: PlainPosition;
}

export interface DecodeSecretResult {
  readonly key: string;
  /** Null: the bytes are no text. */
  readonly text: string | null;
  /** In bytes. */
  readonly size: number;
}

/** `chartroom/judged`: client to server. What is not told in Problems of what the file's chart renders to. */
export interface JudgedParams {
  /** Any file of the chart. */
  readonly uri: string;
}

export interface JudgedResult {
  /** What is wrong in charts that nobody edits here, and is none of the workspace's doing. */
  readonly foreign: readonly ForeignProblem[];
  /** Kinds that are not judged, since nobody has a schema of them: `Widget (example.com/v1)`. */
  readonly withoutSchema: readonly string[];
  /** Conditions that hold in no values set, and that nothing can be switched on for: what stands behind them is not judged. */
  readonly unreached: readonly UnreachedCondition[];
}

export interface UnreachedCondition {
  readonly uri: string;
  /** From the chart's folder, for people. */
  readonly path: string;
  /** From 0. */
  readonly line: number;
  /** `if .Values.existing`. */
  readonly condition: string;
}

export interface ForeignProblem {
  /** The template that renders it; one of a packed chart by its address in there. */
  readonly uri: string;
  /** `charts/redis-18.0.1.tgz!/templates/a.yaml`, for people. */
  readonly path: string;
  /** `Deployment/web`. */
  readonly resource: string;
  readonly code: string;
  readonly message: string;
}

/** `chartroom/judgedAnew`: server to client, when the answer of `chartroom/judged` is another one. */
export interface JudgedAnewParams {
  /** URI of the root chart's folder. */
  readonly chart: string;
}
