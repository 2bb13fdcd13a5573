// `npm run positions`: the labelled positions alone, with a score for each kind; they are part of `npm test` as well.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: { include: ['test/positions/**/*.test.ts'], testTimeout: 60_000, pool: 'threads' },
});
