// Compares our `template` and `lint` with the real helm's on the charts of other people, which stay outside the checkout.
//
//   node scripts/public-charts.mjs FOLDER [--only TEXT] [--helm 3|4] [--lint] [--vendor] [--log FILE] [...]
//
// FOLDER holds checked-out repositories, one folder for each maker; every folder with a Chart.yaml and templates/ is tried
// with its default values and with each values file it brings along: in ci/, examples/ and tests/, and values-*.yaml beside
// values.yaml. What is compared: stdout, the exit code, and what follows the first `Error:`.
//   --only TEXT   only charts whose path holds TEXT; may be given again
//   --lint        compares `lint` instead of `template`
//   --limit N     only the first N charts
//   --flip N      also up to N runs for each chart in which one boolean of values.yaml is the opposite
//   --vendor      first copies dependencies that lie in FOLDER themselves into charts/ of those that miss them
//   --log FILE    keeps what each run found as a line; runs found there are not made again, so that a second call goes on
//   --cli FILE    our command line, dist/cli.js unless told
//   --warm        our command line as lasting threads, built from the sources: faster, and times without its start
//   --slow MS     from which time on a run is listed as slow (1000)
//   --jobs N      how many runs at once (2)
//   --all         shows every run, not only the different ones
// Values that are random in real helm (two runs of it differ there) are compared by their shape. Ends with 1 if a run differs.

import { spawn } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { clip, differenceBeyondChance } from './public-charts-chance.mjs';

const TIMEOUT_MS = 300_000;
const MOST_REALS = 4;
const WITHOUT_SCHEMAS = '--skip-schema-validation';
/** Ours says what a machine without a network says, and knows no name server's address. */
const NAME_SERVER = /(dial tcp: lookup \S+) on [^ :]+:\d+(?=: )/g;
const cache = process.env.CHARTROOM_CACHE ?? join(homedir(), '.cache/chartroom');
const checkout = resolve(import.meta.dirname, '..');

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string', multiple: true, default: [] },
    helm: { type: 'string' },
    lint: { type: 'boolean', default: false },
    limit: { type: 'string', default: '1000000' },
    flip: { type: 'string', default: '0' },
    vendor: { type: 'boolean', default: false },
    log: { type: 'string' },
    cli: { type: 'string', default: join(checkout, 'dist/cli.js') },
    warm: { type: 'boolean', default: false },
    slow: { type: 'string', default: '1000' },
    jobs: { type: 'string', default: '2' },
    all: { type: 'boolean', default: false },
  },
});
const scratch = mkdtempSync(join(tmpdir(), 'chartroom-public-'));
const ourAnswer = options.warm
  ? await (await import('./public-charts-warm.mjs')).warmCommandLine(
      scratch,
      TIMEOUT_MS,
      Math.ceil(Number(options.jobs) / 3),
    )
  : (args) => answer(process.execPath, [options.cli, ...args]);
process.once('SIGTERM', () => {
  rmSync(scratch, { recursive: true, force: true });
  process.exit(143);
});

try {
  process.exitCode = await main();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

async function main() {
  const folder = positionals[0] && resolve(positionals[0]);
  if (!folder || !existsSync(folder)) return complain('name a folder with checked-out repositories');
  const majors = options.helm ? [options.helm] : ['3', '4'];
  const needed = [...(options.warm ? [] : [options.cli]), ...majors.map(helmBinary)].filter(
    (file) => !existsSync(file),
  );
  if (needed.length > 0)
    return complain(`${needed.join(', ')}: missing; run npm run build and scripts/real-helm.sh first`);
  const every = findCharts(folder);
  if (options.vendor) vendorAll(every);
  const charts = every
    .filter((chart) => options.only.length === 0 || options.only.some((text) => chart.includes(text)))
    .slice(0, Number(options.limit));
  const rank = ranks(charts, folder);
  const runs = charts
    .flatMap((chart, i) =>
      valueSets(chart).flatMap((set, at) => majors.map((major) => ({ chart, major, turn: rank[i] + at, ...set }))),
    )
    .sort((a, b) => a.turn - b.turn);
  const known = readLog();
  const results = await inPool(runs, async (run) => {
    const key = `${run.major} ${relative(folder, run.chart)} ${run.set}`;
    return known.get(key) ?? keep(key, await compare(run, folder));
  });
  return summary(charts.length, results);
}

/** The how many-eth chart of its maker each is: all makers come to their turn before one comes again. */
function ranks(charts, folder) {
  const seen = new Map();
  return charts.map((chart) => {
    const maker = makerOf(relative(folder, chart));
    const rank = seen.get(maker) ?? 0;
    seen.set(maker, rank + 1);
    return rank;
  });
}

function makerOf(chart) {
  return chart.split('/')[0];
}

function complain(text) {
  console.error(`public-charts: ${text}`);
  return 2;
}

function helmBinary(major) {
  return join(cache, `helm${major}`, 'helm');
}

function readLog() {
  if (!options.log || !existsSync(options.log)) return new Map();
  const lines = readFileSync(options.log, 'utf8').split('\n').filter(Boolean);
  return new Map(lines.map((line) => JSON.parse(line)).map(({ key, result }) => [key, result]));
}

function keep(key, result) {
  if (options.log) appendFileSync(options.log, `${JSON.stringify({ key, result })}\n`);
  return result;
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
function vendorAll(charts) {
  const about = charts.map((path) => ({ path, name: '', ...readYaml(join(path, 'Chart.yaml')) }));
  const busy = new Set();
  const vendor = (chart) => {
    if (busy.has(chart)) return;
    busy.add(chart);
    for (const dependency of dependenciesOf(chart)) {
      if (typeof dependency?.name !== 'string' || isVendored(chart, dependency.name)) continue;
      const source = sourceOf(chart, dependency, about);
      const target = join(chart, 'charts', dependency.name);
      if (source === undefined || target.startsWith(join(source, '/'))) continue;
      vendor(source);
      mkdirSync(dirname(target), { recursive: true });
      cpSync(source, target, { recursive: true });
    }
  };
  for (const chart of charts) vendor(chart);
}

function isVendored(chart, name) {
  const below = join(chart, 'charts');
  return existsSync(below) && readdirSync(below).some((file) => file === name || file.startsWith(`${name}-`));
}

/** The folder that a `file://` names, else a chart of that name, rather of the major version asked for, rather near by. */
function sourceOf(chart, { name, repository, version }, charts) {
  const near = String(repository ?? '').startsWith('file://') && join(chart, repository.slice('file://'.length));
  if (near && near !== chart && existsSync(join(near, 'Chart.yaml'))) return near;
  const major = /\d+/.exec(String(version))?.[0];
  const shared = ({ path }) => [...path].findIndex((letter, i) => letter !== chart[i]);
  const named = charts
    .filter((other) => other.name === name && other.path !== chart)
    .sort((a, b) => shared(b) - shared(a));
  const isAsked = (other) => /\d+/.exec(String(other.version))?.[0] === major;
  return (named.find(isAsked) ?? named[0])?.path;
}

function dependenciesOf(chart) {
  return ['Chart.yaml', 'requirements.yaml'].flatMap((name) => readYaml(join(chart, name))?.dependencies ?? []);
}

function readYaml(file) {
  try {
    return parse(readFileSync(file, 'utf8'), { logLevel: 'silent' });
  } catch {
    return undefined;
  }
}

/** What a chart is tried with: a name to show and arguments. */
function valueSets(chart) {
  const beside = namesIn(chart).filter((name) => /values/i.test(name) && name !== 'values.yaml');
  const below = ['example', 'examples', 'test', 'tests', 'values'].flatMap((name) =>
    filesBelow(chart, name).filter((file) => /values[^/]*$/i.test(file) || name === 'values'),
  );
  const files = [...beside, ...filesBelow(chart, 'ci'), ...below].filter((name) => isValues(join(chart, name)));
  return [
    { set: 'defaults', args: [] },
    ...files.map((name) => ({ set: name, args: ['-f', join(chart, name)] })),
    ...flips(chart),
  ];
}

function namesIn(folder) {
  return existsSync(folder) ? readdirSync(folder).filter(isYaml).sort() : [];
}

function filesBelow(chart, name) {
  if (!existsSync(join(chart, name))) return [];
  const files = readdirSync(join(chart, name), { recursive: true }).filter(isYaml).sort();
  return files.map((file) => `${name}/${file}`);
}

function isYaml(name) {
  return /\.ya?ml$/.test(name);
}

/** Neither a manifest nor a list nor of another tool; a glance at the text, since there may be thousands. */
function isValues(file) {
  const text = readFileSync(file, 'utf8');
  const has = (key) => new RegExp(`^${key}:`, 'm').test(text);
  return /^["'\w]/m.test(text) && !(has('apiVersion') && has('kind')) && !(has('suite') && has('tests'));
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
      if (process.stderr.isTTY) process.stderr.write(`\r${next}/${jobs.length} `);
    }
  };
  await Promise.all(Array.from({ length: Number(options.jobs) }, worker));
  if (process.stderr.isTTY) process.stderr.write('\r');
  return results;
}

async function compare(run, folder) {
  const args = [options.lint ? 'lint' : 'template', run.chart, ...run.args];
  const ask = () => answer(helmBinary(run.major), args);
  const format = options.lint ? ['--format', 'helm'] : [];
  const reals = [await ask()];
  // A schema that lies in the network, which neither side may have: the rest of the chart is compared without schemas.
  const isSchemaAway = / dial tcp: lookup /.test(reals[0].error + reals[0].stdout);
  if (isSchemaAway && !args.includes(WITHOUT_SCHEMAS))
    return compare({ ...run, args: [...run.args, WITHOUT_SCHEMAS] }, folder);
  const ours = await ourAnswer([...args, '--helm', run.major, ...format]);
  const line = {
    ...{ chart: relative(folder, run.chart), set: run.set, major: run.major },
    ok: reals[0].code === 0,
    isMissing: /found in Chart\.yaml, but missing in charts\//.test(reals[0].error),
    ms: [reals[0].ms, ours.ms],
    bytes: reals[0].stdout.length,
  };
  if (isSame(reals[0], ours)) return show({ ...line, verdict: 'equal' });
  // A clock may stand still between two runs, and few random letters may be the same twice.
  while (reals.length < MOST_REALS) {
    if (reals.length > 1) await wait(1100);
    reals.push(await ask());
    if (differenceOf(reals, ours) === undefined) return show({ ...line, verdict: 'by shape' });
  }
  return show({ ...line, verdict: 'different', why: differenceOf(reals, ours) });
}

function isSame(real, ours) {
  return real.code === ours.code && real.error === ours.error && real.stdout === ours.stdout;
}

function differenceOf(reals, ours) {
  if (reals.some((real) => isSame(real, ours))) return undefined;
  const [real] = reals;
  const beyond = differenceBeyondChance(
    reals.map(({ error }) => error),
    ours.error,
  );
  if (real.code !== ours.code || beyond !== undefined)
    return `exit ${real.code} ${first(real.error)}\n      ours ${ours.code} ${first(ours.error || ours.stderr)}${sameFirstLine(real.error, ours.error)}`;
  return differenceBeyondChance(
    reals.map(({ stdout }) => stdout),
    ours.stdout,
  );
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
    const started = performance.now();
    const env = { ...process.env, HELM_CACHE_HOME: scratch, HELM_CONFIG_HOME: scratch, HELM_DATA_HOME: scratch };
    const child = spawn(command, args, { env, timeout: TIMEOUT_MS, stdio: ['ignore', 'pipe', 'pipe'] });
    const out = [];
    const err = [];
    child.stdout.on('data', (bytes) => out.push(bytes));
    child.stderr.on('data', (bytes) => err.push(bytes));
    child.on('close', (code, signal) => {
      const stderr = Buffer.concat(err).toString().replace(NAME_SERVER, '$1');
      const at = stderr.indexOf('Error:');
      const error = at < 0 ? '' : stderr.slice(at).trimEnd();
      const ms = Math.round(performance.now() - started);
      done({
        code: code ?? signal,
        stdout: Buffer.concat(out).toString('latin1').replace(NAME_SERVER, '$1'),
        stderr,
        error,
        ms,
      });
    });
  });
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

function summary(charts, results) {
  const count = (test) => results.filter(test).length;
  const by = (verdict) => count((r) => r.verdict === verdict);
  const byMajor = ['3', '4'].map((major) => {
    const mine = results.filter((r) => r.major === major);
    return `helm ${major}: ${mine.filter((r) => r.verdict !== 'different').length} of ${mine.length}`;
  });
  const rendered = new Set(results.filter((r) => r.ok).map((r) => r.chart));
  const makers = new Set(results.map((r) => makerOf(r.chart)));
  const seconds = (at) => (results.reduce((sum, r) => sum + r.ms[at], 0) / 1000).toFixed(1);
  console.log(`${slowest(results)}
makers    ${makers.size}
charts    ${charts}, of which ${rendered.size} ${options.lint ? 'pass' : 'render'} in real helm
runs      ${results.length}, of which ${count((r) => r.ok)} end well and ${count((r) => r.isMissing)} miss dependencies (${byMajor.join(', ')} agree)
equal     ${by('equal')}
by shape  ${by('by shape')}
different ${by('different')}
time      real ${seconds(0)} s, ours ${seconds(1)} s`);
  return by('different') === 0 ? 0 : 1;
}

/** Runs that took long on either side. */
function slowest(results) {
  const isSlow = (r) => Math.max(...r.ms) >= Number(options.slow);
  return results
    .filter(isSlow)
    .sort((a, b) => b.ms[0] - a.ms[0])
    .map(
      (r) =>
        `slow      real ${r.ms[0]} ms, ours ${r.ms[1]} ms, ${r.bytes} bytes  helm ${r.major}  ${r.chart}  ${r.set}`,
    )
    .map((line) => `${line}\n`)
    .join('');
}
