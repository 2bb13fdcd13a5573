// The tests that need the real helm and its engine judges: `npm run test:helm`, never part of `npm test`.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    include: ['test/helm/*.test.mts'],
    testTimeout: 900_000,
    hookTimeout: 900_000,
    pool: 'threads',
    fileParallelism: false,
  },
});
