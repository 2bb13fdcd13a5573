// The texts that generated cases are made of: ordinary ones, and those on which functions trip. Tables, so the file is long.

import type { Choices } from './choices.ts';

const PIECES = [
  ...[
    'a',
    'b',
    'web',
    'hello world',
    '',
    ' ',
    'Foo Bar',
    'x-y_z',
    'HTTPServer2',
    'é',
    'ß',
    '中文',
    '😀',
    'İi',
    'ǆ',
    'Σς',
  ],
  ...[
    '\n',
    'l1\nl2',
    'l1\n\n  l3\n',
    '\t',
    '\r\n',
    '\u00a0',
    '\u0085',
    '\u2028',
    '\ufeff',
    '\u200b',
    '\u0001',
    '\u007f',
  ],
  ...[
    '"',
    "'",
    '\\',
    '`'.replace('`', '´'),
    '<b>&',
    '%d',
    '%',
    '$1',
    '#',
    ': ',
    ' #',
    '- ',
    '---',
    '{',
    '}',
    '{{',
    '[',
    ',',
  ],
  ...[
    'true',
    'no',
    'null',
    '~',
    '0',
    '1',
    '-7',
    '08',
    '010',
    '0x1f',
    '1e3',
    '1.5',
    '.5',
    '1_000',
    '1:30',
    '2020-01-02',
  ],
  ...['<no value>', '9223372036854775807', '1e400', 'inf', 'NaN', '100m', '50%', 'a.b.c', 'a/b/../c', '../', 'YWJj'],
  ...['the quick brown fox jumps over the lazy dog and then it goes on to the next line because it is long, isn’t it?'],
] as const;

/** A text for a parameter of which nothing is known. */
export function anyText(c: Choices): string {
  return c.many('piece', 4, () => c.pick(PIECES), [3, 5]).join('');
}

const REGEX_ATOMS = [
  ...[
    'a',
    '.',
    '[a-z]',
    '\\d',
    '\\w',
    '\\s',
    '[^ab]',
    '(a|b)',
    '(?P<n>o)',
    '(?:x)',
    '^',
    '$',
    '\\b',
    'é',
    '\\pL',
    '[[:upper:]]',
  ],
  ...[
    '(',
    ')',
    '[',
    '\\',
    '(?i)',
    '(?=a)',
    '\\Q.\\E',
    'l',
    ' ',
    '-',
    '\\.',
    '{',
    '(?s)',
    '\\z',
    '[b-a]',
    '\\p{Greek}',
    '\\x41',
  ],
] as const;
const REGEX_MARKS = ['', '*', '+', '?', '*?', '{1,2}', '{2}', '+?', '**', '{1001}'] as const;

/** Each kind of text that some function wants to read, by name: mostly good, sometimes not. */
export const KINDS = {
  text: anyText,
  regex: (c) =>
    c
      .many(
        'regex',
        4,
        () => c.weighted([[20, c.pick(REGEX_ATOMS)]]) + c.weighted(REGEX_MARKS.map((m, i) => [i ? 1 : 8, m])),
      )
      .join(''),
  // biome-ignore-start lint/suspicious/noTemplateCurlyInString: Go's own notation
  replacement: (c) =>
    c.many('piece', 3, () => c.pick(['-', '$1', '${1}', '$n', '$$', '$0x', '', 'é', '${n}z', '$'])).join(''),
  // biome-ignore-end lint/suspicious/noTemplateCurlyInString: Go's own notation
  layout: (c) => c.many('layout', 5, () => c.pick(LAYOUTS), [4, 5]).join(c.pick(['', '-', ' ', ':'])),
  zone: (c) =>
    c.pick(['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Nowhere/No', '', 'Local', 'Asia/Kathmandu']),
  duration: (c) =>
    c.pick(['1h', '90m', '-2h30m', '1.5s', '100ms', '26280h', '0', 'bad', '', '1d', '+5m', '3us', '9999999h', '0s']),
  moment: (c) =>
    c.pick([
      '2020-01-02',
      '2021-12-31 23:59:59',
      '2020-02-30',
      'bad',
      '',
      '2020-05-06T07:08:09Z',
      '07:08',
      '1999-1-2',
      '2024-02-29',
    ]),
  version: (c) =>
    c.pick([
      '1.2.3',
      'v1.20',
      '1',
      '1.2.3-beta.1',
      '1.2.3+build.5',
      '1.30.0-eks-1',
      '',
      'bad',
      '1.2.3.4',
      '01.2.3',
      '1.2.3-01',
      'V1.2',
      ' 1.2',
      '0.0.0',
    ]),
  constraint: (c) => c.many('piece', 3, () => c.pick(CONSTRAINTS)).join(c.pick([' ', ', ', ' || ', ',', '||', ' - '])),
  url: (c) => c.pick(URLS),
  path: (c) =>
    c.many('piece', 5, () => c.pick(['a', '/', '..', '.', 'b.tar.gz', '//', './', 'é.x', '/c', ''])).join(''),
  format: (c) => c.many('piece', 3, () => verb(c)).join(c.pick(['', ' ', '-', 'é'])),
  base64: (c) =>
    c.pick(['aGVsbG8=', 'YQ==', '', 'YQ', '!!', 'YW\nJj', '4pyT', 'MFRGG===', 'NBSWY3DP', 'a', '====', '/+8=']),
  secret: (c) => c.pick(['', '!!', 'aGVsbG8=', 'MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=']),
  yaml: (c) => c.pick(YAML_TEXTS),
  json: (c) => c.pick(JSON_TEXTS),
  toml: (c) => c.pick(TOML_TEXTS),
  number: (c) =>
    c.pick([
      '1',
      '0',
      '-7',
      '08',
      '010',
      '0x1f',
      '1e3',
      '1.5',
      '1.0',
      '.0',
      '1_000',
      '',
      'abc',
      '9223372036854775808',
      ' 5',
      '0b11',
      'inf',
      '+3',
    ]),
  kind: (c) => c.pick(['string', 'float64', 'int', 'int64', 'map', 'slice', 'bool', 'invalid', 'struct', 'ptr', '']),
  type: (c) =>
    c.pick([
      'string',
      'float64',
      'int',
      'int64',
      'map[string]interface {}',
      '[]interface {}',
      'bool',
      '<nil>',
      '[]string',
      'chartutil.Values',
      '*semver.Version',
      'time.Time',
    ]),
  site: (c) => c.pick(['maximum', 'long', 'medium', 'short', 'basic', 'pin', 'nope']),
  file: (c) => c.pick(['a.txt', 'conf/b.yaml', 'conf/c.json', 'empty.txt', 'nope', '']),
  glob: (c) =>
    c.pick(['*', '**', 'conf/*', '*.txt', '**.{yaml,json}', 'conf/[a-b]*', '?.txt', '[', '', '{a,b}.txt', 'conf/**']),
  group: (c) => c.pick(['v1', 'apps/v1', 'nope/v1', 'batch/v1', '']),
  separator: (c) => c.pick([',', '', ' ', '.', '-', '/', '\n', 'l', 'ab', 'é']),
} satisfies Record<string, (c: Choices) => string>;

export type TextKind = keyof typeof KINDS;

const LAYOUTS = [
  ...[
    '2006',
    '01',
    '02',
    '15',
    '04',
    '05',
    'Jan',
    'January',
    'Mon',
    'Monday',
    '_2',
    '2',
    '002',
    '3',
    'PM',
    'pm',
    '-0700',
    'Z07:00',
  ],
  ...['MST', '.000', '.999', '06', '1', 'T', 'x', '-07', 'Z0700', '-07:00:00', '__2', '4', '5', '03', ',999'],
] as const;

const CONSTRAINTS = [
  ...[
    '>=1.2.3',
    '1.x',
    '~1.2',
    '^1.2.3',
    '>1',
    '<2',
    '!=1.2.3',
    '*',
    '=1.2.3',
    '>=1.19-0',
    '<=1.2',
    '^0.0.3',
    '~>1.2',
    '=>1.0',
    '',
  ],
  ...['1.2.3', '==1', 'bad', '1.2.3-beta', '> 1.2', '!=1.2', '^0', 'x', 'v1.2', '1.2 - 1.4'],
] as const;

const URLS = [
  ...[
    'http://example.com/a?b=c#d',
    'https://u:p@h:8080/x/y%20z?q=1&r=2',
    'mailto:a@b.c',
    '/just/path',
    ':bad',
    'http://[::1]:80/',
  ],
  ...[
    '//h/p',
    '',
    'http://h:bad/',
    'http://a b/',
    'x:y:z',
    'http://h/é?é#é',
    '%zz',
    'http://user@/',
    'a/b:c',
    'http://[::1',
    'ftp://h/%2f',
  ],
  ...['http://h?', 'http://h#', 'HTTP://H/../a', 'h:80', '1http://x', 'http://u:p%40@h/'],
] as const;

const YAML_TEXTS = [
  ...[
    'a: 1',
    'a: {b: [1, x, null]}\nc: "q"',
    '- 1\n- a\n- {b: c}',
    '',
    'null',
    'a: b: c',
    '[1, 2',
    'a: &x 1\nb: *x',
    'x',
    '{',
    'a:\n\t- 1',
  ],
  ...[
    'a: |\n  l1\n  l2\n',
    'a: >-\n  f1\n  f2\n',
    'on: yes\n1: 0x1f\n1.5: .5',
    'a: 1\n---\nb: 2',
    'd: 2020-01-02\nt: 1e3',
    '<<: {a: 1}\nb: 2',
  ],
  ...[
    '# only',
    'a: !!str 1',
    "a: 'it''s'",
    'a: "\\u00e9\\n"',
    '? a\n: b',
    'a: 1\na: 2',
    'a: *nope',
    '~: 1',
    '[a]: 1',
    'a: .inf',
    'é: ü',
    '- - 1\n  - 2',
  ],
] as const;

const JSON_TEXTS = [
  ...[
    '{"a":1}',
    '{"a":{"b":[1,"x",null,true]},"c":1.5e3}',
    '[1,"a",{"b":null}]',
    '',
    'null',
    '{',
    '[1,]',
    '{"a":1}x',
    '"s"',
    '1',
    'true',
    '{"a" 1}',
  ],
  ...[
    '{"é":"\\u00e9\\ud83d\\ude00"}',
    '{"a":1e999}',
    '{"a":01}',
    "{'a':1}",
    '{"a":1,"a":2}',
    '[]',
    '{}',
    ' {"b":"\\/"} ',
    '{"a":"\n"}',
    '["\\x"]',
    'nul',
  ],
] as const;

const TOML_TEXTS = [
  ...[
    'a = 1',
    'a = "x"\n[b]\nc = [1, 2]\n[b.d]\ne = true',
    '[[t]]\nx = 1\n[[t]]\nx = 2',
    '',
    'a =',
    'a = 1.5\nb = 1e3',
    'a = 2020-01-02',
  ],
  ...[
    'a = \'lit\'\nb = """\nm\n"""',
    'a = 1\na = 2',
    '[a',
    'a.b.c = 0x1f',
    'd = 2020-01-02T03:04:05Z',
    'a = {b = 1, c = "d"}',
    '= 1',
    'a = inf',
  ],
] as const;

/** A printf verb; `p` would print an address. */
function verb(c: Choices): string {
  const flags = c.weighted([
    [6, ''],
    [1, '+'],
    [1, '-'],
    [1, '#'],
    [1, '0'],
    [1, ' '],
  ] as const);
  const width = c.weighted([
    [8, ''],
    [2, '5'],
    [1, '.2'],
    [1, '8.3'],
    [1, '*'],
    [1, '[1]'],
    [1, '[2]'],
    [1, '.'],
    [1, '[5]'],
  ] as const);
  const letter = c.pick([...'vsdqtxXTcbogeEfGUO', '%', 'z', '', '!', 'é']);
  return `%${flags}${width}${letter}`;
}

/** A Go string literal: raw now and then where that is possible. */
export function literal(c: Choices, text: string): string {
  const raw = c.chance(1, 6);
  if (raw && !/[`\r\ufeff]/.test(text)) return `\`${text}\``;
  return goQuoted(text);
}

/** Quoted in double quotes, as Go reads it. */
export function goQuoted(text: string): string {
  const body = text.replace(/[\\"]/g, '\\$&').replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff]/g, (char) => {
    if (char === '\n') return '\\n';
    if (char === '\t') return '\\t';
    return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  return `"${body}"`;
}
