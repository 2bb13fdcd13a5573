// The keys of other people's values files that nothing reads, and whether their charts render the same without them.
//
//   node scripts/public-unused.mjs FOLDER … [--charts N] [--of TEXT] [--only differs] [--quiet] [--times]
//
// FOLDER holds checked-out repositories, one folder for each maker. Each key that is told is renamed and taken away, and the
// chart is rendered with its defaults and with up to seven other values files before and after: a difference is a false word,
// and ends the run with 1. --times takes the time after an edit as well. That a render is the same proves nothing by itself; samples are for a reader.

import { relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chartsBelow, roomOf } from './public-rooms.mjs';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    charts: { type: 'string', default: '10000' },
    of: { type: 'string', default: '' },
    only: { type: 'string', default: '' },
    quiet: { type: 'boolean', default: false },
    times: { type: 'boolean', default: false },
  },
});
const room = await roomOf('public-unused-room.ts');
const folders = positionals.map((folder) => resolve(folder));
const charts = folders.flatMap(chartsBelow).filter((path) => path.includes(options.of));
const count = {
  charts: 0,
  open: 0,
  keys: 0,
  withFindings: 0,
  same: 0,
  differs: 0,
  unknown: 0,
  unknownValues: 0,
  failed: 0,
};
const times = [];

for (const path of charts.slice(0, Number(options.charts))) {
  let answer;
  try {
    answer = room.unusedIn(path, options.times);
  } catch (error) {
    count.failed++;
    console.log(`${path}: ${error.stack}`);
    continue;
  }
  count.charts++;
  count.keys += answer.keys;
  if (answer.isOpen) count.open++;
  if (answer.found.length > 0) count.withFindings++;
  count.unknownValues += answer.unknown.length;
  if (!options.quiet) for (const line of answer.unknown) console.log(`unset  ${placeOf(line)}`);
  times.push({ path, milliseconds: answer.milliseconds, first: answer.first, templates: answer.templates });
  for (const { uri, line, path: key, meant, verdict, detail } of answer.found) {
    count[verdict]++;
    if (options.quiet || (options.only && options.only !== verdict)) continue;
    const guess = meant ? ` (did you mean ${meant}?)` : '';
    console.log(`${verdict}  ${placeOf(uri)}:${line}  ${key}${guess}${detail ? `  [${detail}]` : ''}`);
  }
}
times.sort((a, b) => b.milliseconds - a.milliseconds);
console.log(JSON.stringify(count));
for (const { path, milliseconds, first, templates } of times.slice(0, 5))
  console.log(
    `${milliseconds.toFixed(0)} ms (first ${first.toFixed(0)}), ${templates} templates: ${relative(process.cwd(), path)}`,
  );
process.exitCode = count.differs + count.failed > 0 ? 1 : 0;

function placeOf(uri) {
  const path = decodeURIComponent(uri.replace(/^file:\/\//, ''));
  const base = folders.find((folder) => path.startsWith(`${folder}/`));
  return base ? relative(base, path) : path;
}
