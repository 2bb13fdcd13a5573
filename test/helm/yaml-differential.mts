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
import { GoError } from '#engine/values/errors.ts';
import { GoMap, GoSlice, type Value } from '#engine/values/value.ts';
import { readYamlMap } from '#engine/yaml/read.ts';
import { makeText, seed } from './yaml-texts.mts';

const JUDGE = process.env['CHARTROOM_JUDGE'] ?? `${homedir()}/.cache/chartroom/judge4`;
const PER_ROUND = 2000;

interface Verdict {
  readonly out?: string;
  readonly err?: string;
}

function judge(texts: readonly string[]): Verdict[] {
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
function ours(text: string): string {
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
  return JSON.stringify(text.toWellFormed()).replace(/[<>&\u2028\u2029\x7f]/g, (c) =>
    c === '\x7f' ? c : `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function number(value: number): string {
  if (Object.is(value, -0)) return '-0';
  return String(value);
}

/** Errors that Go finds in the random order of a map may name another key. */
function same(theirs: string, mine: string): boolean {
  if (theirs === mine) return true;
  const odd = 'unsupported map key of type';
  return theirs.includes(odd) && mine.includes(odd);
}

function main(): void {
  const rounds = Number(process.argv[2] ?? 20);
  seed(Number(process.argv[3] ?? 1));
  let bad = 0;
  for (let round = 0; round < rounds; round++) {
    const texts = Array.from({ length: PER_ROUND }, makeText).map((t) => t.toWellFormed());
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
