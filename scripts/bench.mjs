// Prints times side by side, in one run: whole processes against the real helm, renders inside one process, and the way from
// a key to the preview in the built server; then how long requests wait, beside other language servers (bench-requests.mjs), how
// soon schemas speak (bench-schemas.mjs), and many manifests beside kubeconform (bench-manifests.mjs).
//
//   npm run bench                      made-up charts (scripts/bench-charts.mjs) and the example
//   npm run bench -- CHART …           and these charts (folders)
//
// The real helm is taken from the cache folder (scripts/real-helm.sh puts it there); without it only ours is shown.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { writeBenchCharts } from './bench-charts.mjs';
import { printManifests } from './bench-manifests.mjs';
import { benchRequests } from './bench-requests.mjs';
import { benchSchemas } from './bench-schemas.mjs';
import { timeTyping } from './bench-typing.mjs';
import { roomOf } from './public-rooms.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const cache = process.env.CHARTROOM_CACHE ?? join(homedir(), '.cache', 'chartroom');
const helm = join(cache, 'helm4', 'helm');
const ROUNDS = 9;

if (!existsSync(join(root, 'dist', 'cli.js'))) throw new Error('run `npm run build` first');

/** Median of several runs, milliseconds. */
function median(times) {
  return [...times].sort((a, b) => a - b)[times.length >> 1];
}

function timeProcess(command, args) {
  const once = () => {
    const start = performance.now();
    spawnSync(command, args, { stdio: 'ignore' });
    return performance.now() - start;
  };
  once();
  return median(Array.from({ length: ROUNDS }, once));
}

function filesBelow(folder) {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });
}

/** Milliseconds of the first render, and of one after an edit of a template, of a file of helpers, of values.yaml. */
function timeEditor(room, chart) {
  const uri = (path) => pathToFileURL(path).href;
  const changes = filesBelow(chart).map((path) => ({
    kind: 'file',
    uri: uri(path),
    text: room.fromBytes(readFileSync(path)),
  }));
  let snapshot = room.applyChanges(room.EMPTY_SNAPSHOT, changes);
  const render = () => {
    const start = performance.now();
    room.renderChart(snapshot, uri(chart));
    return performance.now() - start;
  };
  const cold = render();
  const afterEdits = (pattern) => {
    const file = changes.find((change) => pattern.test(change.uri));
    if (file === undefined) return Number.NaN;
    const times = Array.from({ length: 3 * ROUNDS }, () => {
      file.text += '\n# edited';
      snapshot = room.applyChanges(snapshot, [{ ...file }]);
      return render();
    });
    return median(times.slice(ROUNDS));
  };
  return {
    cold,
    template: afterEdits(/\/templates\/[^_][^/]*\.yaml$/),
    helpers: afterEdits(/\/templates\/_[^/]*\.tpl$/),
    values: afterEdits(/\/values\.yaml$/),
  };
}

const made = mkdtempSync(join(tmpdir(), 'chartroom-bench-'));
const own = { ...writeBenchCharts(made), example: join(root, 'examples', 'data-platform') };
const charts = [...Object.values(own), ...process.argv.slice(2)];
const node = timeProcess(process.execPath, ['-e', '0']);
const hasHelm = existsSync(helm);
const room = await roomOf('bench-editor-room.ts');
const show = (ms, width = 9) => (Number.isNaN(ms) ? '-' : ms.toFixed(ms < 10 ? 1 : 0)).padStart(width);
const sums = { ours: 0, theirs: 0 };
const helmTimes = new Map();
console.log(`Median of ${ROUNDS} runs, milliseconds. \`node -e 0\` alone: ${node.toFixed(0)}.`);
if (!hasHelm) console.log('There is no real helm in the cache: scripts/real-helm.sh puts it there.');
console.log('whole processes                      | in one process, traced, after an edit of');
console.log('     helm     ours    ratio  ours-node |    cold template  helpers   values  helm/template   chart');
for (const chart of charts) {
  const ours = timeProcess(process.execPath, [join(root, 'dist', 'cli.js'), 'template', 'x', chart]);
  const theirs = hasHelm ? timeProcess(helm, ['template', 'x', chart]) : Number.NaN;
  sums.ours += ours;
  sums.theirs += theirs;
  helmTimes.set(chart, theirs);
  const { cold, template, helpers, values } = timeEditor(room, chart);
  const left = `${show(theirs)}${show(ours)}${(ours / theirs).toFixed(2).padStart(9)}${show(ours - node, 11)}`;
  const right = `${show(cold, 8)}${show(template)}${show(helpers)}${show(values)}${show(theirs / template, 15)}`;
  console.log(`${left} |${right}   ${basename(chart)}`);
}
console.log(`${show(sums.theirs)}${show(sums.ours)}${(sums.ours / sums.theirs).toFixed(2).padStart(9)}   all`);
console.log('\nfrom a key to the preview, in the server over stdio: median and 95th percentile after a key in');
console.log(
  '     helm |        template             helpers              values  helm/template  helpers   values   chart',
);
for (const [chart, theirs] of helmTimes) {
  const typing = await timeTyping(join(root, 'dist', 'server.js'), chart);
  const kinds = [typing.template, typing.helpers, typing.values];
  const times = kinds.map((kind) => `${show(kind?.median ?? Number.NaN)} /${show(kind?.late ?? Number.NaN, 8)}`);
  const ratios = kinds.map((kind, i) => show(theirs / (kind?.median ?? Number.NaN), i === 0 ? 15 : 9));
  console.log(`${show(theirs)} |${times.join(' ')}${ratios.join('')}   ${basename(chart)}`);
}
rmSync(made, { recursive: true });
await benchRequests();
await benchSchemas();
await printManifests();
