// Asks Helm's own engine, in both major versions, what the items of test/vectors/upstream-*.json print, and writes it down.
//
//   node test/helm/record-vectors.mjs [--check] [NAME...]
//
// An item is `{from, tpl, values?, files?}`: `from` names the upstream table whose behaviour it covers (our own case, not
// its text), `tpl` the template, `values` YAML text, `files` the chart's other files. The judges that scripts/real-helm.sh
// builds answer; `out` or `err` is written where both agree, else `v3` and `v4`. With names, only those groups. With
// --check nothing is written; it ends with 1 if an answer is not the recorded one.

import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

const folder = resolve(import.meta.dirname, '../vectors');
const cache = process.env.CHARTROOM_CACHE ?? join(homedir(), '.cache/chartroom');
const isCheck = process.argv.includes('--check');
const names = process.argv.slice(2).filter((word) => !word.startsWith('-'));

process.exitCode = main();

function main() {
  const groups = readdirSync(folder)
    .filter((file) => /^upstream-.*\.json$/.test(file))
    .filter((file) => names.length === 0 || names.some((name) => file === `upstream-${name}.json`));
  let items = 0;
  const stale = groups.filter((file) => {
    const path = join(folder, file);
    const before = readFileSync(path, 'utf8');
    const questions = JSON.parse(before);
    items += questions.length;
    const after = `[\n${answer(questions).map(JSON.stringify).join(',\n')}\n]\n`;
    if (!isCheck && after !== before) writeFileSync(path, after);
    return after !== before;
  });
  console.log(
    `${items} items in ${groups.length} groups, ${stale.length} groups ${isCheck ? 'differ' : 'written anew'}`,
  );
  for (const file of stale) console.log(`  ${file}`);
  return isCheck && stale.length > 0 ? 1 : 0;
}

function answer(questions) {
  const [v3, v4] = ['judge3', 'judge4'].map((judge) => ask(judge, questions));
  return questions.map(({ from, tpl, values, files }, index) => ({
    from,
    tpl,
    ...(values === undefined ? {} : { values }),
    ...(files === undefined ? {} : { files }),
    ...(JSON.stringify(v3[index]) === JSON.stringify(v4[index]) ? v3[index] : { v3: v3[index], v4: v4[index] }),
  }));
}

function ask(judge, questions) {
  const { stdout, status, stderr } = spawnSync(join(cache, judge), {
    input: JSON.stringify(questions.map(({ tpl, values, files }) => ({ tpl, values, files }))),
    maxBuffer: 1 << 30,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${judge}: ${stderr}`);
  return JSON.parse(stdout);
}
