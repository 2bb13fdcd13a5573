// Adds up what the runners say in their logs and prints one line: `N passed, N failed`.

import { readFileSync } from 'node:fs';

let passed = 0;
let failed = 0;
for (const path of process.argv.slice(2)) {
  const text = readFileSync(path, 'utf8').replace(/\u001B\[[0-9;]*m/g, '');
  // vitest: `Tests  1 failed | 2 passed (3)`; our own runners: `2 passed, 1 failed`.
  for (const match of text.matchAll(/^\s*Tests\s+(?:(\d+) failed \| )?(?:(\d+) passed)?/gm)) {
    failed += Number(match[1] ?? 0);
    passed += Number(match[2] ?? 0);
  }
  for (const match of text.matchAll(/^(?:\w+: )?(\d+) passed, (\d+) failed$/gm)) {
    passed += Number(match[1]);
    failed += Number(match[2]);
  }
}
console.log(`${passed} passed, ${failed} failed`);
