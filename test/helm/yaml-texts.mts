// Made-up YAML texts, good and bad, from a seed: what the differential scripts feed to both readers.

let state = 1;

/** Starts the sequence of texts anew. */
export function seed(value: number): void {
  state = value * 7919 + 1;
}

export function random(below: number): number {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) % below;
}
export function pick<T>(list: readonly T[]): T {
  return list[random(list.length)] as T;
}

const SCALARS = [
  'a',
  'b c',
  '1',
  '-1',
  '0',
  '1.5',
  '.5',
  '-.5',
  '1e3',
  '0x1F',
  '0o17',
  '017',
  '08',
  '0b11',
  '0b-1',
  '-0b1',
  '1_000',
  '+1',
  '1.',
  'true',
  'no',
  'Off',
  'y',
  '~',
  'null',
  '',
  '.inf',
  '-.Inf',
  '.nan',
  '2001-01-01',
  '2001-1-1T1:2:3Z',
  '1:30',
  'é',
  '😀',
  'a#b',
  'a #b',
  'a: b',
  'x:y',
  '-x',
  '?x',
  ':x',
  '"q"',
  "'s'",
  '"a\\nb"',
  '"\\u00e9\\x41\\U0001F600"',
  '"a\n  b"',
  "'a\n\n  b'",
  '"a \\\n   b"',
  "'it''s'",
  '[a, b]',
  '[]',
  '{}',
  '{a: 1}',
  '{a, b: }',
  '[a: b, c]',
  '[[1],[2]]',
  '{a: {b: c}}',
  '|\n  x\n  y',
  '>\n  x\n  y\n\n  z',
  '|-\n  x\n',
  '|+\n  x\n\n',
  '|2\n   x',
  '>-\n   a\n    b\n   c',
  '&x a',
  '*x',
  '&y [1]',
  '*y',
  '&m {k: v}',
  '*m',
  '!!str 1',
  '!!int "3"',
  '!!int x',
  '!!float 1',
  '!!bool yes',
  '!!null ""',
  '!!binary aGk=',
  '!!binary @',
  '!foo 1',
  '! 1',
  '!<tag:yaml.org,2002:str> 1',
  '!!timestamp 2001-01-01',
  '!!timestamp 12',
  '!!set {a}',
  '18446744073709551615',
  '9223372036854775808',
  '-9223372036854775808',
  '99999999999999999999',
  '12345678901234567',
  '1e400',
  '1e-400',
  '0.1',
  '123456789.25',
  '1e21',
  '0.0000001',
  '<<',
  '=',
  '`a',
  '@a',
  '%a',
  'a\tb',
  'a\t',
  '\ta',
  '"\\q"',
  '"\\x4"',
  '"\\ud800"',
  '"',
  "'",
  '[',
  '{',
  ']',
  '}',
  ',',
  '|',
  '>',
  '-',
  '?',
  ':',
  '&',
  '*',
  '!',
  '!!',
  '!a!b',
  '...',
  '---',
  '--- a',
  '- 1',
  '- - 1',
  '? a',
  '? a\n: b',
  'a:\n  b: c',
  '- a: 1\n  b: 2',
  '-0',
  '-0.0',
  '0x',
  '0xffffffffffffffff',
  '1__0',
  '_1',
  '.1_0',
  '1e1_0',
  '0_7',
  '+',
  '+.5',
  '1.5e+10',
  '0.1e-2',
  'TrUe',
  'nil',
  'a\u0085b',
  'a\u2028b',
  '\ufeffa',
  '"\u2029 x"',
];
// No key comes as both an int and a string: Go keeps both, and which one wins in the end is its map's random order.
const KEYS = [
  'a',
  'b',
  'c',
  'a b',
  '1',
  '1.5',
  'true',
  'y',
  '~',
  '"k"',
  "'k'",
  '<<',
  '? k',
  '[1]',
  '{a: 1}',
  '*x',
  '&k k',
  '!!str k',
  '1e6',
  '.inf',
  '18446744073709551615',
  '0x10',
  '',
  'é',
  '!!binary aGk=',
  '123456789.25',
  '""',
];
const LINES = [
  '# comment',
  '',
  '  ',
  '---',
  '...',
  '%YAML 1.1',
  '%YAML 1.2',
  '%TAG ! tag:x,2000:',
  '%TAG !e! tag:yaml.org,2002:',
  '%FOO',
  '\t',
  '- x',
  '- a: b',
  'x: y',
  '  x: y',
  'foo',
  '  - z',
  ' : v',
  '? q',
  ': v',
  '--- # c',
  '--- a: b',
  '<<: {z: 1}',
  '<<: *m',
  '<<: [*m, {z: 2}]',
  '<<: 3',
  'm: &m {k: v}',
  'x: &x 1',
];
const PIECES = [
  ':',
  ' ',
  '\n',
  '\t',
  '-',
  '- ',
  '? ',
  ': ',
  '#',
  ' #',
  '"',
  "'",
  '[',
  ']',
  '{',
  '}',
  ',',
  '|',
  '>',
  '&a',
  '*a',
  '!',
  '!!',
  '%',
  '@',
  '`',
  '\\',
  '\r',
  '\r\n',
  '\0',
  '\x7f',
  '\x01',
  '\u0085',
  '\u2028',
  '\ufeff',
  '\ufffe',
  '😀',
  '---',
  '...',
  '<<',
  '~',
  '0',
  '1',
  '_',
  '.',
  'e',
  '\n  ',
  '\n- ',
  '\n---\n',
];

/** A block collection. */
export function block(indent: number, depth: number): string {
  const pad = ' '.repeat(indent);
  const lines: string[] = [];
  const isList = random(3) === 0;
  for (let n = 1 + random(4); n > 0; n--) {
    const lead = isList ? `${pad}- ` : `${pad}${pick(KEYS)}:`;
    const style = random(10);
    if (style < 3 && depth > 0)
      lines.push(`${lead}\n${block(indent + (isList ? 2 : pick([0, 1, 2, 2, 2, 4])), depth - 1)}`);
    else if (style < 4) lines.push(pad + pick(LINES));
    else lines.push(`${lead} ${pick(SCALARS).replaceAll('\n', `\n${pad}`)}`);
  }
  return lines.join('\n');
}

const MANIFEST = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: "web"
  labels: {app: web, tier: 'front'}
  annotations:
    note: |
      first
        second

      third
spec:
  replicas: 3
  template:
    spec:
      containers:
      - name: web
        image: "nginx:1.25" # the image
        args: ["-c", 'x y', --flag=1]
        env:
        - name: A
          value: "yes"
        - {name: B, value: off}
      - &c
        name: side
        command:
          - sh
          - -c
          - >-
            echo a
            echo b
  ref: *c
`;

/** A few insertions, deletions and moves. */
export function mutate(text: string): string {
  for (let n = 1 + random(3); n > 0; n--) {
    const at = random(text.length + 1);
    const kind = random(4);
    if (kind === 0) text = text.slice(0, at) + pick(PIECES) + text.slice(at);
    else if (kind === 1) text = text.slice(0, at) + text.slice(at + 1 + random(4));
    else if (kind === 2) text = text.slice(0, at) + pick(PIECES) + text.slice(at + 1 + random(3));
    else {
      const from = random(text.length + 1);
      text = text.slice(0, at) + text.slice(from, from + random(20)) + text.slice(at);
    }
  }
  return text;
}

function soup(): string {
  let text = '';
  for (let n = 1 + random(14); n > 0; n--) text += random(3) === 0 ? pick(SCALARS) : pick(PIECES);
  return text;
}

/** One text: a scalar, a soup of YAML's pieces, a tree, or a mutated manifest. */
export function makeText(): string {
  switch (random(6)) {
    case 0:
      return `a: ${pick(SCALARS)}`;
    case 1:
      return soup();
    case 2:
      return mutate(MANIFEST);
    case 3:
      return mutate(block(0, 3));
    default: {
      const text = block(0, 3);
      return random(8) === 0 ? text.replaceAll('\n', pick(['\r\n', '\r', '\u0085', '\u2028'])) : text;
    }
  }
}
