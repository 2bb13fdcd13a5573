// Asks real Helm: thousands of generated values, written by our serializers and by Helm's own engine, must give the same bytes.
//
//   npx esbuild test/helm/emit-differential.mts --bundle --platform=node --format=esm --outfile=/tmp/emit.mjs \
//     && node /tmp/emit.mjs [rounds] [seed]
//
// Needs the engine judges (judge3, judge4) in ~/.cache/chartroom, or in the folder that CHARTROOM_JUDGES names. A value
// travels to the judge as JSON with every character beyond ASCII escaped, and `fromJson` reads it there; ours reads the
// same text with its own reader, so that the reader is tried as well. Prints the differences and ends with 1 if any.

import { spawnSync } from 'node:child_process';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { GoError } from '../../server/engine/values/errors.ts';
import { mapOf, type Value } from '../../server/engine/values/value.ts';
import { toYaml } from '../../server/engine/yaml/emit.ts';
import { jsonDecode, jsonDecodeMapPartly, jsonEncode } from '../../server/engine/yaml/json.ts';
import { toYamlPretty } from '../../server/engine/yaml/pretty.ts';
import { fromToml, TomlError, toToml } from '../../server/engine/yaml/toml.ts';

const rounds = Number(process.argv[2] ?? 20);
const judges = process.env['CHARTROOM_JUDGES'] ?? join(homedir(), '.cache/chartroom');
let state = Number(process.argv[3] ?? 1) | 1;

/** Deterministic, so that a difference can be met again. */
function random(below: number): number {
  state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x6d2b79f5;
  state |= 0;
  return (((state ^ (state >>> 13)) >>> 0) % 1_000_003) % below;
}

function pick<T>(from: readonly T[]): T {
  return from[random(from.length)] as T;
}

const PARTS = [
  ...'abyYnNoO019.-_+:~#,[]{}&*!|>\'"%@`? \\/=<^$',
  ...[
    '\n',
    '\n\n',
    ' \n',
    '\t',
    '\r',
    '  ',
    ': ',
    ' #',
    '- ',
    '---',
    '...',
    ' -',
    'é',
    '😀',
    '\u00a0',
    '\u0085',
    '\ufeff',
  ],
  ...['\u2028', '\u2029', '\u200b', '\ue000', '\ufffd', '\u0001', '\u001b', '\u0000', '\ud7ff', 'ß', '中文'],
  ...[
    'true',
    'null',
    'yes',
    'off',
    '0x1F',
    '0o17',
    '0b11',
    '0b+1',
    '1e3',
    '1_000',
    '.5',
    '.inf',
    '12:30',
    '2020-01-02',
  ],
  ...[
    '2020-1-2T3:4:5Z',
    '2020-02-30',
    '2001-12-14 21:59:43.10',
    '1.',
    '08',
    '077',
    '-0',
    '1e400',
    '9223372036854775808',
  ],
  ...[
    'word',
    'longer-word',
    'image:tag',
    'http://x.y/z?a=b',
    'the quick brown fox',
    'jumps over the lazy dog',
    'x'.repeat(60),
  ],
];
const RARE = ['\u007f', '\u0090', '\ufffe', '\u0085---\u0085', 'k'.repeat(1021), 'long '.repeat(40)];

function text(): string {
  let out = '';
  for (let i = random(random(4) === 0 ? 40 : 5); i >= 0; i--) out += random(400) === 0 ? pick(RARE) : pick(PARTS);
  return random(20) === 0 ? '' : out;
}

const NUMBERS = [
  '0',
  '-0',
  '1',
  '-1',
  '1.5',
  '1e6',
  '123456',
  '1234567',
  '12345678.25',
  '1e20',
  '1e21',
  '1e-6',
  '1e-7',
  '0.0001',
];
const MORE_NUMBERS = ['123456789012345678', '9007199254740993', '9223372036854775807', '9223372036854775808', '5e-324'];
const LARGE = [
  '18446744073709551615',
  '18446744073709551616',
  '-9223372036854775808',
  '-9223372036854775809',
  '1.7e308',
];

/** A JSON text, with keys of which no two are told apart by digits and letters mixed, where Helm's own order is chance. */
function jsonText(depth: number): string {
  const kind = random(depth > 3 ? 5 : 8);
  if (kind < 3) return quote(text());
  if (kind === 3)
    return random(3)
      ? pick([...NUMBERS, ...MORE_NUMBERS, ...LARGE])
      : String((random(2e6) - 1e6) / pick([1, 8, 1e3, 1e7]));
  if (kind === 4) return pick(['true', 'false', 'null', '[]', '{}']);
  const items = Array.from({ length: random(5) }, () => jsonText(depth + 1));
  if (kind === 5) return `[${items.join(',')}]`;
  return `{${items.map((item) => `${quote(key())}:${item}`).join(',')}}`;
}

function key(): string {
  if (random(3) > 0) return pick(['a', 'b', 'image', 'name', 'z.y', 'x-y', 'a10', 'a9', 'a010', 'é', 'A', '_x']);
  return random(3) > 0 ? text() : String(random(300));
}

function quote(of: string): string {
  const escapeUnit = (char: string) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(of).replace(/[\u007f-\uffff`]/g, escapeUnit);
}

type Answer = { readonly out?: string; readonly err?: string };

function ask(major: 3 | 4, templates: readonly string[]): readonly Answer[] {
  const input = JSON.stringify(templates.map((tpl) => ({ tpl })));
  const run = spawnSync(join(judges, `judge${major}`), { input, maxBuffer: 1 << 30, encoding: 'utf8' });
  if (run.status !== 0) throw new Error(run.stderr || `judge${major} did not answer`);
  return JSON.parse(run.stdout);
}

/** What a function of ours gives for the value of a JSON text. */
type Ours = (value: Value) => string;

/** The text, or that of an error which the function itself returns. */
function orError<T>(make: () => T, instead: (message: string) => T, kind: typeof GoError = GoError): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof kind) return instead(error.message);
    throw error;
  }
}

const writeToml: Ours = (value) =>
  orError(
    () => toToml(value, true),
    (message) => message,
    TomlError,
  );
const writeRaw: Ours = (value) => jsonEncode(value, { html: false, pointer: true });

/** Template text with `%` for the JSON text, and our answer to it. */
const WRITERS: readonly (readonly [template: string, write: Ours])[] = [
  ['toYaml (mustFromJson `%`)', toYaml],
  ['toYamlPretty (mustFromJson `%`)', toYamlPretty],
  ['toJson (mustFromJson `%`)', (value) => jsonEncode(value, { html: true })],
  ['toRawJson (mustFromJson `%`)', writeRaw],
  ['toPrettyJson (mustFromJson `%`)', (value) => jsonEncode(value, { html: true, indent: '  ' })],
  ['toToml (mustFromJson `%`)', writeToml],
];

function readToml(text: Value): Value {
  return orError<Value>(
    () => fromToml(text as string),
    (message) => mapOf({ Error: message }),
  );
}

function readJson(text: Value): Value {
  return orError<Value>(
    () => {
      const { value, problem } = jsonDecodeMapPartly(text as string);
      if (problem !== undefined) value.set('Error', problem);
      return value;
    },
    (message) => mapOf({ Error: message }),
  );
}

const TOML_READERS: readonly (readonly [template: string, write: Ours])[] = [
  [
    'fromToml (mustFromJson `%`) | toJson',
    (text) =>
      orError(
        () => jsonEncode(readToml(text), { html: true }),
        () => '',
      ),
  ],
  ['fromToml (mustFromJson `%`) | toToml', (text) => writeToml(readToml(text))],
];

const JSON_READERS: readonly (readonly [template: string, write: Ours])[] = [
  ['fromJson (mustFromJson `%`) | toRawJson', (text) => writeRaw(readJson(text))],
];

let differences = 0;
let compared = 0;

function compare(functions: readonly (readonly [template: string, write: Ours])[], values: readonly string[]): void {
  for (const [template, write] of functions) {
    const templates = values.map((value) => `{{ ${template.replace('%', () => value)} }}`);
    for (const major of [3, 4] as const) {
      const answers = ask(major, templates);
      for (const [i, value] of values.entries()) check(template, major, value, answers[i] as Answer, write);
    }
  }
}

function check(template: string, major: number, value: string, { out, err }: Answer, write: Ours): void {
  let ours: string;
  try {
    ours = write(jsonDecode(value));
  } catch (error) {
    ours = `error: ${(error as Error).message}`;
  }
  compared++;
  if (out === undefined ? ours.startsWith('error: ') && err?.includes(ours.slice(7)) : out === ours) return;
  if (template.startsWith('toYaml') && out !== undefined && isChance(value, out, ours)) return;
  if (++differences > 20) return;
  const shown = [`${template} in Helm ${major}`, `value ${value}`, `helm  ${JSON.stringify(out ?? err)}`];
  console.log([...shown, `ours  ${JSON.stringify(ours)}`].join('\n  '));
}

/** Keys that mix numbers with other signs may have no order: then real Helm answers differently from run to run. */
function isChance(value: string, out: string, ours: string): boolean {
  const lines = (text: string) => text.split('\n').sort().join('\n');
  return /"[^"]*[0-9][^"]*":/.test(value) && lines(out) === lines(ours);
}

const LINES = [
  ...['a = 1', 'b = "x"', 'a.b = 2', 'c = [1, 2]', 'd = {x = 1}', '[t]', '[t.u]', '[[r]]', '[[r.s]]', '# note'],
  ...['"q k" = 1', "e = 'raw'", 'f = """m\n x"""', "g = '''\nraw m'''", 'h = 1.5', 'i = 1_000', 'j = 0x1F', 'k = 0o17'],
  ...[
    'l = 0b11',
    'm = true',
    'n = 2020-01-02',
    'o = 2020-01-02T03:04:05Z',
    'p = 2020-01-02 03:04:05.5',
    'q = 03:04:05',
  ],
  ...['s = 1e-3', 't2 = -0.0', 'u = +1', 'v = 1e6', 'w = [ [1], ["a"], {z = 1} ]', 'x = "\\u00e9\\t\\"\\\\"'],
  ...[
    'y = {a.b = 1, c = [1]}',
    'z = [\n 1, # c\n 2,\n]',
    'aa = [{a=1},{a=2}]',
    'bb = """\\\n   joined"""',
    'a = {b = 1}',
  ],
  ...['[a]', '[a.b.c]', '[[c]]', 't.u.v = 1', 'r2 = 1979-05-27T00:32:00-07:00', 'inf2 = inf', 'b2 = "\\x41\\e"'],
];
const SIGNS = [...'=[]{}"\'.,#_-+:0189abeftxTZ \n\\é', '"""', "'''", '', '', '\t'];

/** A TOML text, often with a character changed, dropped or added. */
function tomlText(): string {
  let out = Array.from({ length: 1 + random(5) }, () => pick(LINES)).join(random(10) ? '\n' : '\r\n');
  if (random(2)) out += '\n';
  for (let changes = random(3); changes > 0; changes--) out = changed(out, SIGNS);
  return out;
}

/** A JSON text, mostly with a character changed. */
function brokenJson(): string {
  let out = jsonText(1);
  if (random(3)) out = `{"a":${out}}`;
  for (let changes = random(3); changes > 0; changes--) out = changed(out, [...'{}[]",:\\u0189eE.+-tfn é\n\u0001', '']);
  return out;
}

function changed(text: string, signs: readonly string[]): string {
  const at = random(text.length + 1);
  return text.slice(0, at) + pick(signs) + text.slice(at + random(2));
}

for (let round = 0; round < rounds; round++) {
  compare(
    WRITERS,
    Array.from({ length: 400 }, (_, i) => (i % 4 === 0 ? quote(text()) : jsonText(0))),
  );
  compare(
    TOML_READERS,
    Array.from({ length: 400 }, () => quote(tomlText())),
  );
  compare(
    JSON_READERS,
    Array.from({ length: 400 }, () => quote(brokenJson())),
  );
}
console.log(`${compared} compared, ${differences} different`);
process.exitCode = differences > 0 ? 1 : 0;
