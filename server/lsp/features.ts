// The features as the server asks for them: those that several rooms of language/ answer together are joined here.

import type { Finding, Rendering } from '#language/workspace/rendering.ts';
import type { Snapshot } from '#language/workspace/snapshot.ts';
import type { CompletionAnswer } from './to-lsp.ts';

export { definition } from '#language/features/definition.ts';
export { documentSymbols } from '#language/features/document-symbols.ts';
export { hover } from '#language/features/hover.ts';

export function completion(_snapshot: Snapshot, _uri: string, _offset: number): readonly CompletionAnswer[] {
  return [];
}
export function syntaxFindings(_snapshot: Snapshot, _uri: string): readonly Finding[] {
  return [];
}
export function chartFindings(
  _snapshot: Snapshot,
  _root: string,
  _rendering: Rendering | undefined,
): ReadonlyMap<string, readonly Finding[]> {
  return new Map();
}
