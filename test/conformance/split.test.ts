// One-template charts with odd separators, kinds and hooks: stdout of the whole command, both majors.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { run } from '../../server/cli/run.ts';
import { memoryWorld } from '../support/memory-world.ts';

interface Printed {
  readonly rc: number;
  readonly stdout: string;
  readonly stderr: string;
}

interface Case {
  readonly template: string;
  readonly result?: Printed;
  readonly v3?: Printed;
  readonly v4?: Printed;
}

const path = fileURLToPath(new URL('../vectors/split.json', import.meta.url));
const cases = JSON.parse(readFileSync(path, 'utf8')) as Case[];

for (const [index, one] of cases.entries()) {
  for (const major of [3, 4] as const) {
    test(`#${index} helm ${major}: ${JSON.stringify(one.template).slice(0, 70)}`, () => {
      const world = memoryWorld([
        ['sp/Chart.yaml', 'apiVersion: v2\nname: sp\nversion: 0.1.0\n'],
        ['sp/templates/x.yaml', one.template],
      ]);
      const rc = run(world, ['template', 'sp', '--helm', String(major)], 'test');
      const got: Printed = { rc, stdout: world.stdout(), stderr: world.stderr() };
      expect(got).toEqual(one.result ?? (major === 3 ? one.v3 : one.v4));
    });
  }
}
