// What a text argument may be, before it is known whether its quotes are written.

import { span } from '#engine/text/span.ts';
import type { Place } from '../../documents/place.ts';
import type { Context } from '../../symbols/context.ts';
import type { CompletionItem } from './item.ts';

export interface Choice extends Omit<CompletionItem, 'replace' | 'insert' | 'isSnippet' | 'filter'> {
  /** What comes behind the closing quote where nothing follows it; a snippet. */
  readonly after?: string | undefined;
  /** The text is one more piece of the string at the cursor, from this offset on. */
  readonly pieceAt?: number | undefined;
}

/** The choice as an item, with the quotes that are missing. */
export function choiceItem(context: Context, place: Place, choice: Choice): CompletionItem {
  const { after, pieceAt, ...told } = choice;
  // A name with dots is compared as a whole.
  const rest = { ...told, filter: choice.label };
  const { start, end } = place.replace;
  if (pieceAt !== undefined) return { ...rest, replace: span(pieceAt, end), insert: choice.label };
  const isBare = place.kind !== 'string';
  const quote = isBare ? '"' : place.quote;
  const text = quote === '"' ? JSON.stringify(choice.label).slice(1, -1) : choice.label;
  const behind = isBare ? end : place.isQuoteClosed ? end + 1 : end;
  const tail = after !== undefined && isFree(context.file.text, behind) ? after : '';
  const open = isBare ? quote : '';
  const isClosed = place.isQuoteClosed && tail === '';
  const insert = `${open}${text}${isClosed ? '' : quote}`;
  const replace = tail === '' ? place.replace : span(start, behind);
  return tail === ''
    ? { ...rest, replace, insert }
    : { ...rest, replace, insert: `${snippetText(insert)}${tail}`, isSnippet: true };
}

/** A text in which a snippet's signs stand for themselves. */
export function snippetText(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

/** The last operand of the command behind a string that is being written; empty when nothing simple ends it. */
export function lastBehind(context: Context, place: Place): string {
  const from = place.isQuoteClosed ? place.replace.end + 1 : place.replace.end;
  const rest = /[^\r\n]*/y;
  rest.lastIndex = from;
  const command = /^(?:[^()|}"]|"[^"]*")*/.exec(rest.exec(context.file.text)?.[0] ?? '')?.[0] ?? '';
  return /(?:^|\s)((?:\.|\$[\p{L}\p{Nd}_]*)[\p{L}\p{Nd}_.]*)\s*-?$/u.exec(command)?.[1] ?? '';
}

/** Whether the command ends at the offset: nothing but white space comes before `}}`, `)`, `|` or the end of the line. */
export function isFree(text: string, offset: number): boolean {
  const rest = /[^\r\n]*/y;
  rest.lastIndex = offset;
  return /^[ \t]*(?:-?\}\}|\)|\||$)/.test(rest.exec(text)?.[0] ?? '');
}
