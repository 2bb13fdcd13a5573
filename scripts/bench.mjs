// Prints times side by side, in one run: whole processes against the real helm, and renders inside one process.
//
//   npm run bench                      the example
//   npm run bench -- CHART …           these charts (folders)
//
// The real helm is taken from the cache folder (scripts/real-helm.sh puts it there); without it only ours is shown.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const cache = process.env.CHARTROOM_CACHE ?? join(homedir(), '.cache', 'chartroom');
const helm = join(cache, 'helm4', 'helm');
const charts = process.argv.length > 2 ? process.argv.slice(2) : [join(root, 'examples', 'data-platform')];
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

/** The editor's render, bundled: traced, tolerant, with its caches. */
async function editorRoom() {
  const folder = mkdtempSync(join(tmpdir(), 'chartroom-bench-'));
  const outfile = join(folder, 'room.mjs');
  const contents =
    "export * from './server/language/workspace/snapshot.ts'; export { renderChart } from './server/language/workspace/render-chart.ts'; export { fromBytes } from './server/engine/text/bytes.ts';";
  await build({
    stdin: { contents, resolveDir: root, loader: 'ts' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    outfile,
  });
  const room = await import(pathToFileURL(outfile).href);
  rmSync(folder, { recursive: true });
  return room;
}

function timeEditor(room, chart) {
  const uri = (path) => pathToFileURL(path).href;
  const changes = filesBelow(chart).map((path) => ({
    kind: 'file',
    uri: uri(path),
    text: room.fromBytes(readFileSync(path)),
  }));
  let snapshot = room.applyChanges(room.EMPTY_SNAPSHOT, changes);
  const template = changes.find(({ uri: one }) => /\/templates\/[^_][^/]*\.yaml$/.test(one));
  const render = () => {
    const start = performance.now();
    room.renderChart(snapshot, uri(chart));
    return performance.now() - start;
  };
  const cold = render();
  const edits = Array.from({ length: 4 * ROUNDS }, () => {
    template.text += '\n# edited';
    snapshot = room.applyChanges(snapshot, [template]);
    return render();
  });
  return { cold, edit: median(edits.slice(ROUNDS)) };
}

const node = timeProcess(process.execPath, ['-e', '0']);
const hasHelm = existsSync(helm);
const room = await editorRoom();
const show = (ms) => ms.toFixed(0).padStart(8);
console.log(
  `median of ${ROUNDS} runs, milliseconds; node -e 0: ${node.toFixed(0)}${hasHelm ? '' : '; no real helm in the cache'}`,
);
console.log('    helm    ours   ratio | in one process: cold   one template edited   helm/edit  chart');
for (const chart of charts) {
  const ours = timeProcess(process.execPath, [join(root, 'dist', 'cli.js'), 'template', chart]);
  const theirs = hasHelm ? timeProcess(helm, ['template', chart]) : Number.NaN;
  const { cold, edit } = timeEditor(room, chart);
  const ratio = (ours / theirs).toFixed(2).padStart(7);
  console.log(
    `${show(theirs)}${show(ours)}${ratio} | ${show(cold)} ${edit.toFixed(1).padStart(20)} ${(theirs / edit).toFixed(1).padStart(12)}  ${basename(chart)}`,
  );
}
