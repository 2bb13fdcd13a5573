// Generated values files: every kind of YAML scalar, nested tables and lists, and the paths by which templates reach them.

import type { Choices } from './choices.ts';
import { anyText } from './words.ts';

/** What a generated expression is meant to give. `small` is an int that is safe as a count. */
export type Type =
  | 'string'
  | 'small'
  | 'int'
  | 'int64'
  | 'float'
  | 'bool'
  | 'list'
  | 'dict'
  | 'nil'
  | 'stringmap'
  | 'time'
  | 'version'
  | 'any';

/** One place in the values: keys and indexes from `.Values` on. */
export interface Path {
  readonly steps: readonly (string | number)[];
  readonly type: Type;
}

export interface Values {
  readonly text: string;
  readonly paths: readonly Path[];
}

const KEYS = ['a', 'b', 'c', 'name', 'image', 'replicas', 'enabled', 'd1', 'Up'] as const;
/** Keys that need quotes or `index`. None mixes digits and letters such that Helm's own key order would be undefined. */
const ODD_KEYS = [
  'a-b',
  'a.b',
  'with space',
  'é',
  'true',
  '1',
  '10',
  '_x',
  'aB',
  'YAML',
  'ключ',
  '',
  'null',
  'a: b',
  '#c',
] as const;

const SCALARS: readonly (readonly [string, Type])[] = [
  ...(
    [
      'web',
      'v1.2.3',
      'hello world',
      '"q"',
      "'it''s'",
      '"\\u00e9\\n"',
      '2020-01-02',
      '2020-01-02T03:04:05Z',
      '1:30',
    ] as const
  ).map(text),
  ...(
    [
      '100m',
      '1Gi',
      '"123"',
      '"true"',
      '""',
      '中文',
      '"😀"',
      'a#b',
      '"{{ .Values.a }}"',
      '!!str 1',
      'TrUe',
      '"1.5"',
      '0o8',
    ] as const
  ).map(text),
  ...(
    [
      '1',
      '0',
      '-1',
      '3',
      '80',
      '8080',
      '1.5',
      '-0.0',
      '0.1',
      '1e3',
      '1e6',
      '1000000',
      '12345678',
      '0x1F',
      '0777',
      '0o17',
    ] as const
  ).map(number),
  ...(
    [
      '1_000',
      '9007199254740993',
      '18446744073709551615',
      '1e21',
      '1e-7',
      '.5',
      '123456.789',
      '99999999999999999999',
    ] as const
  ).map(number),
  ...(['true', 'false', 'yes', 'off', 'On', 'n'] as const).map((one) => [one, 'bool'] as const),
  ...(['null', '~', ''] as const).map((one) => [one, 'nil'] as const),
];

function text(one: string): readonly [string, Type] {
  return [one, 'string'];
}

function number(one: string): readonly [string, Type] {
  return [one, 'float'];
}

/** A whole values file. */
export function values(c: Choices): Values {
  const paths: Path[] = [{ steps: [], type: 'dict' }];
  return { text: table(c, [], 0, paths), paths };
}

/** A block map at an indentation; every place in it is noted. */
function table(c: Choices, at: readonly (string | number)[], indent: number, paths: Path[]): string {
  const seen = new Set<string>();
  const lines = c.many(
    'entry',
    indent === 0 ? 9 : 4,
    () => {
      const key = c.chance(1, 7) ? c.pick(ODD_KEYS) : c.pick(KEYS);
      if (seen.has(key)) return '';
      seen.add(key);
      const written = /^[a-zA-Zé_]/.test(key) && !/[ :#]|^(true|null)$/.test(key) ? key : JSON.stringify(key);
      return `${' '.repeat(indent)}${written}:${value(c, [...at, key], indent, paths)}\n`;
    },
    indent === 0 ? [9, 10] : [2, 3],
  );
  return lines.join('') || (indent === 0 ? '' : `${' '.repeat(indent)}{}\n`);
}

/** What stands after `key:`, its first blank or line break included, without the last line break. */
function value(c: Choices, at: readonly (string | number)[], indent: number, paths: Path[]): string {
  const note = (type: Type): void => void paths.push({ steps: at, type });
  const shape =
    indent >= 6
      ? 'scalar'
      : c.weighted([
          [10, 'scalar'],
          [2, 'block'],
          [3, 'list'],
          [4, 'map'],
          [2, 'flow'],
        ] as const);
  switch (shape) {
    case 'scalar': {
      const [written, type] = c.pick(SCALARS);
      note(type);
      return written === '' ? '' : ` ${written}`;
    }
    case 'block': {
      note('string');
      return ` ${blockText(c, ' '.repeat(indent + 2))}`;
    }
    case 'list': {
      note('list');
      const items = c.many('item', 4, (index) => `${' '.repeat(indent)}- ${item(c, [...at, index], paths)}`, [3, 4]);
      return items.length === 0 ? ' []' : `\n${items.join('\n')}`;
    }
    case 'map': {
      note('dict');
      return `\n${table(c, at, indent + 2, paths).replace(/\n$/, '')}`;
    }
    case 'flow': {
      note('dict');
      return ` ${flow(c, at, paths)}`;
    }
  }
}

function item(c: Choices, at: readonly (string | number)[], paths: Path[]): string {
  if (c.chance(1, 4)) {
    paths.push({ steps: at, type: 'dict' });
    return flow(c, at, paths);
  }
  const [written, type] = c.pick(SCALARS);
  paths.push({ steps: at, type });
  return written;
}

function flow(c: Choices, at: readonly (string | number)[], paths: Path[]): string {
  const seen = new Set<string>();
  const entries = c.many('entry', 3, () => {
    const key = c.pick(KEYS);
    const [written, type] = c.pick(SCALARS);
    if (seen.has(key) || /^(\{|.*: )/.test(written)) return undefined;
    seen.add(key);
    paths.push({ steps: [...at, key], type });
    return `${key}: ${written}`;
  });
  return `{${entries.filter((entry) => entry !== undefined).join(', ')}}`;
}

/** A literal or folded block; only what YAML takes as printable. */
function blockText(c: Choices, indent: string): string {
  const head = c.pick(['|', '|-', '|+', '>', '>-', '|2']);
  const lines = c.many(
    'line',
    4,
    () => anyText(c).replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff\r\n]/g, ''),
    [3, 4],
  );
  const first = lines.find((line) => line.trim() !== '');
  const marked =
    first !== undefined && /^[ \t]/.test(first) && !head.includes('2') ? `${head[0]}2${head.slice(1)}` : head;
  return [marked.replace(/^\|2$/, '|2'), ...lines.map((line) => (line.trim() === '' ? '' : indent + line))].join('\n');
}
