// The one vitest configuration: every test of the repository but those that need a real helm or a real editor.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['server/**/*.test.ts', 'client/**/*.test.ts', 'scripts/**/*.test.ts', 'test/**/*.test.ts'],
    exclude: ['**/node_modules/**', 'dist/**', 'test/editor/**', 'test/electron/**', 'test/helm/**'],
    globalSetup: 'test/support/build-schemas.ts',
    testTimeout: 60_000,
    pool: 'threads',
  },
});
