// Functions where a command begins, ranked by what they are given and by what is wanted of them.

import type { FunctionRecord } from '#engine/template/funcs.ts';
import { functionsOf, signatureOf } from '../../documents/functions.ts';
import type { Place } from '../../documents/place.ts';
import type { Context } from '../../symbols/context.ts';
import { type Given, givenBy, kindOfResult } from '../../symbols/given.ts';
import { functionMarkdown } from '../../symbols/markdown.ts';
import { isFree } from './choice.ts';
import { columnFor } from './column.ts';
import type { CompletionItem } from './item.ts';

/** Every function; behind a pipe those first that take what it gives, and there those first that are most used for it. */
export function functionItems(context: Context, place: Place): CompletionItem[] {
  const rank = place.isPiped ? pipedRank(givenBy(context, place.piped)) : startRank(context, place);
  const column = place.isPiped ? columnFor(context.file.text, place.actionStart) : undefined;
  const isEnd = isFree(context.file.text, place.replace.end);
  return [...functionsOf(context.snapshot.settings).values()].map((record) =>
    functionItem(record, place, rank(record), isEnd ? column : undefined),
  );
}

type Rank = (record: FunctionRecord) => number;

/** What is most used behind a pipe, by what comes through it. */
const BEHIND: Readonly<Record<Given, readonly string[]>> = {
  text: words('nindent indent trim b64enc fromYaml sha256sum quote tpl trimSuffix splitList replace toJson fromJson'),
  string: words(
    'quote default trunc trimSuffix b64enc lower upper replace squote trimPrefix trim required nindent indent printf toString ' +
      'splitList contains hasPrefix hasSuffix eq int sha256sum kebabcase title tpl toYaml',
  ),
  number: words(
    'int quote default int64 toString add mul sub div max min eq gt lt ge le toYaml required printf float64',
  ),
  bool: words('quote ternary not default toString toYaml and or eq'),
  list: words(
    'toYaml join first last has len uniq sortAlpha toJson default rest without append concat compact reverse initial empty ' +
      'index slice quote required',
  ),
  map: words(
    'toYaml keys values pick omit merge mergeOverwrite get hasKey dig toJson deepCopy default len empty required fromYaml',
  ),
  time: words('date dateModify unixEpoch htmlDate dateInZone ago toString'),
  unknown: words('default quote toYaml nindent indent toString required int b64enc trunc trimSuffix tpl toJson join'),
};

/** What most commands begin with. */
const FIRST = words(
  'include toYaml default printf tpl quote required ternary list dict index lookup coalesce print merge int add eq and or not',
);
const CONDITION = words('and or not eq ne hasKey empty gt lt ge le has contains hasPrefix semverCompare kindIs typeIs');
const RANGED = words(
  'until list keys tuple untilStep splitList concat uniq sortAlpha values index dict default reverse',
);

function words(text: string): string[] {
  return text.split(' ');
}

function pipedRank(given: Given): Rank {
  const favourites = new Map(BEHIND[given].map((name, i) => [name, i]));
  return (record) => favourites.get(record.name) ?? (accepts(record, given) ? 40 : 90);
}

/** Whether the last parameter, which takes the piped value, may be such a value. */
function accepts({ params }: FunctionRecord, given: Given): boolean {
  const type = params.at(-1)?.type;
  if (type === undefined) return false;
  if (given === 'unknown' || type === 'any' || type === 'value') return true;
  switch (type) {
    case 'string':
      return given === 'string' || given === 'text';
    case 'bool':
      return given === 'bool';
    case 'map[string]interface {}':
      return given === 'map';
    case '[]interface {}':
      return given === 'list';
    case 'time.Time':
      return given === 'time';
    case 'sprig.certificate':
      return false;
    default:
      return given === 'number';
  }
}

/** At the beginning of a command: by the block's word, or by the parameter that the parentheses stand for. */
function startRank(context: Context, place: Place): Rank {
  const wanted = wantedKind(context, place);
  const isCondition = !place.isNested && (place.head === 'if' || place.head === 'else');
  const list = isCondition ? CONDITION : wanted === 'list' ? RANGED : FIRST;
  const favourites = new Map(list.map((name, i) => [name, i]));
  return (record) => {
    const known = favourites.get(record.name);
    if (wanted === undefined || wanted === 'list') return known ?? 60;
    // Of what the parameter takes, what is used most comes first all the same.
    return kindOfResult(record.result) === wanted ? (known ?? 40) : 60 + Math.min(known ?? 30, 30);
  };
}

/** What the place asks for, where that is known. */
function wantedKind(context: Context, { isNested, head, outer }: Place): Given | undefined {
  if (!isNested) return head === 'range' ? 'list' : undefined;
  const [operands = []] = outer;
  const record = functionsOf(context.snapshot.settings).get(operands[0]?.text ?? '');
  if (record === undefined) return head === 'range' && operands.length === 0 ? 'list' : undefined;
  const index = Math.min(operands.length - 1, record.params.length - 1);
  const type = record.params[index]?.type;
  if (type === undefined || type === 'any' || type === 'value') return LISTS.has(record.name) ? 'list' : undefined;
  return kindOfResult(type);
}

/** Functions that take any value by their type, and a list by what they do. */
const LISTS: ReadonlySet<string> = new Set(
  'first last rest initial uniq without has compact reverse sortAlpha append prepend concat join slice toStrings'.split(
    ' ',
  ),
);

const signatures = new WeakMap<FunctionRecord, string>();

function functionItem(record: FunctionRecord, place: Place, rank: number, column: number | undefined): CompletionItem {
  let detail = signatures.get(record);
  if (detail === undefined) signatures.set(record, (detail = signatureOf(record)));
  const { name } = record;
  const isInclude = name === 'include' && !place.isPiped;
  const isIndent = column !== undefined && (name === 'nindent' || name === 'indent');
  return {
    label: name,
    kind: 'function',
    detail: isIndent ? `${column} spaces here` : detail,
    document: () => functionMarkdown(record),
    replace: place.replace,
    insert: isInclude ? 'include "$1"' : isIndent ? `${name} ${column}` : name,
    isSnippet: isInclude,
    asksAgain: isInclude,
    sort: `5${String(rank).padStart(2, '0')}${name}`,
  };
}
