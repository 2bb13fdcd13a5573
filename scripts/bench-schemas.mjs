// How soon an author learns of a wrong field: ours over stdio, on a chart of 180 templates and on plain manifests, beside
// yaml-language-server with the same schemas; and how much memory the shipped schemas take.
//
//   node scripts/bench-schemas.mjs      (npm run bench prints it, too)
//
// Ours is dist/server.js (CHARTROOM_SERVER names another one). yaml-language-server comes from the cache folder when it is
// there: `npm install --prefix CACHE/yamlls yaml-language-server`. All wrong fields stand in lines that nobody is writing: of
// what is being written Chartroom says nothing before the typing rests.

import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { writeChart } from './bench-charts.mjs';
import { KINDS, manifestText } from './bench-manifests.mjs';
import { roomOf } from './public-rooms.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const cache = process.env.CHARTROOM_CACHE ?? join(homedir(), '.cache', 'chartroom');
const ours = process.env.CHARTROOM_SERVER ?? join(root, 'dist', 'server.js');
const yamlls = join(cache, 'yamlls', 'node_modules', '.bin', 'yaml-language-server');
const schemas = join(root, 'dist', 'schemas.bin');
const KUBERNETES = '1.36';
const TEMPLATES = 180;
const WARM_UP = 10;
const KEYS = 60;
const FILES = 20;
const SERVERS = 3;
const LARGE_LINES = 50_000;
const READY_MS = 6000;
const LONGEST_MS = 30_000;
/** What we promise, in milliseconds and in MB. */
const BUDGETS = { template: 150, opened: 100, megabytes: 40 };
const MEMORY = '--memory';

/** Measures everything and prints it. */
export async function benchSchemas() {
  const folder = mkdtempSync(join(tmpdir(), 'chartroom-bench-'));
  try {
    console.log('\nfrom a key or an opened file to its schema diagnostics, over stdio; milliseconds');
    const template = await keysInTemplate(folder);
    row('key in one of 180 templates', template, BUDGETS.template);
    const own = await manifests({ command: process.execPath, args: [ours, '--stdio'] }, folder);
    row('first manifest, server is up', own.first, BUDGETS.opened);
    row('another manifest', own.another, BUDGETS.opened);
    row('first manifest, with the start', own.cold);
    row('50,000 lines opened', own.large);
    row('hover behind a key in them', own.hover);
    row('key in them to diagnostics', own.typed);
    if (existsSync(yamlls)) {
      const theirs = await manifests({ command: yamlls, args: ['--stdio'] }, folder, await writeSchemas(folder));
      row('yaml-language-server: first', theirs.first);
      row('  another manifest', theirs.another);
      row('  with the start', theirs.cold);
      row('  50,000 lines opened', theirs.large);
      row('  hover behind a key in them', theirs.hover);
      row('  key in them to diagnostics', theirs.typed);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  const { found, every } = memory();
  const verdict = found.megabytes <= BUDGETS.megabytes ? 'kept' : 'NOT kept';
  console.log(
    `memory of the schemas: ${found.megabytes.toFixed(1)} MB with all ${found.count} kinds found (${BUDGETS.megabytes} MB: ${verdict}), ` +
      `${every.megabytes.toFixed(1)} MB when each of their ${every.count} nodes was looked at`,
  );
}

function row(what, times, budget) {
  const sorted = times.filter((one) => one !== undefined).sort((a, b) => a - b);
  if (sorted.length === 0) {
    console.log(`${what.padEnd(32)} no answer in ${LONGEST_MS / 1000} s`);
    return;
  }
  const [median, late] = [sorted[sorted.length >> 1], sorted[Math.ceil(sorted.length * 0.95) - 1]];
  const told = budget === undefined ? '' : `   p95 ${budget} ms: ${late <= budget ? 'kept' : 'NOT kept'}`;
  const missing = sorted.length < times.length ? `   ${times.length - sorted.length} without answer` : '';
  console.log(
    `${what.padEnd(32)} median ${median.toFixed(0).padStart(6)}  p95 ${late.toFixed(0).padStart(6)}${told}${missing}`,
  );
}

/** A condition is made true and false by one key; what it guards is a wrong field two lines below. */
async function keysInTemplate(folder) {
  const chart = join(folder, 'chart');
  const path = join(chart, 'templates', 't000.yaml');
  writeChart(chart, chartOfManifests());
  const editor = new Editor(process.execPath, [ours, '--stdio'], chart);
  try {
    await editor.begin();
    editor.open(path, 'helm');
    await wait(READY_MS);
    return await editor.toggled(path, editor.text(path).indexOf('"off"') + 2, ['n', 'f'], WARM_UP + KEYS);
  } finally {
    editor.end();
  }
}

/** As the largest public charts are: 180 templates with real objects, 6,000 lines of values. */
function chartOfManifests() {
  const helpers =
    '{{- define "b.labels" -}}\nteam: {{ .Values.team }}\napp.kubernetes.io/instance: {{ .Release.Name }}\n{{- end }}\n';
  const files = { 'Chart.yaml': 'apiVersion: v2\nname: many\nversion: 0.1.0\n', 'templates/_helpers.tpl': helpers };
  let values = 'team: data\n';
  for (let i = 0; i < TEMPLATES; i++) {
    values += `app${i}:\n  name: app-${i}\n`;
    for (let k = 0; k < 10; k++) values += `  key${k}:\n    # -- what it is\n    name: n${k}\n`;
    const text = manifestText(i)
      .replaceAll(`app-${i}`, `{{ .Values.app${i}.name }}`)
      .replace('    team: data\n', '    {{- include "b.labels" . | nindent 4 }}\n');
    files[`templates/t${String(i).padStart(3, '0')}.yaml`] = text;
  }
  const first = files['templates/t000.yaml'];
  files['templates/t000.yaml'] = first.replace(
    '\nspec:\n',
    '\n{{- $mode := "off" }}\nspec:\n  minReadySeconds: 5\n  {{- if eq $mode "onf" }}\n  replicaz: 2\n  {{- end }}\n',
  );
  return { ...files, 'values.yaml': values };
}

/** Deployments in plain files: the first, others, and one that is very long. `settings` are yaml-language-server's. */
async function manifests({ command, args }, folder, settings) {
  const out = { cold: [], first: [], another: [], large: [], hover: [], typed: [] };
  const file = (name, text) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const wrong = (i) => manifestText(i * KINDS.length).replace('\nspec:\n', '\nspec:\n  replicaz: 2\n');
  for (let i = 0; i < SERVERS; i++) {
    const path = file(`first${i}.deployment.yaml`, wrong(i));
    const start = performance.now();
    const cold = new Editor(command, args, folder, settings);
    await cold.begin();
    await cold.opened(path);
    out.cold.push(performance.now() - start);
    cold.end();
    const up = new Editor(command, args, folder, settings);
    await up.begin();
    await wait(1500);
    out.first.push(await up.opened(path));
    if (i === SERVERS - 1) {
      for (let k = 0; k < FILES; k++) out.another.push(await up.opened(file(`m${k}.deployment.yaml`, wrong(100 + k))));
      await large(up, file('large.deployment.yaml', largeText()), out);
    }
    up.end();
  }
  return out;
}

async function large(editor, path, out) {
  out.large.push(await editor.opened(path));
  const offset = editor.text(path).indexOf('replicaz') + 'replica'.length;
  for (let i = 0; i < 10; i++) {
    editor.edit(path, 1, 1, '#');
    out.hover.push(await editor.hover(path, offset + i + 1));
    await wait(700);
  }
  out.typed.push(
    ...(await editor.toggled(path, editor.text(path).indexOf('replicaz') + 'replica'.length, ['s', 'z'], 8)),
  );
}

function largeText() {
  const texts = ['# \n'];
  for (let lines = 0; lines < LARGE_LINES; ) {
    const text = manifestText(texts.length * KINDS.length);
    lines += text.split('\n').length;
    texts.push(texts.length === 5 ? text.replace('\nspec:\n', '\nspec:\n  replicaz: 2\n') : text);
  }
  return texts.join('---\n').replace('---\n', '');
}

/** The same schemas as a file for each kind; the settings that name them. */
async function writeSchemas(folder) {
  const { jsonSchemas } = await roomOf('bench-manifests-room.ts');
  const [[name, text]] = jsonSchemas(readFileSync(schemas), KINDS.slice(0, 1), KUBERNETES);
  writeFileSync(join(folder, name), text);
  return { [pathToFileURL(join(folder, name)).href]: '*.deployment.yaml' };
}

/** In a process of its own: what it holds with the schemas, less what it held before. */
function memory() {
  const { stdout, stderr } = spawnSync(process.execPath, ['--expose-gc', fileURLToPath(import.meta.url), MEMORY], {
    encoding: 'utf8',
  });
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout);
}

async function measureMemory() {
  const { allKinds, walkAll } = await roomOf('bench-schemas-room.ts');
  const held = () => {
    for (let i = 0; i < 4; i++) globalThis.gc();
    const { heapUsed, external } = process.memoryUsage();
    return (heapUsed + external) / 1e6;
  };
  const before = held();
  const all = allKinds(new Uint8Array(readFileSync(schemas)), KUBERNETES);
  const found = { megabytes: held() - before, count: all.schemas.length };
  const count = walkAll(all.schemas);
  const every = { megabytes: held() - before, count };
  console.log(JSON.stringify({ found, every, kept: all.schemas.length }));
}

class Editor {
  #child;
  #connection;
  #documents = new Map();
  #waiting = [];
  #folder;
  #settings;

  constructor(command, args, folder, schemaSettings) {
    this.#folder = folder;
    this.#settings = { validate: true, hover: true, schemaStore: { enable: false }, schemas: schemaSettings ?? {} };
    this.#child = spawn(command, args, { stdio: ['pipe', 'pipe', 'ignore'], cwd: folder });
    this.#connection = createProtocolConnection(
      new StreamMessageReader(this.#child.stdout),
      new StreamMessageWriter(this.#child.stdin),
    );
    this.#connection.onNotification('textDocument/publishDiagnostics', (told) => {
      this.#waiting = this.#waiting.filter((isOver) => !isOver(told));
    });
    this.#connection.onRequest('workspace/configuration', ({ items }) =>
      items.map(({ section }) => (section === 'yaml' ? this.#settings : null)),
    );
    this.#connection.onRequest(() => null);
    this.#connection.listen();
  }

  async begin() {
    const uri = pathToFileURL(this.#folder).href;
    await this.#connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: uri,
      workspaceFolders: [{ uri, name: 'bench' }],
      capabilities: {
        workspace: { configuration: true, workspaceFolders: true },
        textDocument: { publishDiagnostics: { versionSupport: true }, hover: { contentFormat: ['markdown'] } },
      },
      initializationOptions: { trusted: true },
    });
    this.#connection.sendNotification('initialized', {});
    this.#connection.sendNotification('workspace/didChangeConfiguration', { settings: { yaml: this.#settings } });
  }

  text(path) {
    return this.#document(path).text;
  }

  open(path, languageId) {
    const document = this.#document(path);
    document.version = 1;
    const textDocument = { uri: pathToFileURL(path).href, languageId, version: 1, text: document.text };
    this.#connection.sendNotification('textDocument/didOpen', { textDocument });
  }

  /** Milliseconds until the wrong field of an opened manifest is told. */
  opened(path) {
    this.#document(path);
    return this.#clock(path, true, () => this.open(path, 'yaml'));
  }

  edit(path, start, end, text) {
    const document = this.#document(path);
    const range = { start: positionOf(document.text, start), end: positionOf(document.text, end) };
    document.text = document.text.slice(0, start) + text + document.text.slice(end);
    document.version++;
    const textDocument = { uri: pathToFileURL(path).href, version: document.version };
    this.#connection.sendNotification('textDocument/didChange', { textDocument, contentChanges: [{ range, text }] });
  }

  /** Puts one of the letters at the place after the other; milliseconds until the wrong field is told, and gone. */
  async toggled(path, offset, letters, times) {
    const out = [];
    for (let i = 0; i < times; i++) {
      const letter = letters[i % 2];
      out.push(await this.#clock(path, isWrongWith(letter), () => this.edit(path, offset, offset + 1, letter)));
      await wait(100);
    }
    return out.slice(Math.min(WARM_UP, times >> 2));
  }

  async hover(path, offset) {
    const start = performance.now();
    const params = { textDocument: { uri: pathToFileURL(path).href }, position: positionOf(this.text(path), offset) };
    await within(LONGEST_MS, this.#connection.sendRequest('textDocument/hover', params));
    return performance.now() - start;
  }

  end() {
    this.#connection.dispose();
    this.#child.kill();
  }

  #document(path) {
    let document = this.#documents.get(path);
    if (document === undefined)
      this.#documents.set(path, (document = { text: readFileSync(path, 'utf8'), version: 0 }));
    return document;
  }

  /** Until the diagnostics of the version that `work` makes say what is right of it; undefined when that takes too long. */
  async #clock(path, isWrong, work) {
    const uri = pathToFileURL(path).href;
    const start = performance.now();
    const told = new Promise((done) => {
      this.#waiting.push((one) => {
        const isOfNow = one.version === undefined || one.version === this.#document(path).version;
        const isIt = one.uri === uri && isOfNow && one.diagnostics.some(isWrongField) === isWrong;
        if (isIt) done(performance.now() - start);
        return isIt;
      });
    });
    work();
    return await within(LONGEST_MS, told);
  }
}

/** Both servers name the field in the message, or underline it. */
function isWrongField({ message }) {
  return /replicaz/.test(message);
}

/** `"on"` in the template's condition, `replicaz` in the manifest. */
function isWrongWith(letter) {
  return letter === 'n' || letter === 'z';
}

function positionOf(text, offset) {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length - 1, character: offset - (before.lastIndexOf('\n') + 1) };
}

function wait(milliseconds) {
  return new Promise((done) => setTimeout(done, milliseconds));
}

function within(milliseconds, answer) {
  let timer;
  const over = new Promise((done) => {
    timer = setTimeout(done, milliseconds, undefined);
  });
  return Promise.race([answer, over]).finally(() => clearTimeout(timer));
}

if (process.argv[2] === MEMORY) await measureMemory();
else if (process.argv[1] === fileURLToPath(import.meta.url)) await benchSchemas();
