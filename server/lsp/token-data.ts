// Semantic tokens as the Language Server Protocol packs them: five numbers each, relative to the token before.

import type { SemanticTokensEdit, SemanticTokensLegend } from 'vscode-languageserver';
import type { SemanticToken } from '#language/features/semantic-tokens.ts';
import type { FileText } from '#language/workspace/snapshot.ts';
import { indexOf } from './text-index.ts';

/** Tokens in the order of the text; none goes on behind its line. */
export function tokensTo(file: FileText, tokens: readonly SemanticToken[], legend: SemanticTokensLegend): number[] {
  const { starts } = indexOf(file);
  const numbers = new Map(legend.tokenTypes.map((type, number) => [type, number]));
  const data: number[] = [];
  let [line, lastLine, lastStart] = [0, 0, 0];
  for (const { start, end, type } of tokens) {
    while ((starts[line + 1] ?? Number.POSITIVE_INFINITY) <= start) line++;
    const character = start - (starts[line] as number);
    const modifiers = type.modifier === undefined ? 0 : 1 << legend.tokenModifiers.indexOf(type.modifier);
    const isSameLine = line === lastLine;
    const number = numbers.get(type.type) ?? 0;
    data.push(line - lastLine, isSameLine ? character - lastStart : character, end - start, number, modifiers);
    [lastLine, lastStart] = [line, character];
  }
  return data;
}

/** What differs, as one edit: an edit of the text is one place, and tokens are relative to each other. */
export function deltaOf(before: readonly number[], now: readonly number[]): SemanticTokensEdit[] {
  const shorter = Math.min(before.length, now.length);
  let head = 0;
  while (head < shorter && before[head] === now[head]) head++;
  if (head === before.length && head === now.length) return [];
  let tail = 0;
  while (tail < shorter - head && before[before.length - 1 - tail] === now[now.length - 1 - tail]) tail++;
  const data = now.slice(head, now.length - tail);
  return [{ start: head, deleteCount: before.length - head - tail, ...(data.length > 0 && { data }) }];
}
