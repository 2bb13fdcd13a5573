// Keywords and the blocks they begin, as far as they make sense at a place.

import { span } from '#engine/text/span.ts';
import type { Place } from '../../documents/place.ts';
import { nodesAt } from '../../documents/template.ts';
import type { Context } from '../../symbols/context.ts';
import { KEYWORDS } from '../../symbols/keywords.ts';
import type { CompletionItem } from './item.ts';

/** What may begin an action: `else`, `end`, `break` and `continue` only in blocks that have them. */
export function keywordItems(context: Context, place: Place): CompletionItem[] {
  const { replace } = place;
  const around = blocksAround(context, place);
  const out: CompletionItem[] = [];
  for (const { word, doc, snippet } of KEYWORDS) {
    if (!fits(word, around)) continue;
    // A block that has no end yet is what is written about.
    const sort = word === 'end' && around.at(-1)?.isOpen ? '0' : `4${ORDER.indexOf(word)}`;
    out.push({ label: word, kind: 'keyword', document: () => doc, replace, insert: word, sort });
    if (snippet !== undefined && word !== 'template') out.push(blockItem(place, `${word} … end`, word, doc, snippet));
  }
  out.push(
    blockItem(
      place,
      'range key, value … end',
      'range',
      'Prints the block once for each entry of a map, or each index and element of a list.',
      'range \\$${1:key}, \\$${2:value} := $3 }}\n$0\n{{- end',
    ),
  );
  if (around.at(-1)?.kind === 'if') out.push(elseIfItem(place));
  // Editors take what is replaced on one line alone.
  const isOnOneLine = !context.file.text.slice(place.actionStart, replace.end).includes('\n');
  return isOnOneLine ? [...out, commentItem(context, place)] : out;
}

/** What is written most comes first. */
const ORDER = ['end', 'if', 'else', 'with', 'range', 'template', 'define', 'block', 'break', 'continue'];

interface Around {
  readonly kind: string;
  /** Its end is not written yet. */
  readonly isOpen: boolean;
}

/** The blocks that hold the action, outermost first; a define begins anew. */
function blocksAround({ view }: Context, { actionStart }: Place): Around[] {
  const out: Around[] = [];
  for (const node of nodesAt(view, actionStart)) {
    const isBlock = node.kind === 'if' || node.kind === 'with' || node.kind === 'range';
    if (!isBlock && node.kind !== 'define' && (node.kind !== 'template' || node.list === null)) continue;
    if (actionStart < node.head.end) break;
    if (!isBlock) out.length = 0;
    out.push({ kind: node.kind, isOpen: node.endTag === null });
  }
  return out;
}

function fits(word: string, around: readonly Around[]): boolean {
  const inner = around.at(-1)?.kind;
  if (word === 'end') return inner !== undefined;
  if (word === 'else') return inner === 'if' || inner === 'with' || inner === 'range';
  if (word === 'break' || word === 'continue') return around.some(({ kind }) => kind === 'range');
  // A command cannot be nothing.
  if (word === 'nil') return false;
  // Go takes definitions at the top of a file alone.
  return word === 'define' ? inner === undefined : true;
}

function blockItem(place: Place, label: string, word: string, doc: string, snippet: string): CompletionItem {
  // The braces that close this action close the block's end, so an action without them needs them.
  const insert = place.isActionClosed ? snippet : `${snippet} }}`;
  const { replace } = place;
  return {
    label,
    kind: 'snippet',
    document: () => doc,
    replace,
    insert,
    isSnippet: true,
    filter: word,
    sort: `4${ORDER.indexOf(word)}1${label}`,
  };
}

function elseIfItem(place: Place): CompletionItem {
  const insert = place.isActionClosed ? 'else if $0' : 'else if $0 }}';
  const document = () => 'What is printed when the conditions before are false, and this one is true.';
  return {
    label: 'else if',
    kind: 'snippet',
    document,
    replace: place.replace,
    insert,
    isSnippet: true,
    sort: `4${ORDER.indexOf('else')}1`,
  };
}

/** Go knows a comment only directly behind the braces, so the white space between goes. */
function commentItem({ file: { text } }: Context, place: Place): CompletionItem {
  const { actionStart, replace } = place;
  const isDirect = text.startsWith('{{', actionStart - 2) || /\s/.test(text[actionStart - 1] ?? '');
  const rest = /[ \t]*(-?)\}\}/y;
  rest.lastIndex = replace.end;
  const close = rest.exec(text);
  const end = close ? rest.lastIndex - 2 - (close[1]?.length ?? 0) : replace.end;
  const insert = `${isDirect ? '' : ' '}/* $0 */${close?.[1] ? ' ' : ''}${place.isActionClosed ? '' : '}}'}`;
  return {
    label: 'comment',
    kind: 'snippet',
    document: () => 'A comment of the template: it prints nothing. `/*` stands directly behind the braces.',
    replace: span(actionStart, end),
    insert,
    isSnippet: true,
    sort: '4zcomment',
  };
}

/** `else if`, `else with` */
export function elseItems(place: Place): CompletionItem[] {
  if (place.head !== 'else' || place.isNested) return [];
  return ['if', 'with'].map((word) => ({
    label: word,
    kind: 'keyword',
    replace: place.replace,
    insert: word,
    sort: `0${word}`,
  }));
}
