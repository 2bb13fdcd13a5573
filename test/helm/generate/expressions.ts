// Generated expressions: mostly of the type that is wanted, by literal, reference, function call, method or pipeline.

import type { FunctionRecord } from '#engine/template/funcs.ts';
import { callArguments } from './arguments.ts';
import { anyType, atom } from './atoms.ts';
import type { Choices } from './choices.ts';
import { PRODUCERS } from './functions.ts';
import { compound, type Expr, operand, type Scope, simple } from './scope.ts';
import type { Type } from './values.ts';

/** Methods and fields by the type they give. */
const METHODS: Partial<Record<Type, readonly (readonly [of: Type, fields: string])[]>> = {
  int: [
    ['time', 'Year'],
    ['time', 'Day'],
    ['time', 'YearDay'],
    ['time', 'Nanosecond'],
  ],
  int64: [
    ['time', 'Unix'],
    ['time', 'UnixNano'],
  ],
  string: [
    ['version', 'String'],
    ['version', 'Original'],
    ['version', 'Prerelease'],
    ['time', 'String'],
    ['time', 'Weekday.String'],
    ['stringmap', '_0'],
    ['stringmap', '_7'],
  ],
  time: [['time', 'UTC']],
  any: [
    ['version', 'Major'],
    ['version', 'IncMinor'],
    ['time', 'Month'],
    ['time', 'Nope'],
    ['dict', 'a'],
    ['dict', 'a.b'],
    ['nil', 'x'],
    ['list', 'x'],
    ['string', 'x'],
  ],
};

/** An expression that mostly gives the type. */
export function expression(c: Choices, s: Scope, type: Type, depth: number): Expr {
  return c.span('expr', () => {
    const wanted = type === 'any' && c.chance(1, 2) ? anyType(c, s) : type;
    const way = depth <= 0 ? 'atom' : c.weighted(WAYS);
    if (way === 'call') return call(c, s, wanted, depth);
    if (way === 'method') return method(c, s, wanted, depth) ?? atom(c, s, wanted);
    if (way === 'keys') return keys(c, s, wanted, depth) ?? call(c, s, wanted, depth);
    return atom(c, s, wanted);
  });
}

const WAYS = [
  [8, 'atom'],
  [14, 'call'],
  [1, 'method'],
  [1, 'keys'],
] as const;

function call(c: Choices, s: Scope, type: Type, depth: number): Expr {
  const record = c.pick(PRODUCERS.get(type) ?? [undefined]);
  const renders = record?.name === 'include' || record?.name === 'tpl';
  return record && !(renders && s.frozen) ? callOf(c, s, record, type, depth) : atom(c, s, type);
}

/** A call of this function that is to give this type: with all arguments behind it, or with the last one piped in. */
export function callOf(c: Choices, s: Scope, record: FunctionRecord, type: Type, depth: number): Expr {
  const args = callArguments(c, s, record, type, depth);
  const last = args.at(-1);
  if (last !== undefined && c.chance(1, 3)) {
    const front = args.slice(0, -1).map(operand);
    return compound(`${last.text} | ${[record.name, ...front].join(' ')}`);
  }
  const text = [record.name, ...args.map(operand)].join(' ');
  return args.length === 0 ? simple(text) : compound(text);
}

function method(c: Choices, s: Scope, type: Type, depth: number): Expr | undefined {
  const found = METHODS[type];
  if (!found) return undefined;
  const [of, fields] = c.pick(found);
  if (s.frozen && of !== 'time' && of !== 'version') return undefined;
  const on = expression(c, s, of, depth - 1);
  return simple(`(${on.text}).${fields}`);
}

/** `keys` and `values` come in random order: sorted, counted, or of one entry at most. */
function keys(c: Choices, s: Scope, type: Type, depth: number): Expr | undefined {
  const on = () => operand(expression(c, s, 'dict', depth - 1));
  if (type === 'list') return c.chance(1, 3) ? valuesOfOne(c, s, depth) : compound(`keys ${on()} | sortAlpha`);
  if (type === 'int') return compound(`${c.pick(['keys', 'values'])} ${on()} | len`);
  return undefined;
}

function valuesOfOne(c: Choices, s: Scope, depth: number): Expr {
  return compound(`values (dict "k" ${operand(expression(c, s, 'any', depth - 1))})`);
}
