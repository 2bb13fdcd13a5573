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
import type { Value } from '../../server/engine/values/value.ts';
import { toYaml } from '../../server/engine/yaml/emit.ts';
import { jsonDecode, jsonEncode } from '../../server/engine/yaml/json.ts';
import { toYamlPretty } from '../../server/engine/yaml/pretty.ts';
import { toToml } from '../../server/engine/yaml/toml.ts';

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
function json(depth: number): string {
  const kind = random(depth > 3 ? 5 : 8);
  if (kind < 3) return quote(text());
  if (kind === 3)
    return random(3)
      ? pick([...NUMBERS, ...MORE_NUMBERS, ...LARGE])
      : String((random(2e6) - 1e6) / pick([1, 8, 1e3, 1e7]));
  if (kind === 4) return pick(['true', 'false', 'null', '[]', '{}']);
  const items = Array.from({ length: random(5) }, () => json(depth + 1));
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

const WRITERS: readonly (readonly [name: string, write: (value: Value) => string])[] = [
  ['toYaml', toYaml],
  ['toYamlPretty', toYamlPretty],
  ['toJson', (value) => jsonEncode(value, { html: true })],
  ['toRawJson', (value) => jsonEncode(value, { html: false, pointer: true })],
  ['toPrettyJson', (value) => jsonEncode(value, { html: true, indent: '  ' })],
  ['toToml', (value) => toToml(value, true)],
];

/** Keys whose order go-yaml leaves to chance are those that mix numbers with other signs: compared sorted by line. */
function comparable(name: string, answer: string, value: string): string {
  const chancy = name.startsWith('toYaml') && /[0-9]/.test(value);
  return chancy && process.argv[4] === 'unordered' ? answer.split('\n').sort().join('\n') : answer;
}

let differences = 0;
let compared = 0;
for (let round = 0; round < rounds; round++) {
  const values = Array.from({ length: 400 }, (_, i) => (i % 4 === 0 ? quote(text()) : json(0)));
  for (const [name, write] of WRITERS) {
    const templates = values.map((value) => `{{ ${name} (mustFromJson \`${value}\`) }}`);
    const answers = { 3: ask(3, templates), 4: ask(4, templates) };
    values.forEach((value, i) => {
      for (const major of [3, 4] as const) {
        const { out, err } = answers[major][i] as Answer;
        let ours: string;
        try {
          ours = write(jsonDecode(value));
        } catch (error) {
          ours = `error: ${(error as Error).message}`;
        }
        compared++;
        const same =
          out === undefined
            ? ours.startsWith('error: ') && err?.includes(ours.slice(7))
            : comparable(name, out, value) === comparable(name, ours, value);
        if (same) continue;
        if (++differences <= 20)
          console.log(
            `${name} ${major}\n  value ${value}\n  helm  ${JSON.stringify(out ?? err)}\n  ours  ${JSON.stringify(ours)}`,
          );
      }
    });
  }
}
console.log(`${compared} compared, ${differences} different`);
process.exitCode = differences > 0 ? 1 : 0;
