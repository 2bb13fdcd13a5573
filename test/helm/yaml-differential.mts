// Compares our YAML reader with the real one: thousands of made and mutated texts through Helm's fromYaml.
//
// Not part of the normal tests, since it needs the engine judge (tools/engine-judge, built to ~/.cache/chartroom/judge4).
//
//     npx esbuild test/helm/yaml-differential.mts --bundle --platform=node --format=esm --outfile=/tmp/yaml-differential.mjs
//     node /tmp/yaml-differential.mjs [rounds=20] [seed=1]
//
// Each round makes 2,000 texts. Prints every difference (at most 20) and exits with 1 when there is one.

import { execFileSync } from 'node:child_process';
import { homedir } from 'node:os';
import process from 'node:process';
import { readYamlMap } from '#engine/yaml/read.ts';
import { GoMap, GoSlice, type Value } from '#engine/values/value.ts';
import { GoError } from '#engine/values/errors.ts';

const JUDGE = process.env['CHARTROOM_JUDGE'] ?? `${homedir()}/.cache/chartroom/judge4`;
const PER_ROUND = 2000;

interface Verdict {
  readonly out?: string;
  readonly err?: string;
}

export function judge(texts: readonly string[]): Verdict[] {
  const items = texts.map((t) => ({ tpl: '{{ .Values.t | fromYaml | toJson }}', values: `{"t": ${yamlQuote(t)}}` }));
  const out = execFileSync(JUDGE, { input: JSON.stringify(items), maxBuffer: 1 << 30 });
  return JSON.parse(out.toString()) as Verdict[];
}

/** A double-quoted YAML scalar in printable ASCII: nothing is folded or refused on its way to the template. */
function yamlQuote(text: string): string {
  let out = '"';
  for (const c of text) {
    const code = c.codePointAt(0) as number;
    out += code >= 0x20 && code < 0x7f && c !== '"' && c !== '\\' ? c : `\\U${code.toString(16).padStart(8, '0')}`;
  }
  return `${out}"`;
}

/** Ours, in the judge's words. */
export function ours(text: string): string {
  try {
    return json(readYamlMap(text));
  } catch (error) {
    if (!(error instanceof GoError)) return `CRASH ${(error as Error).stack}`;
    return json(new GoMap(new Map([['Error', error.message]])));
  }
}

function json(value: Value): string {
  if (value instanceof GoMap) {
    const keys = [...value.entries.keys()].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    return `{${keys.map((key) => `${quote(key)}:${json(value.get(key) as Value)}`).join(',')}}`;
  }
  if (value instanceof GoSlice) return `[${value.items().map(json).join(',')}]`;
  if (typeof value === 'string') return quote(value);
  if (typeof value === 'number') return number(value);
  return String(value);
}

function quote(text: string): string {
  return JSON.stringify(text.toWellFormed()).replace(
    /[<>&\u2028\u2029\x7f]/g,
    (c) => (c === '\x7f' ? c : `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`),
  );
}

function number(value: number): string {
  if (Object.is(value, -0)) return '-0';
  return String(value);
}

let state = 1;
function random(below: number): number {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) % below;
}
function pick<T>(list: readonly T[]): T {
  return list[random(list.length)] as T;
}

const SCALARS = [
  'a', 'b c', '1', '-1', '0', '1.5', '.5', '-.5', '1e3', '0x1F', '0o17', '017', '08', '0b11', '0b-1', '-0b1', '1_000', '+1', '1.', 'true', 'no', 'Off', 'y',
  '~', 'null', '', '.inf', '-.Inf', '.nan', '2001-01-01', '2001-1-1T1:2:3Z', '1:30', 'é', '😀', 'a#b', 'a #b', 'a: b', 'x:y', '-x', '?x', ':x', '"q"',
  "'s'", '"a\\nb"', '"\\u00e9\\x41\\U0001F600"', '"a\n  b"', "'a\n\n  b'", '"a \\\n   b"', "'it''s'", '[a, b]', '[]', '{}', '{a: 1}', '{a, b: }', '[a: b, c]',
  '[[1],[2]]', '{a: {b: c}}', '|\n  x\n  y', '>\n  x\n  y\n\n  z', '|-\n  x\n', '|+\n  x\n\n', '|2\n   x', '>-\n   a\n    b\n   c', '&x a', '*x', '&y [1]', '*y', '&m {k: v}', '*m',
  '!!str 1', '!!int "3"', '!!int x', '!!float 1', '!!bool yes', '!!null ""', '!!binary aGk=', '!!binary @', '!foo 1', '! 1', '!<tag:yaml.org,2002:str> 1', '!!timestamp 2001-01-01', '!!timestamp 12', '!!set {a}',
  '18446744073709551615', '9223372036854775808', '-9223372036854775808', '99999999999999999999', '12345678901234567', '1e400', '1e-400', '0.1', '123456789.25', '1e21', '0.0000001', '<<', '=', '`a', '@a', '%a', 'a\tb', 'a\t', '\ta', '"\\q"', '"\\x4"', '"\\ud800"', '"', "'", '[', '{', ']', '}', ',', '|', '>', '-', '?', ':', '&', '*', '!', '!!', '!a!b', '...', '---', '--- a',
  '- 1', '- - 1', '? a', '? a\n: b', 'a:\n  b: c', '- a: 1\n  b: 2', '-0', '-0.0', '0x', '0xffffffffffffffff', '1__0', '_1', '.1_0', '1e1_0', '0_7', '+', '+.5', '1.5e+10', '0.1e-2', 'TrUe', 'nil', 'a\u0085b', 'a\u2028b', '\ufeffa', '"\u2029 x"',
];
const KEYS = ['a', 'b', 'c', 'a b', '1', '1.5', 'true', 'y', '~', '"k"', "'k'", '<<', '? k', '[1]', '{a: 1}', '*x', '&k k', '!!str 1', '1e6', '.inf', '18446744073709551615', '0x10', '', 'é', '!!binary aGk=', '123456789.25', '""'];
const LINES = ['# comment', '', '  ', '---', '...', '%YAML 1.1', '%YAML 1.2', '%TAG ! tag:x,2000:', '%TAG !e! tag:yaml.org,2002:', '%FOO', '\t', '- x', '- a: b', 'x: y', '  x: y', 'foo', '  - z', ' : v', '? q', ': v', '--- # c', '--- a: b', '<<: {z: 1}', '<<: *m', '<<: [*m, {z: 2}]', '<<: 3', 'm: &m {k: v}', 'x: &x 1'];
const PIECES = [':', ' ', '\n', '\t', '-', '- ', '? ', ': ', '#', ' #', '"', "'", '[', ']', '{', '}', ',', '|', '>', '&a', '*a', '!', '!!', '%', '@', '`', '\\', '\r', '\r\n', '\0', '\x7f', '\x01', '\u0085', '\u2028', '\ufeff', '\ufffe', '😀', '---', '...', '<<', '~', '0', '1', '_', '.', 'e', '\n  ', '\n- ', '\n---\n'];

function block(indent: number, depth: number): string {
  const pad = ' '.repeat(indent);
  const lines: string[] = [];
  const isList = random(3) === 0;
  for (let n = 1 + random(4); n > 0; n--) {
    const lead = isList ? `${pad}- ` : `${pad}${pick(KEYS)}:`;
    const style = random(10);
    if (style < 3 && depth > 0) lines.push(`${lead}\n${block(indent + (isList ? 2 : pick([0, 1, 2, 2, 2, 4])), depth - 1)}`);
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

function mutate(text: string): string {
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

function make(): string {
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

/** Errors that Go finds in the random order of a map may name another key. */
function same(theirs: string, mine: string): boolean {
  if (theirs === mine) return true;
  const odd = 'unsupported map key of type';
  return theirs.includes(odd) && mine.includes(odd);
}

function main(): void {
  const rounds = Number(process.argv[2] ?? 20);
  state = Number(process.argv[3] ?? 1) * 7919 + 1;
  let bad = 0;
  for (let round = 0; round < rounds; round++) {
    const texts = Array.from({ length: PER_ROUND }, make).map((t) => t.toWellFormed());
    const verdicts = judge(texts);
    texts.forEach((text, i) => {
      const mine = ours(text);
      const theirs = verdicts[i]?.out ?? `ERR ${verdicts[i]?.err}`;
      if (same(theirs, mine) || bad++ >= 20) return;
      console.log(`--- ${JSON.stringify(text)}\n  helm ${theirs}\n  ours ${mine}`);
    });
  }
  console.log(`${rounds * PER_ROUND} texts, ${bad} differences`);
  process.exitCode = bad > 0 ? 1 : 0;
}

main();
