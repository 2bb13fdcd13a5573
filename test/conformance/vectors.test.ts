// Every observed input/output pair of test/vectors, for both majors: what the real helm printed is what we print.

import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { type Item, type Outcome, renderItem } from '../support/render-item.ts';

interface VectorItem extends Item {
  readonly out?: string;
  readonly err?: string;
  readonly v3?: Outcome;
  readonly v4?: Outcome;
  readonly nondeterministic?: boolean;
}

const folder = fileURLToPath(new URL('../vectors/', import.meta.url));
const FILES = readdirSync(folder).filter((name) =>
  /^(gotemplate|engine-objects|misc|serialize|sprig|toyaml|upstream|yaml-parse)/.test(name),
);

/** Passes that must not be lost again; raised with every gain. */
const FLOOR = 18_602;

let passed = 0;
let total = 0;

for (const name of FILES.sort()) {
  const items = JSON.parse(readFileSync(`${folder}${name}`, 'utf8')) as VectorItem[];
  describe(name, () => {
    items.forEach((item, index) => {
      if (item.nondeterministic) return;
      for (const major of [3, 4] as const) {
        test(`#${index} helm ${major}: ${item.tpl.slice(0, 70)}`, () => {
          total++;
          const own = major === 3 ? item.v3 : item.v4;
          const expected = own ?? (item.err === undefined ? { out: item.out } : { err: item.err });
          expect(renderItem(item, major)).toEqual(expected);
          // Tracing changes no byte, and says of every byte who wrote it.
          expect(renderItem(item, major, true)).toEqual(expected);
          passed++;
        });
      }
    });
  });
}

afterAll(() => {
  console.log(`vectors: ${passed} of ${total} hold`);
  expect(passed).toBeGreaterThanOrEqual(FLOOR);
});
