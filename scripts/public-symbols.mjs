// What is known of the values and named templates of other people's charts, and how long the features take there.
//
//   node scripts/public-symbols.mjs FOLDER … [--charts N] [--places N] [--sample N] [--draw N] [--of TEXT] [--no-times]
//
// FOLDER holds checked-out repositories, one folder for each maker; every folder with a Chart.yaml and templates/ that lies in
// no other chart is a chart, and all makers come to their turn before one comes again.
//   --charts N   so many charts (150)        --places N   so many places of each are timed (60)
//   --sample N   so many of each reason are shown with their place (5); the same ones every time
//   --draw N     instead of these, N of all reasons and makers to be read by hand; --seed TEXT draws others
//   --of TEXT    only charts whose path holds TEXT
// Each `.Values` path and each include is resolved, or unresolved with a reason; whether the reason is true is for a reader to
// check. Then every request about a place or a file is timed, by the clock and by what this process computed: the lesser
// counts, since others may have the machine. Ends with 1 when one throws or takes over 200 ms, or when edits fit no text.

import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chartsBelow, roomOf } from './public-rooms.mjs';
import { drawn } from './public-symbols-drawn.mjs';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    charts: { type: 'string', default: '150' },
    places: { type: 'string', default: '60' },
    sample: { type: 'string', default: '5' },
    draw: { type: 'string' },
    seed: { type: 'string', default: '1' },
    of: { type: 'string', default: '' },
    'no-times': { type: 'boolean', default: false },
  },
});
const LONGEST_MS = 200;
const room = await roomOf('public-symbols-room.ts');
const charts = inTurns(positionals.map((folder) => resolve(folder))).filter(({ path }) => path.includes(options.of));
const chosen = charts.slice(0, Number(options.charts));
const reasons = new Map();
const times = { cold: new Map(), warm: new Map() };
const bad = [];

let done = 0;
let isStopped = false;
process.once('SIGINT', () => {
  isStopped = true;
});

for (const { path } of chosen) {
  // Here an interrupt is heard: what is known so far is told then.
  await setImmediate();
  if (isStopped) break;
  done++;
  let uses = [];
  try {
    const { snapshot, root: uri } = room.loadChart(path);
    uses = room.usesIn(snapshot, uri);
  } catch (error) {
    tell(`${path}: ${error.stack}`);
  }
  const { maker } = charts.find((chart) => chart.path === path);
  for (const use of uses) {
    use.maker = maker;
    const key = `${use.kind}: ${use.verdict}`;
    if (!reasons.has(key)) reasons.set(key, []);
    reasons.get(key).push(use);
  }
  if (options['no-times']) continue;
  const { cold, warm, problems } = room.timesOf(path, uses, Number(options.places));
  for (const problem of problems) tell(problem);
  for (const [kind, list] of Object.entries({ cold, warm })) {
    for (const one of list) {
      const known = times[kind].get(one.feature) ?? { count: 0, worst: one, all: [] };
      known.count++;
      known.all.push(one.milliseconds);
      if (one.milliseconds > known.worst.milliseconds) known.worst = one;
      times[kind].set(one.feature, known);
      if (one.error !== undefined) tell(`${one.feature} throws at ${placeOf(one)}: ${one.error}`);
      else if (one.milliseconds > LONGEST_MS)
        tell(`${one.feature} takes ${shownTime(one)} (${kind}) at ${placeOf(one)}`);
    }
  }
}

console.log(`${done} charts of ${new Set(chosen.slice(0, done).map(({ maker }) => maker)).size} makers`);
const sorted = [...reasons].sort(([a], [b]) => (a < b ? -1 : 1));
for (const [reason, uses] of sorted) console.log(`${String(uses.length).padStart(8)}  ${reason}`);
for (const [kind, features] of Object.entries(times)) {
  if (features.size > 0) console.log(`\n${kind}: how many, median, 95th percentile and longest in milliseconds`);
  for (const [feature, { all, worst }] of features) {
    all.sort((a, b) => a - b);
    const at = (share) => all[Math.min(all.length - 1, Math.floor(all.length * share))].toFixed(1).padStart(9);
    console.log(
      `${feature.padEnd(20)}${String(all.length).padStart(6)}${at(0.5)}${at(0.95)}  ${shownTime(worst)}  ${placeOf(worst)}`,
    );
  }
}
const unresolved = sorted.filter(([reason]) => !reason.endsWith(': resolved'));
if (options.draw === undefined) {
  for (const [reason, uses] of unresolved) {
    if (Number(options.sample) === 0) break;
    console.log(`\n${reason}`);
    const step = Math.max(1, Math.floor(uses.length / Number(options.sample)));
    for (let i = Math.floor(step / 2); i < uses.length; i += step) console.log(shownUse(uses[i]));
  }
} else {
  for (const { reason, use } of drawn(new Map(unresolved), Number(options.draw), options.seed))
    console.log(`${reason}\t${shownUse(use)}`);
}
for (const line of bad.slice(0, 200)) console.log(`\n${line}`);
process.exitCode = bad.length > 0 ? 1 : 0;

/** A run takes minutes: what is wrong is told at once, and again at the end. */
function tell(line) {
  bad.push(line);
  console.error(line);
}

function shownTime({ clock, cpu }) {
  return `${clock.toFixed(1)} (cpu ${cpu.toFixed(1)})`;
}

function shownUse(use) {
  return `  ${placeOf(use)}  ${use.text}  [${use.detail}]`;
}

function placeOf({ uri, offset }) {
  const path = fileURLToPath(uri);
  const line = readFileSync(path, 'utf8').slice(0, offset).split('\n').length;
  const base = positionals.map((folder) => resolve(folder)).find((folder) => path.startsWith(`${folder}/`));
  return `${base ? relative(base, path) : path}:${line}`;
}

/** Charts with their makers: the first one of each, then the second ones. */
function inTurns(folders) {
  const all = folders.flatMap((folder) =>
    readdirSync(folder).flatMap((maker) =>
      chartsBelow(join(folder, maker)).map((path, turn) => ({ maker, path, turn })),
    ),
  );
  return all.sort((a, b) => a.turn - b.turn);
}
