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
