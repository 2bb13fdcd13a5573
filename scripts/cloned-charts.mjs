// Opens charts as they were cloned, most often without their dependencies, in the built server as an editor does, and tells what a user sees.
//
//   node scripts/cloned-charts.mjs [--list FILE] [--helm 3|4] [--verbose] [CHART FOLDER ...]
//
// FILE names one chart folder a line. For each chart: how many templates show output, how many say why they have none, which
// previews stay blank (none should), how many warnings name an absent dependency, and every error in Problems. An absent
// dependency must not cause an error, so errors are to be looked at one by one: `helm` itself must say them of the chart
// when its dependencies are there. Ends with 1 when a preview is blank.

import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    list: { type: 'string' },
    helm: { type: 'string', default: '4' },
    verbose: { type: 'boolean', default: false },
  },
});
const server = process.env.CHARTROOM_SERVER ?? fileURLToPath(new URL('../dist/server.js', import.meta.url));
const listed = options.list ? readFileSync(options.list, 'utf8').split('\n').filter(Boolean) : [];
const charts = [...listed, ...positionals].map((folder) => resolve(folder));
const SETTLED_MS = 300;
/** Findings follow the render; once none came for so long, they are all there. */
const QUIET_MS = 4000;
const LONGEST_MS = 60_000;

const sums = { charts: 0, templates: 0, shown: 0, explained: 0, blank: 0, partial: 0, absent: 0, errors: 0 };
for (const chart of charts) {
  const seen = await openChart(chart);
  sums.charts++;
  for (const key of ['templates', 'shown', 'explained', 'absent', 'partial']) sums[key] += seen[key];
  sums.blank += seen.blank.length;
  sums.errors += seen.errors.length;
  console.log(
    `${nameOf(chart)}: ${seen.templates} templates, ${seen.shown} with output, ${seen.explained} say why not, ${seen.partial} with an error, ${seen.blank.length} blank; ${seen.absent} dependencies absent, ${seen.errors.length} errors, ${seen.others} other findings`,
  );
  for (const line of [...seen.blank.map((name) => `blank: ${name}`), ...seen.errors]) console.log(`    ${line}`);
  if (options.verbose) for (const line of seen.headers) console.log(`    ${line}`);
}
console.log(
  `${sums.charts} charts, ${sums.templates} templates: ${sums.shown} with output, ${sums.explained} say why not, ${sums.partial} with an error, ${sums.blank} blank; ${sums.absent} absent dependencies, ${sums.errors} errors`,
);
process.exitCode = sums.blank > 0 ? 1 : 0;

/** Opens Chart.yaml, values.yaml and every template of the chart, and asks for the preview of each template. */
async function openChart(chart) {
  const child = spawn(process.execPath, [server, '--stdio'], { stdio: ['pipe', 'pipe', 'ignore'] });
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const findings = new Map();
  let rendered = () => undefined;
  const first = new Promise((done) => {
    rendered = done;
  });
  connection.onNotification('chartroom/rendered', () => rendered());
  let told = performance.now();
  connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }) => {
    findings.set(uri, diagnostics);
    told = performance.now();
  });
  connection.onRequest('workspace/inlayHint/refresh', () => null);
  connection.onRequest('client/registerCapability', () => null);
  connection.listen();
  try {
    const folder = { uri: pathToFileURL(repositoryOf(chart)).href, name: 'repository' };
    await connection.sendRequest('initialize', {
      processId: null,
      rootUri: null,
      capabilities: {},
      workspaceFolders: [folder],
      initializationOptions: { settings: { helmVersion: options.helm }, trusted: true },
    });
    connection.sendNotification('initialized', {});
    const templates = templatesOf(chart);
    for (const path of [join(chart, 'Chart.yaml'), join(chart, 'values.yaml'), ...templates]) {
      if (existsSync(path)) open(connection, path);
    }
    await Promise.race([first, wait(LONGEST_MS)]);
    await wait(SETTLED_MS);
    const previews = [];
    for (const path of templates) previews.push({ path, ...(await preview(connection, path)) });
    while (performance.now() - told < QUIET_MS) await wait(100);
    return summary(chart, previews, findings);
  } finally {
    connection.dispose();
    child.kill();
  }
}

function open(connection, path) {
  const languageId = path.includes('/templates/') ? 'helm' : 'yaml';
  const uri = pathToFileURL(path).href;
  const text = readFileSync(path, 'utf8');
  connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
}

/** Again and again until its chart was rendered: previews never wait for that. */
async function preview(connection, path) {
  const ask = () =>
    connection.sendRequest('chartroom/preview', { uri: pathToFileURL(path).href, scope: 'file', opened: true });
  const begun = performance.now();
  let result = await ask();
  // The first render may be that of another chart of the repository.
  while (result.generation === 0 && performance.now() - begun < LONGEST_MS) {
    await wait(SETTLED_MS);
    result = await ask();
  }
  return result;
}

function summary(chart, previews, findings) {
  const all = [...findings].flatMap(([uri, list]) =>
    list.map((one) => ({ ...one, path: relative(chart, fileURLToPath(uri)) })),
  );
  const isAbsent = ({ code }) => code === 'chart-dependencies';
  const errors = all.filter(({ severity }) => severity === 1);
  const hasOutput = ({ text }) => text.split('\n').some((line) => line.trim() !== '' && !/^\s*#|^---/.test(line));
  // The first line of a preview names its error, beside what the text itself says.
  const isExplained = (one) => !hasOutput(one) && (one.errors.length > 0 || /^#\s*(?!Source:)\S/m.test(one.text));
  return {
    templates: previews.length,
    shown: previews.filter(hasOutput).length,
    explained: previews.filter(isExplained).length,
    partial: previews.filter((one) => one.errors.length > 0).length,
    blank: previews.filter((one) => !hasOutput(one) && !isExplained(one)).map(({ path }) => relative(chart, path)),
    absent: all.filter((one) => isAbsent(one) && one.severity === 2).length,
    errors: errors.map((one) => `${one.path}:${one.range.start.line + 1}: ${one.code}: ${oneLine(one.message)}`),
    others: all.length - errors.length - all.filter(isAbsent).length,
    headers: previews.flatMap(({ path, errors: [error] }) =>
      error ? [`${relative(chart, path)}: ${oneLine(error.message)}`] : [],
    ),
  };
}

function templatesOf(chart) {
  const folder = join(chart, 'templates');
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder, { recursive: true }).filter((name) => /\.(ya?ml)$|(^|\/)NOTES\.txt$/.test(name));
  return names.sort().map((name) => join(folder, name));
}

/** The folder that a user would open: where `.git` is, else two above the chart. */
function repositoryOf(chart) {
  for (let folder = chart; dirname(folder) !== folder; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder;
  }
  return dirname(dirname(chart));
}

function nameOf(chart) {
  return chart.split('/').slice(-3).join('/');
}

function oneLine(message) {
  const line = message.replace(/\s+/g, ' ').trim();
  return line.length > 160 ? `${line.slice(0, 159)}…` : line;
}

function wait(milliseconds) {
  return new Promise((done) => setTimeout(done, milliseconds));
}
