// Measures the built server over stdio: the way from opening a file to its preview, and answers while one types.
//
// node scripts/bench-lsp.mjs [chart folder] [template below its templates/]; without arguments a chart of 180 templates and 6,000
// lines of values is made.

import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { hugeChart, writeChart } from './bench-charts.mjs';

const server = process.env.CHARTROOM_SERVER ?? fileURLToPath(new URL('../dist/server.js', import.meta.url));
const ROUNDS = 30;

const made = process.argv[2] === undefined ? mkdtempSync(join(tmpdir(), 'chartroom-bench-')) : undefined;
if (made) writeChart(made, hugeChart());
const folder = resolve(process.argv[2] ?? made);
const template =
  process.argv[3] ?? readdirSync(join(folder, 'templates'), { recursive: true }).find((name) => name.endsWith('.yaml'));
const path = join(folder, 'templates', template);
const uri = pathToFileURL(path).href;

const child = spawn(process.execPath, [server, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
const connection = createProtocolConnection(
  new StreamMessageReader(child.stdout),
  new StreamMessageWriter(child.stdin),
);
const waiting = [];
connection.onNotification('chartroom/rendered', (params) => {
  for (const done of waiting.splice(0)) done(params);
});
connection.listen();
const rendered = () => new Promise((done) => waiting.push(done));

await connection.sendRequest('initialize', { processId: null, rootUri: null, capabilities: {} });
connection.sendNotification('initialized', {});

let text = readFileSync(path, 'utf8');
let version = 1;
const begun = performance.now();
const first = rendered();
connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'helm', version, text } });
await timed('completion while the chart loads', () => ask('textDocument/completion', { line: 0, character: 0 }), 1);
await first;
console.log(`first render after ${(performance.now() - begun).toFixed(0)} ms`);

const line = text.split('\n').findIndex((one) => one.includes('.Values.'));
const character = (text.split('\n')[line]?.indexOf('.Values.') ?? 0) + '.Values.'.length;
const at = { line: Math.max(0, line), character };
await timed('completion', () => ask('textDocument/completion', at));
await timed('hover', () => ask('textDocument/hover', at));
await timed('definition', () => ask('textDocument/definition', at));
await timed('preview', () => connection.sendRequest('chartroom/preview', { uri, scope: 'file' }));
await timed('preview of the chart', () => connection.sendRequest('chartroom/preview', { uri, scope: 'chart' }));
await timed('inlay hints', () =>
  connection.sendRequest('textDocument/inlayHint', {
    textDocument: { uri },
    range: { start: { line: 0, character: 0 }, end: { line: 1e6, character: 0 } },
  }),
);
await timed('keystroke to completion', () => {
  type();
  return ask('textDocument/completion', at);
});
await rendered();
await timed('keystroke to render', () => {
  const next = rendered();
  type();
  return next;
});
await connection.sendRequest('shutdown');
child.kill();
if (made) rmSync(made, { recursive: true });

function ask(method, position) {
  return connection.sendRequest(method, { textDocument: { uri }, position });
}

function type() {
  version++;
  const end = text.split('\n').length - 1;
  const position = { line: end, character: (text.split('\n')[end] ?? '').length };
  const more = version % 2 ? '' : ' # x';
  text += more;
  connection.sendNotification('textDocument/didChange', {
    textDocument: { uri, version },
    contentChanges: [{ range: { start: position, end: position }, text: more || '\n# y' }],
  });
  if (!more) text += '\n# y';
}

async function timed(what, work, rounds = ROUNDS) {
  const times = [];
  for (let i = 0; i < rounds; i++) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  const middle = times[times.length >> 1].toFixed(1);
  console.log(`${what}: median ${middle} ms, worst ${times.at(-1).toFixed(1)} ms`);
}
