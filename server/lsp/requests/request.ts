// What a request is: its method, what the server says it can, and a handler that answers from the session.

import type { ServerCapabilities } from 'vscode-languageserver';
import { type FileText, fileAt } from '#language/workspace/snapshot.ts';
import { offsetFrom } from '../from-lsp.ts';
import { guarded } from '../run-safe.ts';
import type { Session } from '../session.ts';

/** A line of docs/features.md. */
export interface Feature {
  readonly name: string;
  readonly does: string;
  readonly files: readonly ('template' | 'values' | 'chart' | 'schema' | 'manifest' | 'preview')[];
}

export interface Spec<P, R> {
  readonly method: string;
  /** Undefined for what only serves another request. */
  readonly feature?: Feature;
  /** What `initialize` tells of it; our own requests need nothing. */
  readonly capability: ServerCapabilities;
  /** The file it is about: its chart is loaded first. Undefined when there is none. */
  readonly uriOf: (params: P) => string | undefined;
  /** It waits for that load as long as it takes: what it would say before is false, and nobody types meanwhile. */
  readonly waits?: true;
  /** What else it waits for as long as it takes, once the file's own chart is there; undefined: nothing. */
  readonly loads?: (session: Session, params: P) => Promise<void> | undefined;
  /** The answer when the feature throws, and of a request that was cancelled while its chart was loaded. */
  readonly empty: R;
  readonly handle: (session: Session, params: P) => R;
}

export interface Request {
  readonly method: string;
  readonly feature: Feature | undefined;
  readonly capability: ServerCapabilities;
  readonly answer: (session: Session, params: unknown, isCancelled: () => boolean) => unknown;
}

/** Closes over the types of one request, so that all of them fit one table. */
export function request<P, R>(spec: Spec<P, R>): Request {
  const { method, feature, capability, empty } = spec;
  const answer: Request['answer'] = (session, sent, isCancelled) => {
    const params = sent as P;
    const run = () => guarded(session.host.log, method, empty, () => spec.handle(session, params));
    const uri = guarded(session.host.log, method, undefined, () => spec.uriOf(params));
    const own = uri === undefined ? undefined : spec.waits ? session.charts.ensure(uri) : session.ready(uri);
    const more = () => guarded(session.host.log, method, undefined, () => spec.loads?.(session, params));
    const wait = own === undefined ? more() : own.then(more);
    return wait === undefined ? run() : wait.then(() => (isCancelled() ? empty : run()));
  };
  return { method, feature, capability, answer };
}

interface DocumentParams {
  readonly textDocument: { readonly uri: string };
}

interface PositionParams extends DocumentParams {
  readonly position: { readonly line: number; readonly character: number };
}

export function documentUri(params: DocumentParams): string {
  return params.textDocument.uri;
}

export interface At {
  readonly file: FileText;
  readonly offset: number;
}

/** The file and offset of a request; undefined when the file is not known. */
export function at(session: Session, params: PositionParams): At | undefined {
  const file = fileAt(session.snapshot, params.textDocument.uri);
  return file && { file, offset: offsetFrom(file, params.position) };
}
