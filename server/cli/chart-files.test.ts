// A chart's folder as the command line reads it: what is no plain file is refused before anybody reads it.

import { expect, test } from 'vitest';
import { PROFILES } from '#engine/chart/profile.ts';
import { memoryWorld } from '../../test/support/memory-world.ts';
import { readChart } from './chart-files.ts';

function error(ignored = ''): string {
  const files = Object.entries({ 'c/Chart.yaml': 'name: c\n', 'c/.helmignore': ignored, 'c/templates/pipe': '' });
  const world = memoryWorld(files);
  const read = readChart(
    {
      ...world,
      list: (path) => world.list(path)?.map((entry) => ({ ...entry, isIrregular: entry.name === 'pipe' })),
      read: (path) => {
        // A pipe would wait for somebody who writes.
        if (path.endsWith('/pipe')) throw new Error('it was read');
        return world.read(path);
      },
    },
    'c',
    PROFILES[4],
  );
  return 'error' in read ? read.error : read.files.map(({ path }) => path).join(' ');
}

test('pipes, sockets and devices end the load in the words of Helm, unless they are ignored', () => {
  expect(error()).toBe('cannot load irregular file <ROOT>/c/templates/pipe as it has file mode type bits set');
  expect(error('pipe\n')).toBe('.helmignore Chart.yaml');
});
