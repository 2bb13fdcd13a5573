// The ends of generated expressions: literals of each type, references, and what Helm's objects offer.

import type { Choices } from './choices.ts';
import { compound, type Expr, isShared, reference, type Scope, simple } from './scope.ts';
import type { Type } from './values.ts';
import { anyText, KINDS, literal } from './words.ts';

/** A literal, a reference or an object's field of the type. */
export function atom(c: Choices, s: Scope, type: Type): Expr {
  const referred = c.chance(1, 2) ? reference(c, s, type) : undefined;
  return referred ?? constant(c, s, type);
}

function constant(c: Choices, s: Scope, type: Type): Expr {
  switch (type) {
    case 'string':
      return c.chance(1, 8) && !s.frozen ? object(c, STRINGS, s) : simple(literal(c, anyText(c)));
    case 'small':
      return c.chance(1, 8) ? compound(`len ${literal(c, c.pick(['', 'ab', 'é']))}`) : simple(c.pick(SMALLS));
    case 'int':
      return c.chance(1, 12) ? object(c, ['.Release.Revision'], s) : simple(c.pick(INTS));
    case 'int64':
      return compound(`int64 ${c.pick(INT64S)}`);
    case 'float':
      return simple(c.pick(FLOATS));
    case 'bool':
      return c.chance(1, 5) ? object(c, BOOLS, s) : simple(c.pick(['true', 'false']));
    case 'nil':
      return c.chance(3, 4) && !s.frozen ? missing(c, s) : simple('nil');
    case 'list':
      return c.chance(1, 10) && !s.frozen ? object(c, LISTS, s) : newList(c, s);
    case 'dict':
      return c.chance(1, 10) && !s.frozen ? object(c, DICTS, s) : newDict(c, s);
    case 'stringmap':
      return compound(`split ${literal(c, c.pick(['/', '', ',']))} ${literal(c, c.pick(['a/b', '', 'é,ü,x', 'abc']))}`);
    case 'time':
      return time(c);
    case 'version':
      return compound(`semver ${literal(c, c.chance(1, 8) ? KINDS.version(c) : c.pick(VERSIONS))}`);
    case 'any':
      return c.chance(1, 15) && !s.frozen ? object(c, OBJECTS, s) : atom(c, s, anyType(c, s));
  }
}

/** A concrete type in place of `any`. */
export function anyType(c: Choices, s: Scope): Type {
  const type = c.weighted(ANY);
  return s.plain && (type === 'time' || type === 'version') ? 'string' : type;
}

const ANY: readonly (readonly [number, Type])[] = [
  ...([
    [12, 'string'],
    [3, 'small'],
    [3, 'int'],
    [2, 'int64'],
    [5, 'float'],
    [4, 'bool'],
    [6, 'list'],
    [6, 'dict'],
  ] as const),
  ...([
    [3, 'nil'],
    [1, 'stringmap'],
    [1, 'time'],
    [1, 'version'],
  ] as const),
];

const SMALLS = ['0', '1', '2', '3', '5', '-1', '-2', '4', '7', '12', '0x3', '3.0', "'\\x02'"] as const;
const INTS = [
  ...[
    '0',
    '1',
    '2',
    '-1',
    '7',
    '10',
    '100',
    '1_000',
    '0x1F',
    '0o17',
    '017',
    '0b11',
    "'a'",
    '65535',
    '1000000',
    '-0',
    '+3',
  ],
  ...['9223372036854775807', '-9223372036854775808', '18446744073709551615', '4294967296', '1e3', '0x1p4', '-100'],
] as const;
const INT64S = [
  '0',
  '5',
  '-7',
  '9223372036854775807',
  '-9223372036854775808',
  '"0755"',
  '3.99',
  'true',
  '1000000',
  '2147483648',
] as const;
const FLOATS = [
  ...[
    '0.5',
    '1.0',
    '0.0',
    '-1.5',
    '2.5',
    '1e3',
    '1e6',
    '1e21',
    '1e-7',
    '123456.789',
    '3.14159',
    '.5',
    '0x1p-2',
    '1e300',
    '-0.0',
    '0.1',
  ],
  ...['1234567.0', '1e20', '100000.0', '1.7976931348623157e308', '5e-324', '0.000001', '9007199254740993.0'],
] as const;
const STRINGS = [
  ...[
    '.Release.Name',
    '.Release.Namespace',
    '.Release.Service',
    '.Chart.Name',
    '.Chart.Version',
    '.Chart.AppVersion',
    '.Template.Name',
  ],
  ...[
    '.Template.BasePath',
    '.Capabilities.KubeVersion.Version',
    '.Capabilities.KubeVersion.Major',
    '.Values.YAML',
    '.Chart.Type',
  ],
] as const;
const BOOLS = [
  '.Release.IsInstall',
  '.Release.IsUpgrade',
  '(.Capabilities.APIVersions.Has "apps/v1")',
  '(.Capabilities.APIVersions.Has "x")',
] as const;
const LISTS = [
  '.Chart.Keywords',
  '(.Files.Lines "a.txt")',
  '.Capabilities.APIVersions',
  '.Chart.Maintainers',
  '(.Files.Lines "nope")',
] as const;
const DICTS = ['.Values', '.Values.AsMap', '.Release', '.Template', '.Chart.Annotations'] as const;
const OBJECTS = [
  '.Chart',
  '.Capabilities.KubeVersion',
  '.Release',
  '.Values',
  '.Files',
  '.Chart.Metadata',
  '.Subcharts',
  '(.Files.GetBytes "a.txt")',
] as const;

/** A field of the root object, by dot or by `$`. */
function object(c: Choices, from: readonly string[], s: Scope): Expr {
  const text = c.pick(from);
  const rooted = s.dot === 'root' && !c.chance(1, 3) ? text : text.replace(/^(\(?)\./, '$1$.');
  return simple(rooted);
}

const VERSIONS = ['1.2.3', 'v1.20', '1', '2.0.0-rc.1+b5', '1.30.0-eks-1'] as const;

/** One of the ways to meet nothing, or the error on the way there. */
function missing(c: Choices, s: Scope): Expr {
  const root = s.dot === 'root' ? '.' : '$.';
  const way = c.pick([
    ...[
      'Values.nope',
      'Values.a.nope',
      'Values.nope.x',
      '(Values.nope).x',
      'Nope',
      'Release.Nope',
      'Values.a.b.c.d',
      'Chart.Nope',
      'Files.Nope',
    ],
    ...['Capabilities.Nope', 'Values.name.first', 'Template.X', 'Chart.Name.x'],
  ]);
  return simple(way.startsWith('(') ? `(${root}${way.slice(1)}` : `${root}${way}`);
}

function newList(c: Choices, s: Scope): Expr {
  const items = c.many('item', 4, () => item(c, s), [3, 4]);
  return compound(['list', ...items].join(' '));
}

function newDict(c: Choices, s: Scope): Expr {
  const pairs = c.many('pair', 3, () => `${key(c)} ${item(c, s)}`, [3, 4]);
  return compound(['dict', ...pairs].join(' '));
}

/** What stands in a new list or map: a scalar or a reference. */
function item(c: Choices, s: Scope): string {
  const type = c.pick(['string', 'int', 'float', 'bool', 'any', 'nil'] as const);
  const referred = c.chance(1, 3) ? reference(c, s, type) : undefined;
  const expr = referred ?? constant(c, s, isShared(type) ? 'string' : type);
  return expr.simple ? expr.text : `(${expr.text})`;
}

/** A map's key as a literal: ones that the values use, and odd ones. */
export function key(c: Choices): string {
  return literal(c, c.pick(['a', 'b', 'c', 'name', 'image', 'd1', 'Up', 'é', 'a.b', '', 'nope', '10', '_0']));
}

function time(c: Choices): Expr {
  const [layout, text] = c.pick(MOMENTS);
  return compound(`toDate ${literal(c, layout)} ${literal(c, text)}`);
}

/** Layouts with texts that fit them. */
export const MOMENTS = [
  ['2006-01-02', '2020-01-02'],
  ['2006-01-02 15:04:05', '2021-12-31 23:59:59'],
  ['2006-01-02T15:04:05Z07:00', '2020-05-06T07:08:09+02:00'],
  ['Jan 2, 2006 at 3:04pm (MST)', 'Feb 3, 2013 at 7:54pm (UTC)'],
  ['02/01/06', '29/02/24'],
  ['2006-01-02', 'bad'],
] as const;
