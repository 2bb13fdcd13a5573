// What an expression came to in the last render, as Markdown: `= "v1"`, the values of a loop, those of a helper by caller.

import type { Span } from '#engine/text/span.ts';
import type { Evaluated, EvaluatedValue } from '../../symbols/evaluated.ts';
import { code, fenced, placeLink } from '../../symbols/markdown.ts';
import { printable } from '../../symbols/printed/label.ts';
import { isSecretValue } from '../../symbols/printed/secret-callers.ts';
import { HIDDEN, withoutSecrets } from '../../symbols/printed/secrets.ts';
import type { SeenText } from '../../workspace/seen.ts';
import { evaluatedHere, isSecretHere, nodeAtWord, type Place } from './place.ts';

/** What stands above a value of several lines. */
export const RESULT = 'Result:';
/** Ends the line above the values of a helper. */
export const BY_CALLER = ', by caller:';

const MOST_ROWS = 6;
const MOST_INLINE = 4;

/** What the pipeline came to up to the word at `target`; undefined: nothing to tell. */
export function nowAtWord(place: Place, target: Span): string | undefined {
  const node = nodeAtWord(place, target);
  const seen = node && evaluatedHere(place, node.span);
  return seen && nowMarkdown(place, seen);
}

/** On the `|` of a pipeline: what is piped. */
export function pipedHover(place: Place): { readonly span: Span; readonly markdown: string } | undefined {
  const { text } = place.context.file;
  const at = [place.offset, place.offset - 1].find((one) => text[one] === '|');
  const pipe = place.nodes.findLast((node) => node.kind === 'pipe');
  if (at === undefined || pipe?.kind !== 'pipe') return undefined;
  const before = pipe.cmds.findLast(({ span }) => span.end <= at);
  const seen = before && evaluatedHere(place, before.span);
  const markdown = seen && nowMarkdown(place, seen);
  return markdown === undefined ? undefined : { span: { start: at, end: at + 1 }, markdown };
}

export function nowMarkdown(place: Place, { values, count, isPartial }: Evaluated): string | undefined {
  const told = values.filter(({ value }) => !isMute(value));
  const [only] = told;
  if (only === undefined || told.length < values.length) return undefined;
  const isHidden = isSecretHere(place) || told.some((one) => isSecretValue(place.state, one));
  const shown = told.map((one) => textOf(one, isHidden));
  const first = shown[0] as Text;
  if (told.length === 1 && !isPartial) {
    if (first.isBlock) return `${RESULT}\n${blockOf(first)}`;
    return `= ${code(first.text)}${timesOf(only, count)}`;
  }
  const number = isPartial ? `${told.length} values and more` : `${told.length} values`;
  if (told.some(({ from }) => from.some(({ call }) => call !== undefined))) return byCaller(place, number, told, shown);
  const head = isPartial ? `In ${count} turns` : `${number} in ${count} turns`;
  if (first.isBlock) return `${head}, the first of them:\n${blockOf(first)}`;
  const listed = shown.slice(0, MOST_INLINE).map(({ text }) => code(oneLine(text)));
  return `${head}: ${listed.join(', ')}${shown.length > MOST_INLINE || isPartial ? ' …' : ''}`;
}

/** A value in one line: `"v1"`, `3`, `2 keys`, `nothing`. */
export function shortNow(place: Place, { values, isPartial }: Evaluated): string | undefined {
  const [only, ...others] = values;
  if (only === undefined) return undefined;
  const isHidden = isSecretHere(place) || values.some((one) => isSecretValue(place.state, one));
  const texts = [only, ...others].slice(0, 3).map((one) => shortOf(one, isHidden));
  return texts.map(code).join(', ') + (isPartial || others.length > 2 ? ' …' : '');
}

function shortOf(one: EvaluatedValue, isHidden: boolean): string {
  const { kind, size } = one.value;
  if (kind === 'map') return size === 0 ? '{}' : `map, ${size} ${size === 1 ? 'key' : 'keys'}`;
  if (kind === 'list') return size === 0 ? '[]' : `list, ${size} ${size === 1 ? 'item' : 'items'}`;
  return oneLine(textOf(one, isHidden).text);
}

/** A whole root object, or one of Go's own, of which there is no text. */
function isMute({ kind, shown, size }: SeenText): boolean {
  return kind === 'other' ? shown === '' : kind === 'map' && size > 0 && shown === '';
}

interface Text {
  readonly text: string;
  readonly isBlock: boolean;
  readonly isCut: boolean;
  readonly size: number;
}

function textOf({ value }: EvaluatedValue, isHidden: boolean): Text {
  const { kind, isCut, size } = value;
  const plain = (text: string): Text => ({ text, isBlock: false, isCut: false, size });
  if (kind === 'nothing') return plain('nothing');
  if (kind === 'bool') return plain(value.shown);
  if (isHidden) return hiddenText(value) ?? plain(value.holds ? HIDDEN : emptyText(value));
  if (size === 0 && kind !== 'number' && kind !== 'other') return plain(emptyText(value));
  const shown = printable(value.shown);
  if (kind === 'string' && !shown.trim().includes('\n'))
    return plain(quoted(withoutSecrets(shown) + (isCut ? '…' : '')));
  if (kind === 'number' || kind === 'other') return plain(shown);
  return { text: withoutSecrets(shown.replace(/^\n+|\s+$/g, '')), isBlock: true, isCut, size };
}

/** Of a table the rest is shown, where it is known what is to be hidden. */
function hiddenText({ kind, shown, isCut, size }: SeenText): Text | undefined {
  if (kind !== 'map' && kind !== 'list' && !shown.trim().includes('\n')) return undefined;
  const text = withoutSecrets(printable(shown));
  return text === printable(shown) ? undefined : { text: text.replace(/^\n+|\s+$/g, ''), isBlock: true, isCut, size };
}

function emptyText({ kind, shown }: SeenText): string {
  return kind === 'map' ? '{}' : kind === 'list' ? '[]' : kind === 'string' ? '""' : shown;
}

/** Quotes in the text do not look like those around it. */
function quoted(text: string): string {
  return text.includes('"') && !text.includes("'") ? `'${text}'` : JSON.stringify(text);
}

function blockOf({ text, isCut }: Text): string {
  return fenced('yaml', isCut ? `${text}\n# …` : text);
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}

function timesOf({ from }: EvaluatedValue, count: number): string {
  if (count === 1) return '';
  const files = new Set(from.map(({ file }) => file.uri)).size;
  if (from[0]?.call !== undefined && files > 1) return ` in all of ${files} templates`;
  return ` each of ${count} times`;
}

/** One row for each value of a helper, with the first call that led to it. */
function byCaller({ context }: Place, number: string, told: readonly EvaluatedValue[], shown: readonly Text[]): string {
  const rows = told.slice(0, MOST_ROWS).map(({ from }, i) => {
    const [first, ...others] = from;
    const link = first ? placeLink(context.tree, first.file, first.call?.start ?? 0) : '';
    const more = others.length > 0 ? ` and ${others.length} more` : '';
    return `- ${code(oneLine(shown[i]?.text ?? ''))} from ${link}${more}`;
  });
  const rest = told.length > MOST_ROWS ? [`- … ${told.length - MOST_ROWS} more`] : [];
  return [`${number}${BY_CALLER}`, '', ...rows, ...rest].join('\n');
}
