// Whole charts, made for one behaviour each, and the example charts: we print what the real helm printed.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { fromBytes } from '#engine/text/bytes.ts';
import { run } from '../../server/cli/run.ts';
import { memoryWorld } from '../support/memory-world.ts';

/** See README.md beside this file. */
interface Case {
  readonly shows: string;
  readonly command?: string;
  readonly chart?: string;
  readonly cwd?: string;
  readonly runs: Readonly<Record<string, readonly string[]>>;
}

const here = dirname(fileURLToPath(import.meta.url));
const folders = filesBelow(here)
  .filter((name) => name.endsWith('/case.json'))
  .map((name) => join(here, dirname(name)));

test('there are charts to judge', () => {
  expect(folders.length).toBeGreaterThan(70);
});

for (const folder of folders) {
  const one = JSON.parse(text(join(folder, 'case.json'))) as Case;
  describe(`${relative(here, folder)}: ${one.shows}`, () => {
    const root = resolve(folder, one.cwd ?? '.');
    const files = filesBelow(root)
      .filter((name) => !name.startsWith('expected/'))
      .map((name) => [name, text(join(root, name))] as const);
    for (const [name, args] of Object.entries(one.runs)) {
      const command = one.command ?? 'template';
      test.each(['3', '4'])(`${name}, helm %s`, (major) => {
        const recorded = join(folder, 'expected', `${name}.${major}`);
        expect(answer(files, [command, '--helm', major, one.chart ?? 'chart', ...args])).toEqual({
          stdout: text(`${recorded}.txt`),
          messages: existsSync(`${recorded}.err`) ? text(`${recorded}.err`) : '',
        });
      });
    }
  });
}

/** What our command line says, in the form in which record.mjs keeps the real answer. */
function answer(files: readonly (readonly [string, string])[], args: readonly string[]) {
  const world = memoryWorld(files);
  const status = run(world, [...args], 'test');
  return { stdout: world.stdout(), messages: status === 0 ? world.stderr() : `${world.stderr()}exit ${status}\n` };
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

function text(path: string): string {
  return fromBytes(readFileSync(path));
}
