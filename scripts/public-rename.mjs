// Renames words of other people's charts in memory, and tells whether the charts render the same before and after.
//
//   node scripts/public-rename.mjs FOLDER … [--charts N] [--words N] [--seed TEXT] [--of TEXT] [--keys N] [--sample N] [--most-kb N]
//
// FOLDER holds checked-out repositories, one folder for each maker; all makers come to their turn before one comes again.
//   --charts N   so many charts (10)          --words N    so many words of each: values keys, words of templates, keys of
//   --seed TEXT  draws other ones (1)                      dicts, named templates, variables (20)
//   --of TEXT    only charts whose path holds TEXT
//   --keys N     references of so many keys of each chart are held against a search of the plain text (60)
//   --sample N   so many of each reason to refuse are shown with their place (3)
//   --most-kb N  charts with more text than this are left out (4000)
//   --from N     begins with the N-th chart (0)
// Each chart is rendered with its defaults and with up to seven other values files; random functions give the same each time.
// Ends with 1 when something renders otherwise, throws, or is edited that nobody can edit. Refusals are counted by reason;
// whether they are right is for a reader.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chartsBelow, roomOf } from './public-rooms.mjs';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    charts: { type: 'string', default: '10' },
    words: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
    of: { type: 'string', default: '' },
    keys: { type: 'string', default: '60' },
    sample: { type: 'string', default: '3' },
    'most-kb': { type: 'string', default: '4000' },
    from: { type: 'string', default: '0' },
  },
});
const room = await roomOf('public-rename-room.ts');
const bases = positionals.map((folder) => resolve(folder));
const from = Number(options.from);
const charts = inTurns(bases)
  .filter((path) => path.includes(options.of) && sizeOf(path) < Number(options['most-kb']) * 1000)
  .slice(from, from + Number(options.charts));
const counts = new Map();
const reasons = new Map();
const searched = { keys: 0, places: 0, missed: [] };
const bad = [];

for (const path of charts) {
  const start = performance.now();
  try {
    for (const outcome of room.renamesIn(path, Number(options.words), options.seed)) note(outcome);
    const { keys, places, missed } = room.missedReferences(path, Number(options.keys));
    searched.keys += keys;
    searched.places += places;
    searched.missed.push(...missed);
  } catch (error) {
    tell(`${path}: ${error.stack}`);
  }
  console.error(`${shownPath(path)}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
}

console.log(`${charts.length} charts`);
for (const [key, count] of [...counts].sort()) console.log(`${String(count).padStart(8)}  ${key}`);
console.log('\nrefused:');
for (const [reason, list] of [...reasons].sort(([, a], [, b]) => b.length - a.length)) {
  console.log(`${String(list.length).padStart(8)}  ${reason}`);
  const step = Math.max(1, list.length / Number(options.sample));
  for (let i = 0; Number(options.sample) > 0 && i < list.length; i += step) console.log(shown(list[Math.floor(i)]));
}
console.log(
  `\nreferences of ${searched.keys} keys: ${searched.places} places found by a search, ${searched.missed.length} not listed`,
);
for (const line of searched.missed.slice(0, 100))
  console.log(`  ${line.replace(/^file:\/\/\S*?(?=:\d)/, (uri) => shownPath(fileURLToPath(uri)))}`);
console.log(`\n${bad.length} wrong`);
for (const line of bad) console.log(line);
process.exitCode = bad.length > 0 ? 1 : 0;

function note(outcome) {
  const { kind, verdict, detail } = outcome;
  const key = `${kind}: ${verdict}`;
  counts.set(key, (counts.get(key) ?? 0) + 1);
  if (verdict === 'wrong') tell(shown(outcome));
  if (verdict !== 'refused' && verdict !== 'nothing') return;
  const reason = detail.replace(/[\w./@+-]+:\d+\b/g, 'PLACE').replace(/[`"][^`"]*[`"]/g, '`…`');
  reasons.set(reason, [...(reasons.get(reason) ?? []), outcome]);
}

function tell(line) {
  bad.push(line);
  console.error(line);
}

function shown({ uri, offset, kind, word, name, detail }) {
  const path = fileURLToPath(uri);
  const line = readFileSync(path, 'utf8').slice(0, offset).split('\n').length;
  return `  ${shownPath(path)}:${line}  ${kind} ${word} -> ${name}: ${detail}`;
}

function shownPath(path) {
  const base = bases.find((folder) => path.startsWith(`${folder}/`));
  return base ? relative(base, path) : path;
}

function sizeOf(folder) {
  let size = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true }))
    if (entry.isFile()) size += statSync(join(entry.parentPath, entry.name)).size;
  return size;
}

/** Charts in the turns of their makers: the first one of each, then the second ones. */
function inTurns(folders) {
  const all = folders.flatMap((folder) =>
    readdirSync(folder).flatMap((maker) => chartsBelow(join(folder, maker)).map((path, turn) => ({ path, turn }))),
  );
  return all.sort((a, b) => a.turn - b.turn).map(({ path }) => path);
}
