// What functions hand on of what they are given: values, their fields, dicts and lists made of them, and texts that hold them.

import type { OperandNode } from '#engine/template/node.ts';
import {
  dictOf,
  elementOf,
  fieldOf,
  included,
  literalsOf,
  type Maker,
  map,
  NOTHING,
  one,
  type Possible,
  type Ref,
  type TextPart,
  textOf,
  UNKNOWN,
  union,
} from './value.ts';

/** An argument: its node when it is written there, and what it stands for. */
export interface Argument {
  readonly node: OperandNode | undefined;
  readonly value: Possible;
}

/** The result of a function; what comes through a pipe is the last argument. `call` is the node that a dict is made by. */
export function resultOf(name: string, args: readonly Argument[], call?: Maker): Possible {
  const rule = ruleOf(name) ?? ruleOf(name.replace(/^must([A-Z])/, (_all, letter: string) => letter.toLowerCase()));
  if (rule) return rule(args, call);
  return PLAIN_RESULTS.has(name) ? NOTHING : UNKNOWN;
}

type Rule = (args: readonly Argument[], call: Maker | undefined) => Possible;

const valueAt =
  (index: number) =>
  (args: readonly Argument[]): Possible =>
    args.at(index)?.value ?? UNKNOWN;

const all = (args: readonly Argument[]): Possible => union(args.map((arg) => arg.value));

const listed = (args: readonly Argument[]): Possible =>
  one({ kind: 'list', items: args.map((arg) => kept(arg.value)) });

/** A text that holds its last argument, which may be a template's text or a part of one. */
const holding: Rule = (args) => partOf(valueAt(-1)(args));

/** The same with other space around it, which is read back as it was. */
const spaced: Rule = (args) => {
  const value = valueAt(-1)(args);
  return value.refs.length > 0 && value.refs.every((ref) => yamlIn(ref) !== undefined) ? value : partOf(value);
};

/** `toYaml`, `toJson` … */
const written: Rule = (args) => textOf({ of: valueAt(-1)(args), how: 'yaml' });

const RULES: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ['index', (args) => args.slice(1).reduce((value, key) => indexed(value, key), valueAt(0)(args))],
  ['get', (args) => (args[1] ? indexed(valueAt(0)(args), args[1]) : UNKNOWN)],
  ['dig', dig],
  ['pluck', (args) => listed(args.slice(1).map(({ value }) => ({ node: undefined, value: indexed(value, args[0]) })))],
  ['dict', dict],
  ['list', listed],
  ['tuple', listed],
  ['first', (args) => fieldOf(valueAt(0)(args), 0)],
  ['last', (args) => lastOf(valueAt(0)(args))],
  // The value itself comes last, so it is named first among the possibilities.
  ['default', (args) => union([valueAt(-1)(args), ...args.slice(0, -1).map((arg) => arg.value)])],
  ['coalesce', all],
  ['or', all],
  ['and', all],
  ['ternary', (args) => union(args.slice(0, 2).map((arg) => arg.value))],
  ['required', valueAt(-1)],
  ['deepCopy', valueAt(-1)],
  ['merge', all],
  ['mergeOverwrite', all],
  ['pick', pick],
  ['omit', omit],
  ['uniq', valueAt(0)],
  ['reverse', valueAt(0)],
  ['compact', valueAt(0)],
  ['values', valueAt(0)],
  ['concat', all],
  ['without', valueAt(0)],
  ['rest', valueAt(0)],
  ['initial', valueAt(0)],
  ['slice', valueAt(0)],
  ['set', (args, call) => union([valueAt(0)(args), dict(args.slice(1, 3), call)])],
  ['unset', valueAt(0)],
  ['append', (args) => union([valueAt(0)(args), listed(args.slice(1, 2))])],
  ['prepend', (args) => union([valueAt(0)(args), listed(args.slice(1, 2))])],
  ['toYaml', written],
  ['toYamlPretty', written],
  ['toJson', written],
  ['toPrettyJson', written],
  ['toRawJson', written],
  ['toToml', written],
  ['fromYaml', read],
  ['fromYamlArray', read],
  ['fromJson', read],
  ['fromJsonArray', read],
  ['include', include],
  ['trim', spaced],
  ['indent', spaced],
  ['nindent', spaced],
  ['tpl', tpl],
  ['print', (args) => concatenated(args, '')],
  ['println', (args) => concatenated(args, ' ')],
  ['cat', (args) => concatenated(args, ' ')],
  ['printf', printf],
  ['toString', (args) => printed(valueAt(-1)(args))],
  ['join', (args) => partOf(elementOf(valueAt(-1)(args)))],
]);

/** Functions that leave a template in a text one: what they get last stands in what they give. */
const HOLDING: ReadonlySet<string> = new Set(
  'quote squote trimAll trimSuffix trimPrefix replace trunc wrap wrapWith repeat'.split(' '),
);

/** Functions whose results have no fields: texts, numbers, truths, lists of such. */
const PLAIN_RESULTS: ReadonlySet<string> = new Set(
  (
    'upper lower title untitle snakecase camelcase kebabcase abbrev nospace ' +
    'b64enc b64dec b32enc b32dec sha1sum sha256sum sha512sum adler32sum randAlphaNum randAlpha randNumeric randAscii ' +
    'uuidv4 substr initials plural eq ne lt le gt ge not empty contains hasPrefix hasSuffix hasKey ' +
    'has kindIs kindOf typeOf typeIs typeIsLike kindIsLike len int int64 float64 atoi add add1 sub mul div mod max min floor ' +
    'ceil round keys until untilStep seq splitList sortAlpha toStrings regexMatch regexReplaceAll regexReplaceAllLiteral ' +
    'regexFind regexFindAll regexSplit regexQuoteMeta semverCompare now date dateInZone htmlDate ago fail base dir clean ext ' +
    'isAbs urlquery html js env expandenv'
  ).split(' '),
);

function ruleOf(name: string): Rule | undefined {
  return RULES.get(name) ?? (HOLDING.has(name) ? holding : undefined);
}

/** The value below a key that is written there or that is one of a few known texts; else any. */
function indexed(value: Possible, key: Argument | undefined): Possible {
  const node = key?.node;
  if (node?.kind === 'number' && node.int !== undefined) return fieldOf(value, Number(node.int));
  const names = key && literalsOf(key.value);
  return names ? union(names.map((name) => fieldOf(value, name))) : elementOf(value);
}

function lastOf(value: Possible): Possible {
  return map(value, (ref) => (ref.kind === 'list' ? (ref.items.at(-1) ?? NOTHING) : elementOf(one(ref))));
}

/** `dig "a" "b" default map` */
function dig(args: readonly Argument[]): Possible {
  const base = args.at(-1)?.value ?? UNKNOWN;
  const fallback = args.at(-2)?.value ?? UNKNOWN;
  const found = args.slice(0, -2).reduce((value, key) => indexed(value, key), base);
  return union([found, fallback]);
}

function dict(args: readonly Argument[], call: Maker | undefined): Possible {
  const entries = new Map<string, Possible>();
  let others: Possible | undefined;
  for (let i = 0; i + 1 < args.length; i += 2) {
    const names = literalsOf((args[i] as Argument).value);
    const value = kept(args[i + 1]?.value ?? UNKNOWN);
    for (const name of names ?? []) entries.set(name, value);
    if (names === undefined) others = others ? union([others, value]) : value;
  }
  return { refs: [dictOf(entries, others, call ? [call] : [])], complete: args.length % 2 === 0 };
}

/** Texts that templates print are made everywhere, and no table's reader asks how one was: a hundred of them are as good as one. */
function kept(value: Possible): Possible {
  const refs = value.refs.filter((ref) => yamlIn(ref)?.refs.every(({ kind }) => kind === 'included') !== true);
  return refs.length === value.refs.length ? value : { ...value, refs };
}

/** A new table of the keys that are named. */
function pick(args: readonly Argument[]): Possible {
  const names = namesIn(args.slice(1));
  const value = valueAt(0)(args);
  if (names === undefined) return value;
  return map(value, (ref) => {
    const found = names.filter((name) => ref.kind !== 'dict' || ref.others || ref.entries.has(name));
    const entries = new Map(found.map((name) => [name, fieldOf(one(ref), name)]));
    return one(dictOf(entries, undefined, ref.kind === 'dict' ? ref.makers : []));
  });
}

function omit(args: readonly Argument[]): Possible {
  const names = namesIn(args.slice(1)) ?? [];
  return map(valueAt(0)(args), (ref) =>
    ref.kind === 'dict'
      ? one(dictOf(new Map([...ref.entries].filter(([key]) => !names.includes(key))), ref.others, ref.makers))
      : one(ref),
  );
}

function namesIn(args: readonly Argument[]): string[] | undefined {
  const names = args.map(({ value }) => literalsOf(value));
  return names.includes(undefined) ? undefined : names.flatMap((some) => some ?? []);
}

/** What a named template prints, by the text that its name is written out in. */
function include(args: readonly Argument[]): Possible {
  const [name, data] = args;
  const names = (name && literalsOf(name.value)) ?? [];
  const of = union(names.map((one) => included(one, data?.value ?? NOTHING, [])));
  return names.length === 0 ? NOTHING : textOf({ of, how: 'yaml' });
}

/** What is read back from a text is what that text was made of, where it is known. */
function read(args: readonly Argument[]): Possible {
  const text = valueAt(-1)(args);
  return text.refs.length === 0 ? UNKNOWN : map(text, (ref) => yamlIn(ref) ?? UNKNOWN);
}

/** The table that is all of a text. */
export function yamlIn(ref: Ref): Possible | undefined {
  const [only] = ref.kind === 'text' && ref.parts.length === 1 ? ref.parts : [];
  return typeof only === 'object' && only.how === 'yaml' ? only.of : undefined;
}

/** What a template in a text prints is anybody's guess, but a table that was written into it keeps its keys. */
function tpl(args: readonly Argument[]): Possible {
  return map(valueAt(0)(args), (ref) => (yamlIn(ref) ? one(ref) : NOTHING));
}

function printed(value: Possible): Possible {
  return value.refs.length === 1 && value.refs[0]?.kind === 'text' ? value : textOf({ of: value, how: 'text' });
}

function partOf(value: Possible): Possible {
  return textOf({ of: value, how: 'part' });
}

function concatenated(args: readonly Argument[], between: string): Possible {
  return textOf(
    ...args.flatMap(({ value }, i) => (i > 0 && between !== '' ? [between, ...partsOf(value)] : partsOf(value))),
  );
}

/** What a value adds to a text. */
function partsOf(value: Possible): readonly TextPart[] {
  const [only] = value.refs;
  return value.complete && value.refs.length === 1 && only?.kind === 'text' ? only.parts : [{ of: value, how: 'text' }];
}

const VERB = /%(?:%|[-+# 0]*\d*(?:\.\d+)?([a-zA-Z]))/g;

/** The pieces of a format and what its verbs print. A format that is not written out tells nothing of the order. */
function printf(args: readonly Argument[]): Possible {
  const [format, ...rest] = args;
  const texts = format && literalsOf(format.value);
  const text = texts?.length === 1 ? texts[0] : undefined;
  if (text === undefined) return partOf(all(args));
  const parts: TextPart[] = [];
  let at = 0;
  for (const match of text.matchAll(VERB)) {
    parts.push(text.slice(at, match.index));
    at = match.index + match[0].length;
    const verb = match[1];
    if (verb === undefined) parts.push('%');
    else {
      const value = rest.shift()?.value ?? UNKNOWN;
      parts.push(...(match[0] === '%s' || match[0] === '%v' ? partsOf(value) : [{ of: value, how: 'part' } as const]));
    }
  }
  parts.push(text.slice(at));
  return textOf(...parts.filter((part) => part !== ''));
}
