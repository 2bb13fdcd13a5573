// Which arguments a generated call gets: by the record's parameter types, by what the parameter is called, and for some
// functions by hand. Now and then one is wrong, so that the error texts are met too.

import type { FunctionRecord, Parameter } from '#engine/template/funcs.ts';
import { key, MOMENTS } from './atoms.ts';
import type { Choices } from './choices.ts';
import { expression } from './expressions.ts';
import { compound, type Expr, reference, type Scope, simple } from './scope.ts';
import { tplText } from './template.ts';
import type { Type } from './values.ts';
import { KINDS, literal, type TextKind } from './words.ts';

type Make = (c: Choices, s: Scope, depth: number, wanted: Type) => Expr;

/** Functions whose int arguments say how much to make: only small ones. */
const SIZED = new Set(['repeat', 'indent', 'nindent', 'until', 'untilStep', 'seq']);

/** Functions that take a wrong kind of date for the present moment. */
const CLOCKED = new Set(['date', 'dateInZone', 'date_in_zone', 'htmlDate', 'htmlDateInZone', 'durationRound']);

/** Functions that may put a map into another: all arguments but one hold new maps only. */
const MUTATORS = new Set(['set', 'merge', 'mustMerge', 'mergeOverwrite', 'mustMergeOverwrite']);

/** The arguments of a call that is wanted to give `wanted`. */
export function callArguments(c: Choices, s: Scope, record: FunctionRecord, wanted: Type, depth: number): Expr[] {
  const scope = record.name === 'printf' ? { ...s, plain: true } : s;
  const own = BY_HAND.get(record.name);
  const args = own ? own(c, scope, depth, wanted) : parameters(c, scope, record, wanted, depth);
  if (c.chance(1, 150)) return args.slice(1);
  return c.chance(1, 150) ? [simple('1'), ...args] : args;
}

function parameters(c: Choices, s: Scope, record: FunctionRecord, wanted: Type, depth: number): Expr[] {
  const made: Expr[] = [];
  const open = MUTATORS.has(record.name) ? c.below(record.params.length) : -1;
  for (const [index, one] of record.params.entries()) {
    const scope = open >= 0 && open !== index ? { ...s, frozen: true } : s;
    if (!one.variadic) made.push(argument(c, scope, record, one, wanted, depth));
    // Of several sources only the first may be shared.
    else
      made.push(
        ...c.many(
          'arg',
          3,
          (nth) => argument(c, open >= 0 && nth > 0 ? { ...s, frozen: true } : scope, record, one, wanted, depth),
          [3, 5],
        ),
      );
  }
  return made;
}

function argument(c: Choices, s: Scope, record: FunctionRecord, one: Parameter, wanted: Type, depth: number): Expr {
  if (c.chance(1, 40) && !CLOCKED.has(record.name)) return wrong(c, s, record, depth);
  const hint =
    HINTS.get(`${record.name}.${one.name}`) ?? HINTS.get(`${record.group}.${one.name}`) ?? HINTS.get(one.name);
  if (hint) return hint(c, s, depth, wanted);
  switch (one.type) {
    case 'int':
      return expression(c, s, SIZED.has(record.name) || c.chance(2, 3) ? 'small' : 'int', depth - 1);
    case 'uint32':
      return simple(c.pick(['1', '0', '7']));
    case 'float64':
      return expression(c, s, 'float', depth - 1);
    case 'string':
    case 'bool':
    case 'int64':
      return expression(c, s, one.type, depth - 1);
    case 'map[string]interface {}':
      return expression(c, s, 'dict', depth - 1);
    case '[]interface {}':
      return expression(c, s, 'list', depth - 1);
    case 'time.Time':
      return expression(c, s, 'time', depth - 1);
    default:
      return expression(c, s, 'any', depth - 1);
  }
}

/** Something of a type that is not asked for; never a big number where it may be a count. */
function wrong(c: Choices, s: Scope, record: FunctionRecord, depth: number): Expr {
  return expression(
    c,
    s,
    c.pick([
      'string',
      'nil',
      SIZED.has(record.name) ? 'small' : 'float',
      'bool',
      'list',
      'dict',
      'small',
      'stringmap',
      'time',
      'version',
    ]),
    depth - 1,
  );
}

function typed(type: Type): Make {
  return (c, s, depth) => expression(c, s, type, depth - 1);
}

/** Mostly a text of that kind, as a literal; else any string. */
function kind(name: TextKind): Make {
  return (c, s, depth) => (c.chance(1, 6) ? expression(c, s, 'string', depth - 1) : simple(literal(c, KINDS[name](c))));
}

const numeric: Make = (c, s, depth) =>
  c.chance(1, 12)
    ? simple(literal(c, KINDS.number(c)))
    : expression(
        c,
        s,
        c.weighted([
          [4, 'float'],
          [3, 'int'],
          [2, 'int64'],
          [1, 'small'],
          [1, 'any'],
        ] as const),
        depth - 1,
      );

const listLike: Make = (c, s, depth) =>
  expression(
    c,
    s,
    c.weighted([
      [12, 'list'],
      [1, 'any'],
      [1, 'dict'],
    ] as const),
    depth - 1,
  );

/** A float, which `1e3` is too, would be taken for the present moment. */
const date: Make = (c, s, depth) =>
  c.chance(1, 6)
    ? simple(c.pick(['0', '1577836800', '-1', '1_000_000_000']))
    : expression(
        c,
        s,
        c.weighted([
          [4, 'time'],
          [1, 'int64'],
        ] as const),
        depth - 1,
      );

const same: Make = (c, s, depth, wanted) => expression(c, s, wanted, depth - 1);

const keyText: Make = (c, s, depth) => (c.chance(1, 8) ? expression(c, s, 'string', depth - 1) : simple(key(c)));

const HINTS: ReadonlyMap<string, Make> = new Map<string, Make>(
  Object.entries({
    ...Object.fromEntries(
      (
        [
          'regex',
          'replacement',
          'layout',
          'zone',
          'duration',
          'version',
          'constraint',
          'url',
          'format',
          'secret',
          'kind',
          'separator',
        ] as const
      ).map((name) => [name, kind(name)]),
    ),
    'paths.path': kind('path'),
    'reflect.type': kind('type'),
    'derivePassword.type': kind('site'),
    'fromYaml.text': kind('yaml'),
    'fromYamlArray.text': kind('yaml'),
    'fromJson.text': kind('json'),
    'fromJsonArray.text': kind('json'),
    'mustFromJson.text': kind('json'),
    'fromToml.text': kind('toml'),
    'b64dec.text': kind('base64'),
    'b32dec.text': kind('base64'),
    'atoi.text': kind('number'),
    'convert.value': numeric,
    'duration.seconds': (c, s, depth) =>
      c.chance(1, 2) ? typed('int64')(c, s, depth, 'any') : kind('number')(c, s, depth, 'any'),
    'durationRound.duration': (c, s, depth) =>
      c.chance(1, 2) ? typed('int64')(c, s, depth, 'any') : kind('duration')(c, s, depth, 'any'),
    'math.a': numeric,
    'math.b': numeric,
    'math.number': numeric,
    'add.numbers': numeric,
    ...Object.fromEntries(
      ['mul', 'max', 'biggest', 'min', 'addf', 'subf', 'mulf', 'divf', 'maxf', 'minf'].map((name) => [
        `${name}.numbers`,
        numeric,
      ]),
    ),
    'len.item': (c, s, depth) => expression(c, s, c.pick(['string', 'list', 'dict', 'any'] as const), depth - 1),
    'lists.indices': typed('small'),
    list: listLike,
    lists: listLike,
    date,
    'unixEpoch.date': typed('time'),
    'dateModify.date': typed('time'),
    'date_modify.date': typed('time'),
    'mustDateModify.date': typed('time'),
    'must_date_modify.date': typed('time'),
    'dicts.key': keyText,
    'dicts.keys': keyText,
    ...Object.fromEntries(
      ['default.default', 'default.given', 'coalesce.values', 'ternary.yes', 'ternary.no'].map((at) => [at, same]),
    ),
    ...Object.fromEntries(['and.first', 'and.rest', 'or.first', 'or.rest', 'required.value'].map((at) => [at, same])),
    ...Object.fromEntries(['deepCopy.value', 'mustDeepCopy.value'].map((at) => [at, same])),
  }),
);

const COMPARABLE = ['string', 'int', 'float', 'bool', 'int64', 'small'] as const;

function compared(most: number): Make2 {
  return (c, s, depth) => {
    const type = c.pick(COMPARABLE);
    const other = c.chance(1, 12) ? 'any' : type;
    const rest =
      most === 1
        ? [expression(c, s, other, depth - 1)]
        : c.many('arg', most, () => expression(c, s, other, depth - 1), [3, 4]);
    return [expression(c, s, type, depth - 1), ...rest];
  };
}

type Make2 = (c: Choices, s: Scope, depth: number, wanted: Type) => Expr[];

/** Functions whose arguments depend on each other. */
const BY_HAND: ReadonlyMap<string, Make2> = new Map<string, Make2>(
  Object.entries({
    eq: compared(3),
    ...Object.fromEntries(['ne', 'lt', 'le', 'gt', 'ge'].map((name) => [name, compared(1)])),
    index: (c, s, depth) => {
      const [on, by] = c.pick([
        ['list', 'small'],
        ['dict', 'key'],
        ['stringmap', 'key'],
        ['string', 'small'],
        ['any', 'small'],
      ] as const);
      const indexes = c.many(
        'arg',
        2,
        () =>
          by === 'key' ? keyText(c, s, depth, 'any') : expression(c, s, c.chance(1, 12) ? 'any' : 'small', depth - 1),
        [4, 5],
      );
      return [expression(c, s, on, depth - 1), ...indexes];
    },
    dict: (c, s, depth) => {
      const pairs = c.many('pair', 3, () => [
        c.chance(1, 10) ? expression(c, s, 'any', 0) : simple(key(c)),
        expression(c, s, 'any', depth - 1),
      ]);
      return c.chance(1, 20) ? [...pairs.flat(), simple(key(c))] : pairs.flat();
    },
    dig: (c, s, depth) => {
      const path = [simple(key(c)), ...c.many('arg', 2, () => simple(key(c)), [1, 2])];
      return [...path, expression(c, s, 'any', 0), expression(c, s, 'dict', depth - 1)];
    },
    toDate: moment,
    mustToDate: moment,
    urlJoin: (c, s, depth) => {
      if (c.chance(1, 4)) return [expression(c, s, 'dict', depth - 1)];
      if (c.chance(1, 3)) return [compound(`urlParse ${literal(c, KINDS.url(c))}`)];
      const parts = c.many('pair', 5, () => {
        const name = c.pick(['scheme', 'host', 'path', 'query', 'opaque', 'fragment', 'userinfo', 'hostname']);
        const value = c.chance(1, 12)
          ? '1'
          : literal(c, c.pick(['http', 'h:80', '/a b', 'x=1&y=é', 'u:p', '', 'a%zz', 'é']));
        return `"${name}" ${value}`;
      });
      return [compound(['dict', ...parts].join(' '))];
    },
    include: (c, s, depth) => {
      const name = c.chance(1, 25) || s.templates.length === 0 ? '"nope"' : `"${c.pick(s.templates)}"`;
      return [simple(name), passed(c, s, depth)];
    },
    tpl: (c, s, depth) => [simple(tplText(c, s)), c.chance(1, 8) ? expression(c, s, 'any', depth - 1) : root(s)],
    printf: (c, s, depth) => {
      const format = kind('format')(c, s, depth, 'string');
      return [
        format,
        ...c.many(
          'arg',
          3,
          () => expression(c, s, c.pick(['string', 'int', 'float', 'any', 'bool', 'list', 'small']), depth - 1),
          [3, 4],
        ),
      ];
    },
    chunk: chunk,
    mustChunk: chunk,
    call: (c, s, depth) => [expression(c, s, 'any', depth - 1)],
  }),
);

function chunk(c: Choices, s: Scope, depth: number): Expr[] {
  return [expression(c, s, 'small', depth - 1), listLike(c, s, depth, 'list')];
}

function moment(c: Choices, s: Scope, depth: number): Expr[] {
  if (c.chance(1, 3)) return [kind('layout')(c, s, depth, 'string'), kind('moment')(c, s, depth, 'string')];
  const [layout, text] = c.pick(MOMENTS);
  return [simple(literal(c, layout)), simple(literal(c, text))];
}

function root(s: Scope): Expr {
  return simple(s.dot === 'root' ? '.' : '$');
}

/** What a named template is called with: the root, mostly. */
export function passed(c: Choices, s: Scope, depth: number): Expr {
  if (!c.chance(1, 6)) return root(s);
  return reference(c, s, 'dict') ?? expression(c, s, 'any', depth - 1);
}
