// What functions do with the tables that they are given, for the question which values nobody reads. A function that is not
// listed takes all of each argument, and may give any of them back.

import type { OperandNode } from '#engine/template/node.ts';
import { unwrapped } from '../../documents/template.ts';
import { ELEMENT, type Step } from '../../documents/values.ts';
import type { Walk } from './bodies.ts';
import { addAll, NONE, type Obj, type Objects } from './heap.ts';

interface Given {
  /** Undefined for what comes through a pipe. */
  readonly node: OperandNode | undefined;
  readonly value: Objects;
}

/** The result of a call; `at` tells it from others. */
export function callOf(
  walk: Walk,
  at: unknown,
  written: string,
  nodes: readonly OperandNode[],
  piped: Objects | undefined,
  dot: Objects,
): Objects {
  const args: Given[] = nodes.map((node) => ({ node, value: walk.operand(node, dot) }));
  if (piped) args.push({ node: undefined, value: piped });
  const name = written.replace(/^must([A-Z])/, (_all, letter: string) => letter.toLowerCase());
  const rule = RULES.get(name);
  if (rule) return rule(walk, args, at);
  for (const { value } of args) walk.all.heap.whole(value);
  return all([...args, { node: undefined, value: walk.all.heap.someText }]);
}

type Rule = (walk: Walk, args: readonly Given[], at: unknown) => Objects;

function all(args: readonly (Given | undefined)[]): Objects {
  const some = args.filter((arg) => arg !== undefined && arg.value.size > 0);
  if (some.length < 2) return some[0]?.value ?? NONE;
  const out = new Set<Obj>();
  for (const arg of some) addAll(out, arg?.value);
  return out;
}

const allOf: Rule = (_walk, args) => all(args);
const last: Rule = (_walk, args) => args.at(-1)?.value ?? NONE;
const nothing: Rule = () => NONE;

const listed: Rule = (walk, args) => {
  for (const { value } of args) walk.all.heap.listed(value);
  return NONE;
};

/** What it is given becomes a text, a number, a truth. */
const taken: Rule = (walk, args) => {
  for (const { value } of args) walk.all.heap.whole(value);
  return walk.all.heap.someText;
};

const list: Rule = (walk, args, at) => {
  const made = new Set([walk.made(at)]);
  for (const [i, { value }] of args.entries()) walk.all.heap.put(made, i, value);
  return made;
};

/** Lists whose items are some of those given, at other places. */
const relisted: Rule = (walk, args, at) => {
  const made = new Set([walk.made(at)]);
  for (const { value } of args) walk.all.heap.put(made, ELEMENT, elementsOf(walk, value));
  return made;
};

/** One more item in a list. */
const added: Rule = (walk, args, at) => {
  for (const { value } of args.slice(1)) walk.all.heap.put(new Set([walk.made(at)]), ELEMENT, value);
  return relisted(walk, args.slice(0, 1), at);
};

function elementsOf(walk: Walk, value: Objects): Objects {
  walk.all.heap.listed(value);
  return walk.all.heap.field(value, ELEMENT, walk.body);
}

const RULES: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ...names('default coalesce or and', allOf),
  ...names('deepCopy required', last),
  ...names('uniq reverse compact rest initial concat', relisted),
  ...names('not empty kindIs kindOf typeOf typeIs typeIsLike kindIsLike', nothing),
  ...names('len keys', listed),
  ...names(
    'toYaml toYamlPretty toJson toPrettyJson toRawJson toToml quote squote print println printf cat join toString fromYaml ' +
      'fromYamlArray fromJson fromJsonArray eq ne lt le gt ge trim trunc indent nindent upper lower fail lookup',
    taken,
  ),
  ...names('list tuple', list),
  ...names('first last', (walk, args) => elementsOf(walk, args.at(-1)?.value ?? NONE)),
  ...names('append prepend push', added),
  ['without', (walk, args, at) => relisted(walk, [...args.slice(0, 1), ...drop(walk, args)], at)],
  ['slice', (walk, args, at) => relisted(walk, [...args.slice(0, 1), ...drop(walk, args)], at)],
  ['ternary', (_walk, args) => all(args.slice(0, 2))],
  [
    'values',
    (walk, args, at) => {
      return relisted(walk, args, at);
    },
  ],
  ['dict', dict],
  ['set', set],
  ['unset', keyed],
  ['omit', keyed],
  [
    'hasKey',
    (walk, args) => {
      keyed(walk, args);
      return NONE;
    },
  ],
  ['pick', keyed],
  ['get', (walk, args) => steps(walk, args[0]?.value ?? NONE, args.slice(1, 2))],
  ['index', (walk, args) => steps(walk, args[0]?.value ?? NONE, args.slice(1))],
  [
    'dig',
    (walk, args) => {
      const found = steps(walk, args.at(-1)?.value ?? NONE, args.slice(0, -2));
      return all([{ node: undefined, value: found }, args.at(-2)]);
    },
  ],
  [
    'pluck',
    (walk, args, at) => {
      const made = new Set([walk.made(at)]);
      for (const { value } of args.slice(1)) walk.all.heap.put(made, ELEMENT, steps(walk, value, args.slice(0, 1)));
      return made;
    },
  ],
  ...names('merge mergeOverwrite', (walk, args) => {
    for (const { value } of args.slice(1)) walk.all.heap.merge(args[0]?.value ?? NONE, value);
    return all(args);
  }),
  ['include', include],
  [
    'tpl',
    (walk, args) => {
      walk.all.heap.whole(args[0]?.value ?? NONE);
      walk.tpl(all(args.slice(1)));
      return NONE;
    },
  ],
]);

function names(list: string, rule: Rule): [string, Rule][] {
  return list.split(' ').map((name) => [name, rule]);
}

/** What else a function of lists is given takes no part in its result. */
function drop(walk: Walk, args: readonly Given[]): Given[] {
  for (const { value } of args.slice(1)) walk.all.heap.whole(value);
  return [];
}

/** The key or index that an argument writes out; any when it is computed. */
function keyOf(arg: Given | undefined): Step {
  const node = arg?.node && unwrapped(arg.node);
  if (node?.kind === 'string') return node.text;
  if (node?.kind === 'number' && node.int !== undefined) return Number(node.int);
  const only = node?.kind === 'pipe' && node.cmds.length === 1 ? node.cmds[0]?.args : undefined;
  return only?.length === 1 && only[0]?.kind === 'string' ? only[0].text : ELEMENT;
}

/** One key after another. Where one is computed, each key of that table counts. */
function steps(walk: Walk, from: Objects, keys: readonly Given[]): Objects {
  const { heap } = walk.all;
  return keys.reduce((at, arg) => {
    const key = keyOf(arg);
    if (key === ELEMENT) heap.listed(at);
    heap.whole(arg.value);
    return heap.field(at, key, walk.body);
  }, from);
}

function dict(walk: Walk, args: readonly Given[], at: unknown): Objects {
  const made = new Set([walk.made(at)]);
  for (let i = 0; i < args.length; i += 2) {
    walk.all.heap.whole(args[i]?.value ?? NONE);
    walk.all.heap.put(made, keyOf(args[i]), args[i + 1]?.value ?? NONE);
  }
  return made;
}

function set(walk: Walk, args: readonly Given[]): Objects {
  const [map, key, value] = args;
  walk.all.heap.whole(key?.value ?? NONE);
  walk.all.heap.put(map?.value ?? NONE, keyOf(key), value?.value ?? NONE);
  return map?.value ?? NONE;
}

/** Functions of a table and some of its keys. */
function keyed(walk: Walk, args: readonly Given[]): Objects {
  const map = args[0]?.value ?? NONE;
  for (const arg of args.slice(1)) steps(walk, map, [arg]);
  return map;
}

function include(walk: Walk, args: readonly Given[]): Objects {
  const [name, ...rest] = args;
  const data = all(rest);
  const written = [...(name?.value ?? NONE)].map(({ text }) => text);
  if (written.length > 0 && !written.includes(undefined)) for (const one of written) walk.call(one as string, data);
  else {
    const { start, end } = name?.node?.span ?? { start: 0, end: 0 };
    walk.all.heap.whole(name?.value ?? NONE);
    walk.callAny(walk.body.text.slice(start, end), data);
  }
  return walk.all.heap.someText;
}
