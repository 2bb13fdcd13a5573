// The values.schema.json that we write for other people's charts: does it accept what they set themselves?
//
//   node scripts/public-values-schema.mjs FOLDER … [--charts N] [--of TEXT]
//
// FOLDER holds checked-out repositories. For each chart a schema is written from its values.yaml, and Helm's judge reads with
// it the defaults and up to seven other values files. A refusal is a wrong word of ours, and ends the run with 1.

import { readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chartsBelow, roomOf } from './public-rooms.mjs';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { charts: { type: 'string', default: '10000' }, of: { type: 'string', default: '' } },
});
// `npm run schemas` makes it.
const schemas = readFileSync(fileURLToPath(new URL('../dist/schemas.bin', import.meta.url)));
const room = await roomOf('public-values-schema-room.ts');
const folders = positionals.map((folder) => resolve(folder));
const charts = folders.flatMap((folder) => chartsBelow(folder).map((path) => ({ folder, path })));
const count = { charts: 0, sets: 0, refusedCharts: 0, refused: 0, withSchema: 0, drifted: 0, drift: 0, failed: 0 };
const times = [];

for (const { folder, path } of charts.filter((one) => one.path.includes(options.of)).slice(0, Number(options.charts))) {
  const name = relative(folder, path);
  try {
    const answer = room.schemaFor(path, schemas);
    if (answer === undefined) continue;
    count.charts++;
    count.sets += answer.sets;
    times.push(answer.milliseconds);
    if (answer.drift !== undefined) count.withSchema++;
    if (answer.drift) count.drifted++;
    count.drift += answer.drift ?? 0;
    if (answer.refused.length > 0) count.refusedCharts++;
    count.refused += answer.refused.length;
    for (const line of answer.refused.slice(0, 5)) console.log(`${name}: ${line}`);
    if (answer.milliseconds > 1000) console.log(`${name}: ${answer.milliseconds.toFixed(0)} ms`);
  } catch (error) {
    count.failed++;
    console.log(`${name}: ${error.stack}`);
  }
}
times.sort((a, b) => a - b);
const at = (part) => (times[Math.floor((times.length - 1) * part)] ?? 0).toFixed(0);
console.log(`milliseconds: median ${at(0.5)}, p95 ${at(0.95)}, most ${at(1)}`);
console.log(JSON.stringify(count));
process.exitCode = count.refused + count.failed > 0 ? 1 : 0;
