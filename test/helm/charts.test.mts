// Whole charts, live: our built command line and both real helms render the same folders from disk, with each of their
// values files, and say the same: stdout to the byte, exit code, messages. Needs dist (npm run build) and the binaries of
// scripts/real-helm.sh; `npm run test:helm` brings both.

import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const cache = process.env['CHARTROOM_CACHE'] ?? join(homedir(), '.cache/chartroom');
const helms = { 3: join(cache, 'helm3/helm'), 4: join(cache, 'helm4/helm') };
const scratch = mkdtempSync(join(tmpdir(), 'chartroom-charts-'));
/** A copy, so that another build in the same checkout does not take it away meanwhile. */
const cli = join(scratch, 'cli.cjs');

/** One command line, without the program's name. */
interface Run {
  readonly name: string;
  readonly cwd: string;
  readonly args: readonly string[];
}

interface Answer {
  readonly stdout: string;
  readonly status: number | null;
  readonly messages: string;
}

beforeAll(() => {
  const built = join(root, 'dist/cli.js');
  for (const file of [built, ...Object.values(helms)]) {
    if (!existsSync(file)) throw new Error(`${file} is missing: run npm run test:helm, which builds it`);
  }
  copyFileSync(built, cli);
});

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const runs = new Map([...recordedRuns(), ...valuesRuns()].map((run) => [`${run.cwd} ${run.args.join(' ')}`, run]));

test('there are charts to render', () => {
  expect(runs.size).toBeGreaterThan(100);
});

/** How often the real helm is asked again before an answer counts as another one. */
const MOST_TRIES = 6;

describe.each([3, 4] as const)('helm %s', (major) => {
  test.each([...runs.values()])('$name', ({ cwd, args }) => {
    let theirs = ask(helms[major], args, cwd);
    const [command = '', ...rest] = args;
    const mine = ask(process.execPath, [cli, command, '--helm', String(major), ...rest], cwd);
    // Helm walks its subcharts in the order of a Go map, which is another one each time: so are the errors of their schemas.
    for (let tries = 0; tries < MOST_TRIES && !isDeepStrictEqual(mine, theirs); tries++)
      theirs = ask(helms[major], args, cwd);
    expect(mine).toEqual(theirs);
  });
});

/** What test/conformance records, asked anew. */
function recordedRuns(): Run[] {
  return below(join(root, 'test/conformance'), 'case.json').flatMap((file) => {
    const folder = dirname(file);
    const {
      command = 'template',
      chart = 'chart',
      cwd = '.',
      runs: recorded,
    } = JSON.parse(readFileSync(file, 'utf8')) as {
      command?: string;
      chart?: string;
      cwd?: string;
      runs: Record<string, string[]>;
    };
    return Object.entries(recorded).map(([name, args]) => ({
      name: `${relative(root, folder)}: ${name}`,
      cwd: resolve(folder, cwd),
      args: [command, chart, ...args],
    }));
  });
}

/** Every chart as it is, and with each values file that lies in it; beside it lie the values of a case. */
function valuesRuns(): Run[] {
  const charts = [
    ...below(join(root, 'test/conformance/charts'), 'Chart.yaml'),
    ...below(join(root, 'examples'), 'Chart.yaml'),
  ].map(dirname);
  return charts
    .filter((chart) => !relative(root, chart).includes('/charts/') || /conformance\/charts\/[^/]+\/[^/]+$/.test(chart))
    .flatMap((chart) => {
      const [cwd, name] = [dirname(chart), relative(dirname(chart), chart)];
      const beside = cwd.startsWith(join(root, 'examples')) ? [] : [cwd];
      const values = [...beside, chart, join(chart, 'ci')].flatMap((folder) => valuesFiles(folder, cwd));
      const run = (args: readonly string[]) => ({
        name: [relative(root, chart), ...args].join(' '),
        cwd,
        args: ['template', name, ...args],
      });
      return [run([]), ...values.map((file) => run(['-f', file]))];
    });
}

function valuesFiles(folder: string, from: string): string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => /values.*\.ya?ml$/.test(name) && name !== 'values.yaml');
  return names.sort().map((name) => relative(from, join(folder, name)));
}

function below(folder: string, name: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name === name)
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function ask(program: string, args: readonly string[], cwd: string): Answer {
  const env = {
    ...process.env,
    HELM_CACHE_HOME: scratch,
    HELM_CONFIG_HOME: scratch,
    HELM_DATA_HOME: scratch,
    TZ: 'UTC',
  };
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd, env, maxBuffer: 1 << 28 });
  if (error) throw error;
  // The beginnings of log lines name Helm's source lines, or the time.
  const messages = stderr
    .toString('latin1')
    .replace(/^\w+\.go:\d+: /gm, '')
    .replace(/^time=\S+ /gm, '');
  return { stdout: stdout.toString('latin1'), status, messages };
}
