// Adds up what the runners say in their logs and prints one line: `N passed, N failed`.

import { readFileSync } from 'node:fs';

/** A runner's closing line, ours or vitest's; ours comes last where both stand. */
function counts(text) {
  const own = [...text.matchAll(/^(?:\w+: )?(\d+) passed, (\d+) failed$/gm)].at(-1);
  if (own) return { passed: Number(own[1]), failed: Number(own[2]) };
  const vitest = [...text.matchAll(/^\s*Tests\s+(?:(\d+) failed \| )?(?:(\d+) passed)?/gm)].at(-1);
  return { passed: Number(vitest?.[2] ?? 0), failed: Number(vitest?.[1] ?? 0) };
}

let passed = 0;
let failed = 0;
for (const path of process.argv.slice(2)) {
  const colourless = readFileSync(path, 'utf8').replace(/\u001B\[[0-9;]*m/g, '');
  const one = counts(colourless);
  passed += one.passed;
  failed += one.failed;
}
console.log(`${passed} passed, ${failed} failed`);
