// What each piece of a template is, in the colours of our own grammar: right also where another extension's grammar is used.

import type { Span } from '#engine/text/span.ts';
import type { Scope } from '../documents/grammar/scope.ts';
import { scopesView } from '../documents/scopes.ts';
import type { FileText, Snapshot } from '../workspace/snapshot.ts';
import { embeddedActions } from './semantic-tokens/actions.ts';
import { TOKEN_TYPES, type TokenType } from './semantic-tokens/token-types.ts';

/** A piece of one line, in the order of the text. */
export interface SemanticToken {
  readonly start: number;
  readonly end: number;
  readonly type: TokenType;
}

/** The tokens of a template, or those of the lines that a span touches. White space has none. */
export function semanticTokens(file: FileText, within?: Span): SemanticToken[] {
  const { starts, lines } = scopesView(file);
  const tokens: SemanticToken[] = [];
  lines.forEach((pieces, line) => {
    const first = starts[line] as number;
    const next = starts[line + 1] ?? file.text.length + 1;
    if (within !== undefined && (next <= within.start || first > within.end)) return;
    let start = first;
    for (const { end, scope } of pieces) {
      const type = typeOf(scope);
      const from = start;
      start = first + end;
      if (type === undefined) continue;
      const token = trimmed(file.text, from, start, type);
      if (token !== undefined) tokens.push(token);
    }
  });
  return tokens;
}

/** The tokens of the actions in a text that is no template itself: in what of it reaches tpl. */
export function embeddedTokens(snapshot: Snapshot, uri: string, within?: Span): SemanticToken[] {
  const actions = embeddedActions(snapshot, uri);
  return actions ? semanticTokens(actions, within) : [];
}

function trimmed(text: string, from: number, to: number, type: TokenType): SemanticToken | undefined {
  let [start, end] = [from, to];
  while (start < end && isBlank(text.charCodeAt(start))) start++;
  while (start < end && isBlank(text.charCodeAt(end - 1))) end--;
  return start < end ? { start, end, type } : undefined;
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}

const known = new WeakMap<Scope, TokenType | null>();

function typeOf(scope: Scope): TokenType | undefined {
  let type = known.get(scope);
  if (type === undefined) known.set(scope, (type = TOKEN_TYPES.find((one) => isOf(scope, one)) ?? null));
  return type ?? undefined;
}

function isOf(scope: Scope, { scope: wanted, within }: TokenType): boolean {
  return fits(scope.name, wanted) && (within === undefined || scope.has(within));
}

/** `*` stands for one part of a name. */
function fits(name: string, scope: string): boolean {
  const parts = name.split('.');
  return scope.split('.').every((part, index) => part === '*' || part === parts[index]);
}
