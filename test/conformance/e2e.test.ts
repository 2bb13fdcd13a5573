// Whole command lines over whole charts: stdout, exit code, `Error:` text and warnings as the real helm printed them.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { run } from '../../server/cli/run.ts';
import { memoryWorld } from '../support/memory-world.ts';

interface Printed {
  readonly rc: number;
  readonly stdout: string;
  /** Absent where the run had --debug. */
  readonly stderr?: string;
}

interface Case {
  readonly chart: string;
  readonly cmd: string;
  readonly args: readonly string[];
  readonly result?: Printed;
  readonly v3?: Printed;
  readonly v4?: Printed;
  readonly nondeterministic?: boolean;
}

const path = fileURLToPath(new URL('../vectors/e2e.json', import.meta.url));
const { charts, cases } = JSON.parse(readFileSync(path, 'utf8')) as {
  charts: Record<string, Record<string, string>>;
  cases: Case[];
};

/** Passes that must not be lost again; raised with every gain. */
const FLOOR = 294;
let passed = 0;
let total = 0;

for (const [index, one] of cases.entries()) {
  if (one.nondeterministic) continue;
  for (const major of [3, 4] as const) {
    test(`#${index} helm ${major}: ${one.cmd} ${one.chart} ${one.args.join(' ')}`, () => {
      total++;
      const expected = one.result ?? (major === 3 ? one.v3 : one.v4);
      const got = runCase(one, major);
      expect(got).toEqual({ ...expected, stderr: expected?.stderr ?? got.stderr });
      passed++;
    });
  }
}

function runCase(one: Case, major: 3 | 4): Printed {
  const files = Object.entries(charts).flatMap(([chart, texts]) =>
    Object.entries(texts).map(([name, text]) => [`charts/${chart}/${name}`, text] as const),
  );
  const world = memoryWorld(files);
  const rc = run(world, [one.cmd, `charts/${one.chart}`, ...one.args, '--helm', String(major)], 'test');
  return { rc, stdout: world.stdout(), stderr: world.stderr() };
}

afterAll(() => {
  console.log(`command lines: ${passed} of ${total} hold`);
  expect(passed).toBeGreaterThanOrEqual(FLOOR);
});
