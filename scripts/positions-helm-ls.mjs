// Our server and helm-ls beside each other at the labelled positions of test/positions, both over stdio.
//
//   node scripts/positions-helm-ls.mjs [--verbose]
//
// Needs dist/server.js (npm run build; CHARTROOM_SERVER names another one) and scripts/helm-ls.sh. helm-ls gets what it
// wants: the language id helm for templates, yaml for values files, a yaml-language-server when the cache folder has one
// (npm install --prefix CACHE/yamlls yaml-language-server), every file opened, and time to index. What it writes for
// packed charts (charts/.helm_ls_cache) counts as the packed file.

import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { roomOf } from './public-rooms.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const cache = process.env.CHARTROOM_CACHE ?? join(homedir(), '.cache', 'chartroom');
const yamlls = join(cache, 'yamlls', 'node_modules', '.bin', 'yaml-language-server');
const isVerbose = process.argv.includes('--verbose');
const INDEXING_MS = 5000;
const ANSWER_MS = 5000;
/** Of the open documents. */
const versions = new Map();

const { readWorld, writeWorld, readLabels, judge, KINDS } = await roomOf('positions-room.ts');
const folder = join(root, 'test', 'positions');
const world = readWorld(folder);
const positions = readdirSync(folder)
  .filter((name) => name.endsWith('.txt'))
  .flatMap((name) => readLabels(world, name, readFileSync(join(folder, name), 'utf8')));

const ours = process.env.CHARTROOM_SERVER ?? join(root, 'dist/server.js');
if (!existsSync(ours)) {
  console.error(`${ours} is not there: npm run build makes it`);
  process.exit(1);
}
const servers = [
  { name: 'Chartroom', command: process.execPath, args: [ours, '--stdio'] },
  { name: 'helm-ls', command: join(cache, 'bin', 'helm-ls'), args: ['serve'] },
];
const scores = [];
for (const server of servers) scores.push(await run(server));
console.log(`\n${''.padEnd(34)}${servers.map(({ name }) => name.padStart(22)).join('')}`);
for (const isTemplate of [true, false]) {
  for (const kind of KINDS) {
    const own = positions
      .map((position, i) => ({ ...position, i }))
      .filter((one) => one.kind === kind && isInTemplate(one.path) === isTemplate);
    const cells = scores.map((wrong) => {
      const right = own.filter(({ i }) => wrong[i] === undefined).length;
      return `${right} of ${own.length} (${Math.round((100 * right) / own.length)} %)`.padStart(22);
    });
    console.log(`${`${kind}, ${isTemplate ? 'templates' : 'values, Chart.yaml'}`.padEnd(34)}${cells.join('')}`);
  }
}
const sums = scores.map((wrong) =>
  `${wrong.filter((why) => why === undefined).length} of ${positions.length}`.padStart(22),
);
console.log(`${'all'.padEnd(34)}${sums.join('')}`);

/** What is wrong at each position, undefined where nothing is. A server that ends is started again: that one answer is lost. */
async function run(server) {
  const wrong = [];
  while (wrong.length < positions.length) await runUntilEnd(server, wrong);
  return wrong;
}

async function runUntilEnd({ name, command, args }, wrong) {
  // Both see their own copy: helm-ls writes into the workspace.
  const workspace = mkdtempSync(join(tmpdir(), 'chartroom-positions-'));
  writeWorld(world, workspace);
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'ignore'], cwd: workspace });
  let isEnded = false;
  const ended = new Promise((done) => child.once('exit', done)).then(() => {
    isEnded = true;
    return null;
  });
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  answerServer(connection);
  connection.listen();
  try {
    await begin(connection, workspace);
    for (const position of positions.slice(wrong.length)) {
      const answer = await Promise.race([ask(connection, workspace, position), ended]);
      if (isEnded || answer === null) {
        console.log(`${name} ended at ${position.at} (${position.kind})`);
        wrong.push('the server ended');
        return;
      }
      const why = judge(position, answer);
      wrong.push(why);
      if (isVerbose && why !== undefined)
        console.log(`${name}: ${position.at} ${position.kind} ${position.path}: ${why}`);
    }
  } finally {
    connection.dispose();
    child.kill();
    rmSync(workspace, { recursive: true, force: true });
  }
}

function answerServer(connection) {
  const settings = {
    yamlls: existsSync(yamlls) ? { enabled: true, path: yamlls, initTimeoutSeconds: 30 } : { enabled: false },
  };
  connection.onRequest('workspace/configuration', ({ items }) =>
    items.map(({ section }) => (section === 'helm-ls' ? settings : null)),
  );
  for (const method of [
    'client/registerCapability',
    'workspace/inlayHint/refresh',
    'workspace/codeLens/refresh',
    'workspace/semanticTokens/refresh',
    'window/workDoneProgress/create',
  ])
    connection.onRequest(method, () => null);
}

async function begin(connection, workspace) {
  const uri = pathToFileURL(workspace).href;
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: uri,
    workspaceFolders: [{ uri, name: 'charts' }],
    capabilities: {
      workspace: { configuration: true, workspaceFolders: true },
      textDocument: { definition: { linkSupport: true }, hover: { contentFormat: ['markdown'] } },
    },
    initializationOptions: { trusted: true },
  });
  connection.sendNotification('initialized', {});
  for (const path of new Set(positions.map((one) => one.path)))
    open(connection, workspace, path, world.texts.get(path));
  await new Promise((done) => setTimeout(done, INDEXING_MS));
}

function open(connection, workspace, path, text) {
  const uri = pathToFileURL(join(workspace, path)).href;
  versions.set(uri, 1);
  const languageId = isInTemplate(path) ? 'helm' : 'yaml';
  connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
}

/** As an editor tells it: the part that differs, by its range. */
function change(connection, uri, from, to) {
  let start = 0;
  while (start < from.length && from[start] === to[start]) start++;
  let end = 0;
  while (end < Math.min(from.length, to.length) - start && from.at(-1 - end) === to.at(-1 - end)) end++;
  const version = (versions.get(uri) ?? 1) + 1;
  versions.set(uri, version);
  const range = { start: positionOf(from, start), end: positionOf(from, from.length - end) };
  const contentChanges = [{ range, text: to.slice(start, to.length - end) }];
  connection.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges });
}

function positionOf(text, offset) {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length - 1, character: before.at(-1).length };
}

async function ask(connection, workspace, { kind, path, edited, offset }) {
  const uri = pathToFileURL(join(workspace, path)).href;
  const text = world.texts.get(path);
  if (edited !== undefined) change(connection, uri, text, edited);
  const params = { textDocument: { uri }, position: positionOf(edited ?? text, offset) };
  const request = connection.sendRequest(`textDocument/${kind}`, params).catch(() => null);
  const answer = await Promise.race([request, new Promise((done) => setTimeout(done, ANSWER_MS, null))]);
  if (edited !== undefined) change(connection, uri, edited, text);
  return {
    completion: kind === 'completion' ? (answer?.items ?? answer ?? []).map(({ label }) => label) : [],
    definition: kind === 'definition' ? placesOf(answer, pathToFileURL(workspace).href) : [],
    hover: kind === 'hover' ? hoverText(answer?.contents) : '',
  };
}

function placesOf(answer, base) {
  const all = answer === null || answer === undefined ? [] : Array.isArray(answer) ? answer : [answer];
  return all.map((one) => {
    const uri = decodeURIComponent(one.targetUri ?? one.uri).replace('chartroom-archive://file', 'file://');
    const range = one.targetSelectionRange ?? one.range;
    return { path: unpacked(uri.slice(base.length + 1)), line: range.start.line + 1 };
  });
}

/** helm-ls unpacks into `charts/.helm_ls_cache/cache/values.yaml`; the labels name `charts/cache-1.2.0.tgz!/values.yaml`. */
function unpacked(path) {
  const [, chart, name, inner] = /^(.*)\/charts\/\.helm_ls_cache\/([^/]+)\/(.*)$/.exec(path) ?? [];
  if (name === undefined) return path;
  const isIt = (known) => known.startsWith(`${chart}/charts/${name}-`) && known.endsWith(`!/${inner}`);
  return [...world.texts.keys()].find(isIt) ?? path;
}

function hoverText(contents) {
  if (contents === undefined || contents === null) return '';
  if (Array.isArray(contents)) return contents.map(hoverText).join('\n');
  return typeof contents === 'string' ? contents : contents.value;
}

function isInTemplate(path) {
  return path.includes('/templates/');
}
