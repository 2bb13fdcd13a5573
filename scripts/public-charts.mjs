// Compares our `template` with the real helm's on the charts of other people, which stay outside the checkout.
//
//   node scripts/public-charts.mjs FOLDER [--only TEXT] [--helm 3|4] [--limit N] [--flip N] [--vendor] [--cli FILE] [--all]
//
// FOLDER holds checked-out repositories; every folder with a Chart.yaml and templates/ is tried with its default values
// and with each ci/*-values.yaml. What is compared: stdout, the exit code, and what follows the first `Error:`.
//   --only TEXT   only charts whose path holds TEXT; may be given again
//   --limit N     only the first N charts
//   --flip N      also up to N runs for each chart in which one boolean of values.yaml is the opposite
//   --vendor      first copies dependencies that lie in FOLDER themselves into charts/ of those that miss them
//   --cli FILE    our command line, dist/cli.js unless told
//   --all         shows every run, not only the different ones
// Values that are random in real helm (two runs of it differ there) are compared by their shape. Ends with 1 if a run differs.

import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';

const AT_ONCE = 2;
const TIMEOUT_MS = 120_000;
const cache = process.env.CHARTROOM_CACHE ?? join(homedir(), '.cache/chartroom');
const checkout = resolve(import.meta.dirname, '..');

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string', multiple: true, default: [] },
    helm: { type: 'string' },
    limit: { type: 'string', default: '1000000' },
    flip: { type: 'string', default: '0' },
    vendor: { type: 'boolean', default: false },
    cli: { type: 'string', default: join(checkout, 'dist/cli.js') },
    all: { type: 'boolean', default: false },
  },
});
const scratch = mkdtempSync(join(tmpdir(), 'chartroom-public-'));

try {
  process.exitCode = await main();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

async function main() {
  const folder = positionals[0] && resolve(positionals[0]);
  if (!folder || !existsSync(folder)) return complain('name a folder with checked-out repositories');
  const majors = options.helm ? [options.helm] : ['3', '4'];
  const needed = [options.cli, ...majors.map(helmBinary)].filter((file) => !existsSync(file));
  if (needed.length > 0)
    return complain(`${needed.join(', ')}: missing; run npm run build and scripts/real-helm.sh first`);
  const every = findCharts(folder);
  if (options.vendor) for (const chart of every) vendor(chart, every);
  const charts = every
    .filter((chart) => options.only.length === 0 || options.only.some((text) => chart.includes(text)))
    .slice(0, Number(options.limit));
  const runs = charts.flatMap((chart) =>
    valueSets(chart).flatMap((set) => majors.map((major) => ({ chart, major, ...set }))),
  );
  const results = await inPool(runs, (run) => compare(run, folder));
  return summary(charts.length, results);
}

function complain(text) {
  console.error(`public-charts: ${text}`);
  return 2;
}

function helmBinary(major) {
  return join(cache, `helm${major}`, 'helm');
}

/** Folders of charts, sorted; charts inside another chart's charts/ belong to that one. */
function findCharts(folder) {
  const found = [];
  const walk = (path) => {
    const entries = readdirSync(path, { withFileTypes: true });
    const isChart = entries.some((e) => e.name === 'Chart.yaml') && entries.some((e) => e.name === 'templates');
    if (isChart) found.push(path);
    for (const entry of entries) {
      if (!entry.isDirectory() || ['.git', 'node_modules', 'templates'].includes(entry.name)) continue;
      if (!(isChart && entry.name === 'charts')) walk(join(path, entry.name));
    }
  };
  walk(folder);
  return found.sort();
}

/** Copies missing dependencies from the other charts at hand, theirs first. */
function vendor(chart, every, busy = new Set()) {
  if (busy.has(chart)) return;
  busy.add(chart);
  for (const { name } of dependenciesOf(chart)) {
    const target = join(chart, 'charts', name);
    const isThere =
      existsSync(join(chart, 'charts')) &&
      readdirSync(join(chart, 'charts')).some((file) => file === name || file.startsWith(`${name}-`));
    const source = every.find((other) => basename(other) === name && other !== chart);
    if (isThere || source === undefined) continue;
    vendor(source, every, busy);
    mkdirSync(dirname(target), { recursive: true });
    cpSync(source, target, { recursive: true });
  }
}

function dependenciesOf(chart) {
  return ['Chart.yaml', 'requirements.yaml'].flatMap((name) => readYaml(join(chart, name))?.dependencies ?? []);
}

function readYaml(file) {
  try {
    return parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** What a chart is tried with: a name to show and arguments. */
function valueSets(chart) {
  const ci = join(chart, 'ci');
  const files = existsSync(ci) ? readdirSync(ci).filter((name) => /values.*\.ya?ml$/.test(name)) : [];
  return [
    { set: 'defaults', args: [] },
    ...files.sort().map((name) => ({ set: `ci/${name}`, args: ['-f', join(ci, name)] })),
    ...flips(chart),
  ];
}

/** One boolean each, taken evenly from all over values.yaml. */
function flips(chart) {
  const paths = [];
  const walk = (value, path) => {
    if (typeof value === 'boolean') paths.push({ path, value });
    else if (value && typeof value === 'object' && !Array.isArray(value))
      for (const [key, inner] of Object.entries(value)) walk(inner, [...path, key]);
  };
  const most = Number(options.flip);
  if (most > 0) walk(readYaml(join(chart, 'values.yaml')), []);
  const step = Math.max(1, paths.length / most);
  return Array.from({ length: Math.min(most, paths.length) }, (_, i) => paths[Math.floor(i * step)]).map(
    ({ path, value }, i) => {
      const file = join(scratch, `${chart.replaceAll('/', '_')}-${i}.json`);
      writeFileSync(file, JSON.stringify(path.reduceRight((inner, key) => ({ [key]: inner }), !value)));
      return { set: `${path.join('.')}=${!value}`, args: ['-f', file] };
    },
  );
}

async function inPool(jobs, work) {
  const results = [];
  let next = 0;
  const worker = async () => {
    while (next < jobs.length) {
      const at = next++;
      results[at] = await work(jobs[at]);
      if (process.stderr.isTTY) process.stderr.write(`\r${results.length}/${jobs.length} `);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  if (process.stderr.isTTY) process.stderr.write('\r');
  return results;
}

async function compare(run, folder) {
  const args = ['template', run.chart, ...run.args];
  const real = await answer(helmBinary(run.major), args);
  const ours = await answer(process.execPath, [options.cli, ...args, '--helm', run.major]);
  const line = { ...run, chart: relative(folder, run.chart), ok: real.code === 0, ms: [real.ms, ours.ms] };
  if (real.code !== ours.code || real.error !== ours.error)
    return show({
      ...line,
      verdict: 'different',
      why: `exit ${real.code} ${first(real.error)}\n      ours ${ours.code} ${first(ours.error || ours.stderr)}${sameFirstLine(real.error, ours.error)}`,
    });
  if (real.stdout === ours.stdout) return show({ ...line, verdict: 'equal' });
  const again = await answer(helmBinary(run.major), args);
  const why = differenceBeyondChance(real.stdout, again.stdout, ours.stdout);
  return show(why === undefined ? { ...line, verdict: 'by shape' } : { ...line, verdict: 'different', why });
}

function show(result) {
  if (options.all || result.verdict === 'different') {
    console.log(`${result.verdict.padEnd(9)} helm ${result.major}  ${result.chart}  ${result.set}`);
    if (result.why) console.log(`      ${result.why}`);
  }
  return result;
}

function answer(command, args) {
  return new Promise((done) => {
    const started = Date.now();
    const env = { ...process.env, HELM_CACHE_HOME: scratch, HELM_CONFIG_HOME: scratch, HELM_DATA_HOME: scratch };
    const child = spawn(command, args, { env, timeout: TIMEOUT_MS, stdio: ['ignore', 'pipe', 'pipe'] });
    const out = [];
    const err = [];
    child.stdout.on('data', (bytes) => out.push(bytes));
    child.stderr.on('data', (bytes) => err.push(bytes));
    child.on('close', (code, signal) => {
      const stderr = Buffer.concat(err).toString();
      const at = stderr.indexOf('Error:');
      const error = at < 0 ? '' : stderr.slice(at).trimEnd();
      done({
        code: code ?? signal,
        stdout: Buffer.concat(out).toString('latin1'),
        stderr,
        error,
        ms: Date.now() - started,
      });
    });
  });
}

/** The first difference that is no matter of chance, as text; undefined when there is none. */
function differenceBeyondChance(real, again, ours) {
  const [realLines, againLines, ourLines] = [real, again, ours].map((text) => text.split('\n'));
  for (let i = 0; i < Math.max(realLines.length, ourLines.length); i++) {
    const [a, b] = [realLines[i], ourLines[i]];
    if (a === b) continue;
    const isChance = a !== undefined && b !== undefined && a !== againLines[i] && sameShape(a, b);
    if (!isChance) return `line ${i + 1}: ${clip(a)}\n      ours${' '.repeat(String(i + 1).length)} : ${clip(b)}`;
  }
  return undefined;
}

/** The same text around words that may be random, and words of about the same length, or both of them certificates or keys. */
function sameShape(a, b) {
  const word = /[\w+/=.-]{4,}/g;
  const [theirs, ours] = [a.match(word) ?? [], b.match(word) ?? []];
  const isAlike = (text, i) =>
    Math.abs(text.length - ours[i].length) <= Math.max(4, text.length / 20) ||
    (pemKind(text) !== undefined && pemKind(text) === pemKind(ours[i]));
  return a.replace(word, '*') === b.replace(word, '*') && theirs.every(isAlike);
}

/** What a base64 text says it holds: CERTIFICATE, RSA PRIVATE KEY. */
function pemKind(text) {
  return /^-----BEGIN ([A-Z ]+)-----/.exec(Buffer.from(text, 'base64').toString('latin1'))?.[1];
}

function sameFirstLine(real, ours) {
  if (first(real) !== first(ours)) return '';
  const [a, b] = [real.split('\n'), ours.split('\n')];
  const at = a.findIndex((line, i) => line !== b[i]);
  return `\n      then ${clip(a[at < 0 ? a.length : at])}\n      ours ${clip(b[at < 0 ? a.length : at])}`;
}

function first(text) {
  return clip(text.split('\n')[0]);
}

function clip(text) {
  return text === undefined ? '(nothing)' : text.length > 240 ? `${text.slice(0, 240)}…` : text;
}

function summary(charts, results) {
  const count = (test) => results.filter(test).length;
  const byMajor = ['3', '4'].map((major) => {
    const mine = results.filter((r) => r.major === major);
    return `helm ${major}: ${mine.filter((r) => r.verdict !== 'different').length} of ${mine.length}`;
  });
  const rendered = new Set(results.filter((r) => r.ok).map((r) => r.chart));
  const seconds = (at) => (results.reduce((sum, r) => sum + r.ms[at], 0) / 1000).toFixed(1);
  console.log(`
charts    ${charts}, of which ${rendered.size} render in real helm
runs      ${results.length}, of which ${count((r) => r.ok)} render (${byMajor.join(', ')} agree)
equal     ${count((r) => r.verdict === 'equal')}
by shape  ${count((r) => r.verdict === 'by shape')}
different ${count((r) => r.verdict === 'different')}
time      real ${seconds(0)} s, ours ${seconds(1)} s`);
  return count((r) => r.verdict === 'different') === 0 ? 0 : 1;
}
