// Asks the real engines: a batch of items to judge3 or judge4, their outcomes back, and ours beside them.

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { stillEnvironment } from '#engine/template/environment.ts';
import { type Item, type Outcome, renderItem } from '../../support/render-item.ts';

export type Major = 3 | 4;

/** As the judges' own, whose TZ is UTC. */
const ENVIRONMENT = { ...stillEnvironment(), zoneName: 'UTC' };

const folder = process.env['CHARTROOM_CACHE'] ?? join(homedir(), '.cache/chartroom');

/** What the real engine of the major says to each item. Fails with a clear message when it is not there. */
export function judged(items: readonly Item[], major: Major): readonly Outcome[] {
  const judge = join(folder, `judge${major}`);
  if (!existsSync(judge)) throw new Error(`${judge} is missing: run npm run test:helm, which builds it`);
  return ask(judge, items);
}

/** A case that ends the judge is found by halving, and has an outcome that none of ours equals. */
function ask(judge: string, items: readonly Item[]): readonly Outcome[] {
  if (items.length === 0) return [];
  const run = spawnSync(judge, {
    input: JSON.stringify(items.map((item) => ({ tpl: item.tpl, values: item.values ?? '', files: item.files ?? {} }))),
    env: { ...process.env, TZ: 'UTC', GOMEMLIMIT: '1GiB' },
    maxBuffer: 1 << 30,
    timeout: 120_000,
  });
  if (run.error === undefined && run.status === 0) return JSON.parse(run.stdout.toString('utf8')) as Outcome[];
  if (items.length > 1) {
    const half = items.length >> 1;
    return [...ask(judge, items.slice(0, half)), ...ask(judge, items.slice(half))];
  }
  return [{ err: `THE JUDGE ENDED: ${run.error?.message ?? run.stderr.toString('utf8').slice(0, 300)}` }];
}

/** Our outcome, as it would look had it travelled as JSON: bytes that are not UTF-8 become U+FFFD. */
export function ours(item: Item, major: Major, trace: boolean): Outcome {
  try {
    const outcome = renderItem(item, major, trace, ENVIRONMENT);
    return 'out' in outcome ? { out: transported(outcome.out) } : { err: transported(outcome.err) };
  } catch (bug) {
    return { err: `A BUG OF OURS: ${bug instanceof Error ? (bug.stack ?? bug.message) : String(bug)}` };
  }
}

function transported(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}

/** Our address in hexadecimal, decimal, binary and octal: `%b` of a time shows where its zone lies. */
const ADDRESS = /0xc000000000\b|\b(?:824633720832|110{38}|14000000000000|C000000000|c000000000)\b/;

/** Ours prints one address for all pointers; the judge's differ from run to run. */
export function hasAddress(mine: Outcome): boolean {
  return ADDRESS.test('out' in mine ? mine.out : mine.err);
}

/** The inside of a zone, which ends in a pointer to its current part; we do not have the tables before it. */
export function showsLocation(theirs: Outcome): boolean {
  return 'out' in theirs && /time\.Location=&?\{.*0x[0-9a-f]+\}/s.test(theirs.out);
}

export function same(a: Outcome, b: Outcome): boolean {
  return 'out' in a ? 'out' in b && a.out === b.out : 'err' in b && a.err === b.err;
}
