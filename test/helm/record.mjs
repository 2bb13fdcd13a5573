// Records what the real helm says about the charts of test/conformance, for both major versions.
//
//   node test/helm/record.mjs [--check] [NAME...]
//
// Reads every case.json below test/conformance (test/conformance/README.md says what stands there), runs the helm
// binaries that scripts/real-helm.sh installs, and writes the answers beside it. With names, only cases whose path holds
// one of them. With --check nothing is written; it ends with 1 if an answer is not the recorded one.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';

const conformance = resolve(import.meta.dirname, '../conformance');
const cache = process.env.CHARTROOM_CACHE ?? join(homedir(), '.cache/chartroom');
const binaries = { 3: join(cache, 'helm3/helm'), 4: join(cache, 'helm4/helm') };
const isCheck = process.argv.includes('--check');
const names = process.argv.slice(2).filter((word) => !word.startsWith('-'));
const scratch = mkdtempSync(join(tmpdir(), 'chartroom-record-'));

try {
  process.exitCode = main();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

function main() {
  const missing = Object.values(binaries).filter((file) => !existsSync(file));
  if (missing.length > 0) {
    console.error(`record: ${missing.join(', ')}: missing; run scripts/real-helm.sh first`);
    return 2;
  }
  const cases = findCases().filter((folder) => names.length === 0 || names.some((name) => folder.includes(name)));
  const changed = cases.flatMap(record);
  console.log(
    `${cases.length} cases, ${changed.length} answers ${isCheck ? 'are not the recorded ones' : 'written anew'}`,
  );
  if (isCheck || names.length > 0) for (const file of changed) console.log(`  ${relative(conformance, file)}`);
  return isCheck && changed.length > 0 ? 1 : 0;
}

function findCases() {
  return readdirSync(conformance, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.name === 'case.json')
    .map((entry) => entry.parentPath ?? entry.path)
    .sort();
}

/** Runs all of one case; gives the files whose text is another than before. */
function record(folder) {
  const {
    command = 'template',
    chart = 'chart',
    cwd = '.',
    runs,
  } = JSON.parse(readFileSync(join(folder, 'case.json'), 'utf8'));
  const target = join(folder, 'expected');
  const wanted = new Map();
  for (const [run, args] of Object.entries(runs)) {
    for (const [major, binary] of Object.entries(binaries)) {
      const { stdout, messages } = ask(binary, [command, chart, ...args], resolve(folder, cwd));
      wanted.set(join(target, `${run}.${major}.txt`), stdout);
      if (messages !== '') wanted.set(join(target, `${run}.${major}.err`), Buffer.from(messages));
    }
  }
  return write(target, wanted);
}

function ask(binary, args, folder) {
  const env = { ...process.env, HELM_CACHE_HOME: scratch, HELM_CONFIG_HOME: scratch, HELM_DATA_HOME: scratch };
  const { status, stdout, stderr } = spawnSync(binary, args, { cwd: folder, env, maxBuffer: 1 << 28 });
  const messages = stderr
    .toString()
    .replaceAll(folder, '<ROOT>')
    .replace(/^\w+\.go:\d+: /gm, '')
    .replace(/^time=\S+ /gm, '');
  const text = Buffer.from(stdout.toString('latin1').replaceAll(folder, '<ROOT>'), 'latin1');
  return { stdout: text, messages: status === 0 ? messages : `${messages}exit ${status}\n` };
}

function write(target, wanted) {
  const stale = existsSync(target)
    ? readdirSync(target)
        .map((name) => join(target, name))
        .filter((file) => !wanted.has(file))
    : [];
  const changed = [...wanted].filter(([file, text]) => !existsSync(file) || !readFileSync(file).equals(text));
  if (!isCheck) {
    mkdirSync(target, { recursive: true });
    for (const file of stale) rmSync(file);
    for (const [file, text] of changed) writeFileSync(file, text);
  }
  return [...stale, ...changed.map(([file]) => file)];
}
