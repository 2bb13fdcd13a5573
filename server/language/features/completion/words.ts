// Completions where a word begins: keywords and blocks, functions, variables, and what the dot holds.

import { functionsOf } from '../../documents/functions.ts';
import type { Place } from '../../documents/place.ts';
import { type Context, dotHere, rootHere, variableHere } from '../../symbols/context.ts';
import { fenced, isIdentifier } from '../../symbols/markdown.ts';
import type { Variable } from '../../symbols/scope.ts';
import { elseItems, keywordItems } from './blocks.ts';
import { isFree } from './choice.ts';
import { columnFor } from './column.ts';
import { dictValueItems } from './dict-keys.ts';
import { functionItems } from './functions.ts';
import type { CompletionItem } from './item.ts';
import { hasRoot, type Member, memberSort, membersOf } from './members.ts';
import { quotedItems } from './strings.ts';
import { handedItems } from './template-names.ts';

/** The completions of a word that has no dot before it. */
export function wordItems(context: Context, place: Place): CompletionItem[] {
  if (place.head === 'define' && !place.isNested) return [];
  // `range $i, █` makes up a name.
  if (place.head === 'range' && /,\s*$/.test(context.file.text.slice(place.actionStart, place.replace.start)))
    return [];
  if (isNamed(place) && place.before.length === 0) return quotedItems(context, place);
  const isCommand = place.before.length === 0 && !isNamed(place);
  if (isCommand && place.isPiped) return functionItems(context, place);
  if (!isCommand) return takesMore(context, place) ? argumentItems(context, place) : [];
  const values = [...variableItems(context, place), ...fieldItems(context, place)];
  const isActionStart = place.head === '' && !place.isNested && place.declares === '';
  const keywords = isActionStart ? keywordItems(context, place) : elseItems(place);
  return [...keywords, ...functionItems(context, place), ...values];
}

/** Behind `template` and `block` a name comes first. */
function isNamed(place: Place): boolean {
  return !place.isNested && (place.head === 'template' || place.head === 'block');
}

/** Whether what the command begins with takes one more argument; a value takes none. */
function takesMore(context: Context, place: Place): boolean {
  const { before, isPiped } = place;
  if (isNamed(place)) return before.length === 1;
  const name = before[0]?.text ?? '';
  if (/\.(Get|GetBytes|Lines|Glob|Has)$/.test(name)) return before.length === 1;
  if (!/^[\p{L}_]/u.test(name)) return false;
  const record = functionsOf(context.snapshot.settings).get(name);
  if (record === undefined) return !NO_FUNCTIONS.has(name);
  if (record.params.at(-1)?.variadic) return true;
  return before.length - 1 + (isPiped ? 1 : 0) < record.params.length;
}

const NO_FUNCTIONS: ReadonlySet<string> = new Set(['true', 'false', 'nil', 'end', 'break', 'continue', 'else']);

/** An argument: a text where only certain ones are meant, the column of `nindent`, variables and fields. */
function argumentItems(context: Context, place: Place): CompletionItem[] {
  const quoted = quotedItems(context, place);
  const name = place.before[0]?.text;
  // Names of templates, keys of dicts and files are always written out, or nearly so.
  if (quoted.length > 0 && (name === 'include' || name === 'dict')) return quoted;
  const special = name === 'dict' ? dictValueItems(context, place) : columnItems(context, place);
  const handed = handedItems(context, place);
  const known = new Set(handed.map(({ label }) => label));
  const values = [...variableItems(context, place), ...fieldItems(context, place)];
  return [...quoted, ...special, ...handed, ...values.filter(({ label }) => !known.has(label))];
}

/** `nindent █` */
function columnItems(context: Context, place: Place): CompletionItem[] {
  const { before, replace } = place;
  if ((before[0]?.text !== 'nindent' && before[0]?.text !== 'indent') || before.length !== 1) return [];
  const { text } = context.file;
  const column = place.isPiped && isFree(text, replace.end) ? columnFor(text, place.actionStart) : undefined;
  if (column === undefined) return [];
  const label = String(column);
  return [{ label, kind: 'value', detail: 'the column of what stands here', replace, insert: label, sort: '00' }];
}

/** The variables in scope, the last one that was declared first; `$` comes behind them. */
export function variableItems(context: Context, place: Place): CompletionItem[] {
  const { replace } = place;
  const variables = [...context.scope.variables.values()].sort(
    (a, b) => b.declaration.span.start - a.declaration.span.start,
  );
  const items = variables.map((variable, i): CompletionItem => {
    const { start, end } = variable.pipe.span;
    const declared = context.file.text.slice(start, end).replace(/\s+/g, ' ');
    const detail = shortened(declared.replace(/^\$[^:=]*:?= */, ''));
    const sort = `1${String(i).padStart(3, '0')}`;
    const document = () => [fenced('helm', `{{ ${declared} }}`), ...fieldsText(context, variable)].join('\n\n');
    return { label: variable.name, kind: 'variable', detail, document, replace, insert: variable.name, sort };
  });
  const isRoot = hasRoot(context, rootHere(context));
  const detail = isRoot ? 'the root object' : 'the dot this template was given';
  // Behind a `$` it would change nothing, and stand first.
  const isWritten = context.file.text.slice(replace.start, replace.end) === '$';
  return isWritten ? items : [...items, { label: '$', kind: 'variable', detail, replace, insert: '$', sort: '3~' }];
}

/** A long detail takes the room of the name beside it. */
function shortened(text: string): string {
  return text.length > MOST_DETAIL ? `${text.slice(0, MOST_DETAIL - 1)}…` : text;
}

const MOST_DETAIL = 32;

function fieldsText(context: Context, variable: Variable): string[] {
  if (variable.source === 'key') return [];
  const names = membersOf(context, variableHere(context, variable)).map(({ name }) => `\`.${name}\``);
  const more = names.length > MAX_NAMES ? ` and ${names.length - MAX_NAMES} more` : '';
  return names.length === 0 ? [] : [`Has the fields ${names.slice(0, MAX_NAMES).join(', ')}${more}`];
}

const MAX_NAMES = 12;

/** What the dot holds, with the dot; and the root's objects through `$` where the dot is something else. */
function fieldItems(context: Context, place: Place): CompletionItem[] {
  const dot = dotHere(context);
  const items = membersOf(context, dot)
    .filter(({ name }) => isIdentifier(name))
    .map((member) => fieldItem(place, member, '.', '2'));
  const root = rootHere(context);
  if (hasRoot(context, dot) || !hasRoot(context, root)) return items;
  return [...items, ...membersOf(context, root).map((member) => fieldItem(place, member, '$.', '3'))];
}

function fieldItem(place: Place, member: Member, prefix: string, rank: string): CompletionItem {
  const { kind, detail, document } = member;
  const insert = `${prefix}${member.name}`;
  return {
    label: insert,
    kind,
    detail,
    document,
    replace: place.replace,
    insert,
    sort: `${rank}${memberSort(member)}`,
  };
}
