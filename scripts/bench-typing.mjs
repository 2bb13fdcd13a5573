// Measures the way from a key to the preview it makes: the built server in a process of its own with its two threads, over
// stdio, as an editor talks to it. One key after another is typed into a template, into its helpers, into values.yaml.

import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';

const WARM_UP = 8;
const KEYS = 40;
/** A chart that does not render at all must not hang the benchmark. */
const PATIENCE_MS = 20_000;

/**
 * Milliseconds from didChange to the new text of the preview, for a key in each kind of file: `{median, late}`, the
 * latter the 95th percentile; undefined where the chart has nothing to type in.
 */
export async function timeTyping(server, chart) {
  const editor = await Editor.start(server);
  try {
    const template = templateOf(chart);
    if (template === undefined) return {};
    await editor.rendered(() => editor.open(template));
    return {
      template: await timeKeys(editor, template, (text) => behindPlainKey(text) ?? text.trimEnd().length, template),
      helpers: await timeKeys(editor, helpersOf(chart), behindPlainKey, template),
      values: await timeKeys(editor, join(chart, 'values.yaml'), behindPlainValue, template),
    };
  } finally {
    editor.end();
  }
}

async function timeKeys(editor, path, placeIn, preview) {
  if (path === undefined || !existsSync(path)) return undefined;
  const text = readFileSync(path, 'utf8');
  const offset = placeIn(text);
  if (offset === undefined) return undefined;
  if (path !== preview) editor.open(path);
  await new Promise((done) => setTimeout(done, 1500));
  const times = [];
  for (let key = 0; key < WARM_UP + KEYS; key++) {
    const begun = performance.now();
    await editor.rendered(() => editor.type(path, offset + key, 'abcdefgh'[key % 8]));
    await editor.preview(preview);
    if (key >= WARM_UP) times.push(performance.now() - begun);
    // Nobody types without a breath, and the server's timers are part of what it does.
    await new Promise((done) => setTimeout(done, 20));
  }
  times.sort((a, b) => a - b);
  return { median: times[times.length >> 1], late: times[Math.ceil(times.length * 0.95) - 1] };
}

class Editor {
  static async start(server) {
    const editor = new Editor();
    editor.texts = new Map();
    editor.child = spawn(process.execPath, [server, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
    const { stdout, stdin } = editor.child;
    editor.connection = createProtocolConnection(new StreamMessageReader(stdout), new StreamMessageWriter(stdin));
    editor.waiting = [];
    editor.connection.onNotification('chartroom/rendered', () => {
      for (const done of editor.waiting.splice(0)) done();
    });
    editor.connection.listen();
    await editor.connection.sendRequest('initialize', {
      processId: null,
      rootUri: null,
      capabilities: {},
      initializationOptions: { trusted: true },
    });
    editor.connection.sendNotification('initialized', {});
    return editor;
  }

  open(path) {
    const text = readFileSync(path, 'utf8');
    this.texts.set(path, { version: 1, text });
    const textDocument = { uri: pathToFileURL(path).href, languageId: 'helm', version: 1, text };
    void this.connection.sendNotification('textDocument/didOpen', { textDocument });
  }

  type(path, offset, character) {
    const document = this.texts.get(path);
    const lines = document.text.slice(0, offset).split('\n');
    const place = { line: lines.length - 1, character: lines.at(-1).length };
    document.text = document.text.slice(0, offset) + character + document.text.slice(offset);
    document.version++;
    void this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: pathToFileURL(path).href, version: document.version },
      contentChanges: [{ range: { start: place, end: place }, text: character }],
    });
  }

  async rendered(work) {
    let timer;
    const late = new Promise((_, refuse) => {
      timer = setTimeout(() => refuse(new Error(`nothing was rendered for ${PATIENCE_MS} ms`)), PATIENCE_MS);
    });
    const next = new Promise((done) => this.waiting.push(done));
    work();
    await Promise.race([next, late]);
    clearTimeout(timer);
  }

  preview(path) {
    return this.connection.sendRequest('chartroom/preview', { uri: pathToFileURL(path).href, scope: 'file' });
  }

  end() {
    this.child.kill();
  }
}

function templatesOf(chart) {
  const folder = join(chart, 'templates');
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true })
    .sort()
    .map((name) => join(folder, name));
}

/** A deployment where there is one: that is what people edit. */
function templateOf(chart) {
  const all = templatesOf(chart).filter((path) => /\/[^_/][^/]*\.ya?ml$/.test(path));
  return all.find((path) => /web|deployment/.test(path)) ?? all[0];
}

function helpersOf(chart) {
  return templatesOf(chart).find((path) => /\/_[^/]*\.tpl$/.test(path) && behindPlainKey(readFileSync(path, 'utf8')));
}

/** Behind the name of a key whose value is an action: `app.kubernetes.io/name█: {{ … }}`. */
function behindPlainKey(text) {
  const found = /^[ \t]*[\w./-]+(?=: *\{\{)/m.exec(text);
  return found ? found.index + found[0].length : undefined;
}

/** Behind a text in values: `repository: example/web█`. */
function behindPlainValue(text) {
  const found =
    /^ +(?:repository|name|host): *[a-z][\w./-]*(?=[ \t]*$)/m.exec(text) ??
    /^ *\w+: *[a-z][\w./-]*(?=[ \t]*$)/m.exec(text);
  return found ? found.index + found[0].length : undefined;
}
