// Completions where a word begins: keywords and blocks, functions, variables, and what the dot holds.

import type { FunctionRecord } from '#engine/template/funcs.ts';
import { functionsOf, signatureOf } from '../../documents/functions.ts';
import { type Context, dotHere, rootHere, variableHere } from '../../symbols/context.ts';
import { KEYWORDS } from '../../symbols/keywords.ts';
import { functionMarkdown } from '../../symbols/markdown.ts';
import type { CompletionItem } from './item.ts';
import { hasRoot, type Member, membersOf } from './members.ts';
import type { Place } from './place.ts';

/** The completions of a word that has no dot before it. */
export function wordItems(context: Context, place: Place): CompletionItem[] {
  if (place.head === 'define' || (isNamed(place) && place.before.length === 0)) return [];
  const isCommand = place.before.length === 0 && !isNamed(place);
  if (isCommand && place.isPiped) return functionItems(context, place);
  const values = [...variableItems(context, place), ...fieldItems(context, place)];
  if (!isCommand) return values;
  const isActionStart = place.head === '' && !place.isNested;
  return [...(isActionStart ? keywordItems(place) : elseItems(place)), ...functionItems(context, place), ...values];
}

/** Behind `template` and `block` a name comes first. */
function isNamed(place: Place): boolean {
  return !place.isNested && (place.head === 'template' || place.head === 'block');
}

/** The variables in scope, `$` included. */
export function variableItems(context: Context, place: Place): CompletionItem[] {
  const root: CompletionItem = {
    label: '$',
    kind: 'variable',
    detail: hasRoot(context, rootHere(context)) ? 'the root object' : 'the dot this template was given',
    replace: place.replace,
    insert: '$',
    sort: '2$',
  };
  const others = [...context.scope.variables.values()].map((variable): CompletionItem => {
    const { start, end } = variable.pipe.span;
    const [first] = membersOf(context, variableHere(context, variable));
    return {
      label: variable.name,
      kind: 'variable',
      detail: context.file.text.slice(start, end).replace(/\s+/g, ' ').slice(0, 80),
      documentation: first && variable.source !== 'key' ? `Has fields such as \`.${first.name}\`` : undefined,
      replace: place.replace,
      insert: variable.name,
      sort: `1${variable.name}`,
    };
  });
  return [...others, root];
}

/** What the dot holds, with the dot; and the root's objects through `$` where the dot is something else. */
function fieldItems(context: Context, place: Place): CompletionItem[] {
  const dot = dotHere(context);
  const items = membersOf(context, dot)
    .filter(isPlain)
    .map((member) => fieldItem(place, member, '.', '2'));
  const root = rootHere(context);
  if (hasRoot(context, dot) || !hasRoot(context, root)) return items;
  return [...items, ...membersOf(context, root).map((member) => fieldItem(place, member, '$.', '3'))];
}

function isPlain({ name }: Member): boolean {
  return /^[\p{L}_][\p{L}\p{Nd}_]*$/u.test(name);
}

function fieldItem(place: Place, member: Member, prefix: string, rank: string): CompletionItem {
  const { kind, detail, document } = member;
  const insert = `${prefix}${member.name}`;
  return { label: insert, kind, detail, document, replace: place.replace, insert, sort: `${rank}${member.name}` };
}

function keywordItems(place: Place): CompletionItem[] {
  const { replace, isActionClosed } = place;
  const out: CompletionItem[] = [];
  for (const { word, doc, snippet } of KEYWORDS) {
    out.push({ label: word, kind: 'keyword', documentation: doc, replace, insert: word, sort: `4${word}` });
    if (snippet === undefined || word === 'template') continue;
    // The braces that close this action close the block's end, so an action without them needs them.
    const insert = isActionClosed ? snippet : `${snippet} }}`;
    out.push({
      label: `${word} … end`,
      kind: 'snippet',
      documentation: doc,
      replace,
      insert,
      isSnippet: true,
      filter: word,
      sort: `4${word}1`,
    });
  }
  return out;
}

/** `else if`, `else with` */
function elseItems(place: Place): CompletionItem[] {
  if (place.head !== 'else' || place.isNested) return [];
  return ['if', 'with'].map((word) => ({
    label: word,
    kind: 'keyword',
    replace: place.replace,
    insert: word,
    sort: `0${word}`,
  }));
}

function functionItems(context: Context, place: Place): CompletionItem[] {
  return [...functionsOf(context.snapshot.settings).values()].map((record) => functionItem(record, place));
}

const signatures = new WeakMap<FunctionRecord, string>();

function functionItem(record: FunctionRecord, place: Place): CompletionItem {
  let detail = signatures.get(record);
  if (detail === undefined) signatures.set(record, (detail = signatureOf(record)));
  const { name } = record;
  const isInclude = name === 'include' && !place.isPiped;
  return {
    label: name,
    kind: 'function',
    detail,
    document: () => functionMarkdown(record),
    replace: place.replace,
    insert: isInclude ? 'include "$1" .' : name,
    isSnippet: isInclude,
    sort: `5${name}`,
  };
}
