// What may be written at a place of a template: values, built-in objects, functions, named templates, variables, blocks.

import { type Place, placeAt } from '../documents/place.ts';
import { type Context, contextAt } from '../symbols/context.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { CompletionItem } from './completion/item.ts';
import { memberItems } from './completion/members.ts';
import { stringItems } from './completion/strings.ts';
import { variableItems, wordItems } from './completion/words.ts';

export type { CompletionItem } from './completion/item.ts';

/** The completions at an offset of a template; none outside actions and in comments. They are not filtered by what was typed. */
export function completion(snapshot: Snapshot, uri: string, offset: number): CompletionItem[] {
  const context = contextAt(snapshot, uri, offset);
  const place = context && placeAt(context.file, offset);
  if (context === undefined || place === undefined) return [];
  const items = itemsAt(context, place);
  const encode = context.embedded?.encode;
  return encode ? items.map((item) => ({ ...item, insert: encoded(item, encode) })) : items;
}

function itemsAt(context: Context, place: Place): CompletionItem[] {
  switch (place.kind) {
    case 'member':
      return memberItems(context, place);
    case 'variable':
      return variableItems(context, place);
    case 'string':
      return stringItems(context, place);
    case 'word':
      return wordItems(context, place);
  }
}

/** In a string of another language quotes are escaped; in a snippet the backslash that does it is escaped once more. */
function encoded({ insert, isSnippet }: CompletionItem, encode: (text: string) => string): string {
  return isSnippet ? insert.replace(/["']/g, (quote) => encode(quote).replaceAll('\\', '\\\\')) : encode(insert);
}
