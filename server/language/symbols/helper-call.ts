// The call of a named template that is being written: which one gets the dict at hand, and what is told of its keys.

import type { Operand } from '../documents/place.ts';
import { type Context, contextAt } from './context.ts';
import { type Given, givenBy } from './given.ts';
import { type HelperParameter, isRootKey } from './helper-parameters.ts';
import { code, fenced, placeLink } from './markdown.ts';

/** Functions that hand a dict on as it is. */
const PASSING: ReadonlySet<string> = new Set([
  'merge',
  'mergeOverwrite',
  'mustMerge',
  'mustMergeOverwrite',
  'deepCopy',
]);

/**
 * The named template that gets a `dict`: by the calls around it (`outer`: their operands, the innermost first), or by the
 * variable that the action declares and that the text behind `from` calls one with.
 */
export function calledHelper(
  text: string,
  outer: readonly (readonly Operand[])[],
  head: string,
  declares: string,
  from: number,
): string | undefined {
  for (const [i, operands] of outer.entries()) {
    const [first, second] = operands;
    if (first === undefined || PASSING.has(first.text)) continue;
    if (first.text === 'include') return operands.length === 2 ? literal(second?.text ?? '') : undefined;
    const isTag = (head === 'template' || head === 'block') && i === outer.length - 1;
    return isTag && operands.length === 1 ? literal(first.text) : undefined;
  }
  return declares === '' ? undefined : calledWith(text, declares, from);
}

/** The template that the text behind calls with the variable. */
function calledWith(text: string, variable: string, from: number): string | undefined {
  const call = /\b(?:include|template)[ \t]+"([^"\r\n]+)"[ \t]+(\$[\p{L}\p{Nd}_]+)/gu;
  call.lastIndex = from;
  for (let match = call.exec(text); match; match = call.exec(text)) if (match[2] === variable) return match[1];
  return undefined;
}

/** What a quoted text holds; undefined for other operands. */
export function literal(text: string): string | undefined {
  const quote = text[0];
  if ((quote !== '"' && quote !== '`') || text.length < 2 || !text.endsWith(quote)) return undefined;
  return text.slice(1, -1);
}

/** Whether a key wants the root object: its objects are read, or callers hand it over. */
export function isContext(key: HelperParameter): boolean {
  if (key.fields.length > 0) return key.fields.every(isRootKey);
  return key.examples.length > 0 && key.examples.every(({ text }) => text === '$' || text === '.');
}

/** What callers hand over, when it is known and always the same kind; `root` for the root object. */
export function kindOf({ snapshot }: Context, key: HelperParameter): Given | 'root' | undefined {
  if (isContext(key)) return 'root';
  const kinds = key.examples.map(({ file, span, text }): Given => {
    const there = contextAt(snapshot, file.uri, span.start);
    return there ? givenBy(there, text) : 'unknown';
  });
  const [first, ...others] = new Set(kinds);
  if (first !== undefined && first !== 'unknown') return others.length === 0 ? first : undefined;
  return key.fields.length > 0 ? 'map' : undefined;
}

/** Whether it is wanted, where it is read, and what callers hand over. */
export function parameterMarkdown(context: Context, helper: string, key: HelperParameter): string {
  const kind = kindOf(context, key);
  const what = kind === undefined ? '' : kind === 'root' ? ' (the root object)' : ` (${kind})`;
  const how = key.isRequired ? 'is read' : 'is read where it is given';
  const where = placeLink(context.tree, key.site.file, key.site.span.start);
  const parts = [`${code(key.name)}${what} ${how} by ${code(helper)}: ${where}`];
  if (key.fields.length > 0) parts.push(`Of it are read: ${key.fields.map((field) => code(`.${field}`)).join(', ')}`);
  const examples = key.examples.map(({ text }) => text);
  if (examples.length > 0) parts.push(`Callers hand over\n\n${fenced('helm', examples.join('\n'))}`);
  return parts.join('\n\n');
}
