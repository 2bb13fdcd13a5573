// How long editors wait for answers, beside helm-ls and yaml-language-server: every server over stdio on the same made chart.
//
//   node scripts/bench-requests.mjs [CHART]      (npm run bench prints it, too)
//
// Ours is dist/server.js (CHARTROOM_SERVER names another one); the others come from the cache folder when they are there:
// scripts/helm-ls.sh, and `npm install --prefix CACHE/yamlls yaml-language-server`. CHART is a chart folder in place of the made one.

import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { writeChart } from './bench-charts.mjs';
import { stackChart } from './bench-stack.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const cache = process.env.CHARTROOM_CACHE ?? join(homedir(), '.cache', 'chartroom');
const ours = process.env.CHARTROOM_SERVER ?? join(root, 'dist', 'server.js');
const helmLs = join(cache, 'bin', 'helm-ls');
const yamlls = join(cache, 'yamlls', 'node_modules', '.bin', 'yaml-language-server');
const PLACES = 200;
const ROUNDS = 20;
const WARM_UP = 20;
const READY_MS = 6000;
const LONGEST_MS = 20_000;
/** Nobody types faster, and nobody has all files of a chart open. */
const BREATH_MS = 80;
const OPEN_FILES = 45;
/** The 95th percentiles that we promise, in milliseconds. */
const BUDGETS = { completion: 10, hover: 3, definition: 3, references: 30, rename: 100, 'key to syntax errors': 20 };

/** Measures all servers and prints a table. */
export async function benchRequests(given) {
  const made = given === undefined ? mkdtempSync(join(tmpdir(), 'chartroom-bench-')) : undefined;
  if (made) writeChart(made, stackChart());
  const chart = resolve(given ?? made);
  try {
    const own = await measure({ command: process.execPath, args: [ours, '--stdio'] }, chart, measureOurs);
    const helm = existsSync(helmLs) && (await measure({ command: helmLs, args: ['serve'] }, chart, measureTemplates));
    const yaml = existsSync(yamlls) && (await measure({ command: yamlls, args: ['--stdio'] }, chart, measureValues));
    print(own, helm || {}, yaml || {});
  } finally {
    if (made) rmSync(made, { recursive: true });
  }
}

function print(own, helm, yaml) {
  const show = (one) =>
    one === undefined
      ? ''.padStart(30)
      : `${one.median.toFixed(1).padStart(8)}${one.late.toFixed(1).padStart(8)}${`${one.answered} of ${one.count}`.padStart(14)}`;
  console.log('\nmedian and 95th percentile in milliseconds, and how many places were answered, over stdio');
  console.log(
    `${''.padEnd(32)}${'ours'.padStart(30)}${'helm-ls'.padStart(30)}${'yaml-language-server'.padStart(30)}   budget`,
  );
  for (const [what, one] of Object.entries(own)) {
    const other = helm[what] ?? yaml[what];
    const budget = BUDGETS[what];
    const verdict = budget === undefined ? '' : `   ${budget} ms: ${one.late <= budget ? 'kept' : 'NOT kept'}`;
    const ratio = other === undefined ? '' : `, ${(other.median / one.median).toFixed(1)} times as fast by the median`;
    console.log(`${what.padEnd(32)}${show(one)}${show(helm[what])}${show(yaml[what])}${verdict}${ratio}`);
  }
}

async function measure({ command, args }, chart, work) {
  const editor = new Editor(command, args, chart);
  try {
    await editor.begin();
    return await work(editor, chart);
  } finally {
    editor.end();
  }
}

async function measureOurs(editor, chart) {
  const templates = await measureTemplates(editor, chart);
  const hot = editor.opened(placesIn(editor, chart)).find(({ word }) => word === 'registry');
  if (hot) {
    templates.references = await rounds(async () => {
      await touch(editor, hot);
      return clock(() => editor.ask('textDocument/references', hot, { context: { includeDeclaration: true } }));
    });
    if (editor.capabilities.renameProvider)
      templates.rename = await rounds(async () => {
        await touch(editor, hot);
        return clock(() => editor.ask('textDocument/rename', hot, { newName: 'mirror' }));
      });
    templates['key to syntax errors'] = await rounds(() => keyToErrors(editor, hot));
  }
  return { ...templates, ...(await measureValues(editor, chart)) };
}

/** Completion right behind a key that was typed; hover and definition on the whole word. */
async function measureTemplates(editor, chart) {
  const all = placesIn(editor, chart);
  const paths = [...new Set(all.map((place) => place.path))];
  const opened = new Set(paths.filter((_, i) => i % Math.max(1, Math.floor(paths.length / OPEN_FILES)) === 0));
  for (const path of opened) editor.open(path, 'helm');
  await editor.settled();
  const places = all.filter((place) => opened.has(place.path));
  const step = Math.max(1, Math.floor(places.length / (PLACES + WARM_UP)));
  const chosen = places.filter((_, i) => i % step === 0).slice(0, PLACES + WARM_UP);
  const times = { completion: [], hover: [], definition: [] };
  for (const place of chosen) {
    const behind = { ...place, offset: place.offset + place.word.length - 1 };
    const letter = place.word.at(-1);
    editor.edit(place.path, behind.offset, behind.offset + 1, '');
    times.completion.push(await clock(() => editor.ask('textDocument/completion', behind)));
    editor.edit(place.path, behind.offset, behind.offset, letter);
    const inside = { ...place, offset: place.offset + 1 };
    times.hover.push(await clock(() => editor.ask('textDocument/hover', inside)));
    times.definition.push(await clock(() => editor.ask('textDocument/definition', inside)));
    await wait(BREATH_MS);
  }
  return Object.fromEntries(Object.entries(times).map(([what, all]) => [what, summary(all.slice(WARM_UP))]));
}

/** Keys of values.yaml: completion behind a key that was typed, hover on it. */
async function measureValues(editor, chart) {
  const path = join(chart, 'values.yaml');
  editor.open(path, 'yaml');
  await editor.settled();
  const keys = [...editor.text(path).matchAll(/^[ ]{2,}([A-Za-z]\w+):/gm)].map((match) => ({
    path,
    offset: match.index + match[0].length - 1 - match[1].length,
    word: match[1],
  }));
  const step = Math.max(1, Math.floor(keys.length / 60));
  const times = { completion: [], hover: [] };
  for (const place of keys.filter((_, i) => i % step === 0)) {
    const { offset, word } = place;
    const whole = editor.text(path).slice(offset, editor.text(path).indexOf('\n', offset));
    editor.edit(path, offset, offset + whole.length, word.slice(0, 2));
    times.completion.push(await clock(() => editor.ask('textDocument/completion', { path, offset: offset + 2 })));
    editor.edit(path, offset, offset + 2, whole);
    times.hover.push(await clock(() => editor.ask('textDocument/hover', { path, offset: offset + 1 })));
    await wait(BREATH_MS);
  }
  return {
    'completion in values.yaml': summary(times.completion.slice(5)),
    'hover in values.yaml': summary(times.hover.slice(5)),
  };
}

/** A key in the text: what is remembered of the file before is of no use. */
async function touch(editor, { path }) {
  const end = editor.text(path).length;
  editor.edit(path, end, end, '#');
}

/** An error is shown when the typing rests; the key that mends it is timed: the error goes as soon as the syntax was read. */
async function keyToErrors(editor, { path }) {
  const end = editor.text(path).length;
  const broken = editor.told(path);
  editor.edit(path, end, end, '{{ end }');
  await broken;
  await wait(700);
  const told = editor.told(path);
  const start = performance.now();
  editor.edit(path, end, editor.text(path).length, '');
  const isAnswered = await told;
  return { milliseconds: performance.now() - start, isAnswered };
}

async function rounds(work) {
  const times = [];
  for (let i = 0; i < ROUNDS + 5; i++) {
    times.push(await work());
    await wait(150);
  }
  return summary(times.slice(5));
}

async function clock(work) {
  const start = performance.now();
  const answer = await work();
  const milliseconds = performance.now() - start;
  const list = answer?.items ?? answer;
  return { milliseconds, isAnswered: list !== null && list !== undefined && (!Array.isArray(list) || list.length > 0) };
}

function summary(times) {
  const sorted = times.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
  return {
    median: sorted[sorted.length >> 1],
    late: sorted[Math.ceil(sorted.length * 0.95) - 1],
    answered: times.filter(({ isAnswered }) => isAnswered).length,
    count: times.length,
  };
}

/** The last names of value paths, in all templates. */
function placesIn(editor, chart) {
  const folder = join(chart, 'templates');
  const files = readdirSync(folder, { recursive: true }).filter((name) => /\.(ya?ml|tpl)$/.test(name));
  return files.sort().flatMap((name) => {
    const path = join(folder, name);
    const found = editor.text(path).matchAll(/\.Values(?:\.\w+)*\.(\w{3,})(?![\w.])/g);
    return [...found].map((match) => ({
      path,
      offset: match.index + match[0].length - match[1].length,
      word: match[1],
    }));
  });
}

class Editor {
  #child;
  #connection;
  #documents = new Map();
  #waiting = new Map();
  #chart;
  capabilities = {};

  constructor(command, args, chart) {
    this.#chart = chart;
    this.#child = spawn(command, args, { stdio: ['pipe', 'pipe', 'ignore'], cwd: chart });
    this.#connection = createProtocolConnection(
      new StreamMessageReader(this.#child.stdout),
      new StreamMessageWriter(this.#child.stdin),
    );
    this.#connection.onNotification('textDocument/publishDiagnostics', ({ uri }) => {
      for (const done of this.#waiting.get(uri)?.splice(0) ?? []) done(true);
    });
    this.#connection.onRequest('workspace/configuration', ({ items }) =>
      items.map(({ section }) => settingsOf(section)),
    );
    this.#connection.onRequest(() => null);
    this.#connection.listen();
  }

  async begin() {
    const uri = pathToFileURL(this.#chart).href;
    const answer = await this.#connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: uri,
      workspaceFolders: [{ uri, name: 'chart' }],
      capabilities: {
        workspace: { configuration: true, workspaceFolders: true },
        textDocument: { definition: { linkSupport: true }, hover: { contentFormat: ['markdown'] }, completion: {} },
      },
      initializationOptions: { trusted: true },
    });
    this.capabilities = answer.capabilities;
    this.#connection.sendNotification('initialized', {});
    this.#connection.sendNotification('workspace/didChangeConfiguration', { settings: { yaml: settingsOf('yaml') } });
  }

  /** Until what follows an opened file is done: loading, indexing, the first render. */
  settled() {
    return wait(READY_MS);
  }

  text(path) {
    let document = this.#documents.get(path);
    if (document === undefined)
      this.#documents.set(path, (document = { text: readFileSync(path, 'utf8'), version: 0 }));
    return document.text;
  }

  opened(places) {
    return places.filter(({ path }) => this.#documents.get(path)?.version > 0);
  }

  open(path, languageId) {
    const text = this.text(path);
    const document = this.#documents.get(path);
    if (document.version > 0) return;
    document.version = 1;
    const textDocument = { uri: pathToFileURL(path).href, languageId, version: 1, text };
    this.#connection.sendNotification('textDocument/didOpen', { textDocument });
  }

  edit(path, start, end, text) {
    const document = this.#documents.get(path);
    const range = { start: positionOf(document.text, start), end: positionOf(document.text, end) };
    document.text = document.text.slice(0, start) + text + document.text.slice(end);
    document.version++;
    const textDocument = { uri: pathToFileURL(path).href, version: document.version };
    this.#connection.sendNotification('textDocument/didChange', { textDocument, contentChanges: [{ range, text }] });
  }

  ask(method, { path, offset }, more = {}) {
    const position = positionOf(this.text(path), offset);
    const params = { textDocument: { uri: pathToFileURL(path).href }, position, ...more };
    const answer = this.#connection.sendRequest(method, params).catch(() => null);
    return within(LONGEST_MS, answer, null);
  }

  /** The next findings of the file; false when there are none for long. */
  told(path) {
    const uri = pathToFileURL(path).href;
    if (!this.#waiting.has(uri)) this.#waiting.set(uri, []);
    const told = new Promise((done) => this.#waiting.get(uri).push(done));
    return within(2000, told, false);
  }

  end() {
    this.#connection.dispose();
    this.#child.kill();
  }
}

function settingsOf(section) {
  if (section === 'helm-ls') return { yamlls: { enabled: false } };
  return section === 'yaml' ? { completion: true, hover: true, validate: true, schemaStore: { enable: false } } : null;
}

function positionOf(text, offset) {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length - 1, character: before.at(-1).length };
}

function wait(milliseconds) {
  return new Promise((done) => setTimeout(done, milliseconds));
}

/** The answer, or `late` when it does not come in time. */
function within(milliseconds, answer, late) {
  let timer;
  const over = new Promise((done) => {
    timer = setTimeout(done, milliseconds, late);
  });
  return Promise.race([answer, over]).finally(() => clearTimeout(timer));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await benchRequests(process.argv[2]);
