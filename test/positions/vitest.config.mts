// `npm run positions`: the labelled positions alone, while what they ask for is being built.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: { include: ['test/positions/**/*.test.ts'], testTimeout: 60_000, pool: 'threads' },
});
