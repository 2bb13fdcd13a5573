// `chartroom lint --schemas`: manifests as they stand in files, and what charts render to, judged by schemas of Kubernetes.
// A bundle of its own (dist/cli-schemas.js), so that the other commands do not pay for reading it.

import { cleanPath } from '#engine/chart/archive-path.ts';
import type { Profile } from '#engine/chart/profile.ts';
import { lineIndex, positionAt } from '#engine/text/lines.ts';
import { documentsOf } from '#language/documents/manifest.ts';
import { isKustomization, isManifestFile } from '#language/documents/manifest-file.ts';
import { manifestFindings } from '#language/lint/manifests/findings.ts';
import { plainFindings } from '#language/lint/manifests/plain.ts';
import { runSets } from '#language/lint/manifests/set-runs.ts';
import { NO_SETS, type SetsCheck, withSets } from '#language/lint/manifests/sets.ts';
import { told } from '#language/lint/told.ts';
import { renderChart } from '#language/workspace/render-chart.ts';
import type { Finding } from '#language/workspace/rendering.ts';
import { applyChanges, type Change, EMPTY_SNAPSHOT, fileAt, type Snapshot } from '#language/workspace/snapshot.ts';
import { DEFAULT_SETTINGS, type Settings } from '#protocol';
import { readChart } from './chart-files.ts';
import { decode } from './encoding.ts';
import type { World } from './world.ts';

export interface SchemaOptions {
  readonly profile: Profile;
  readonly kubeVersion: string;
  readonly namespace: string;
  /** Values files, as paths. */
  readonly valuesFiles: readonly string[];
  readonly setValues: readonly string[];
  /** Files and folders with schemas of custom resources. */
  readonly folders: readonly string[];
  readonly skipKinds: readonly string[];
  /** Charts are judged with each of their values files, and with parts switched on that none of these reaches. */
  readonly allSets: boolean;
  /** The shipped schemas. */
  readonly schemas: Uint8Array;
}

/** A finding where a person looks for it: path from the working folder, lines and columns from 1. */
export interface SchemaFinding {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  /** The path of the command line through which it was found. */
  readonly given: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface SchemaReport {
  readonly findings: readonly SchemaFinding[];
  readonly charts: number;
  readonly files: number;
  readonly documents: number;
  /** `group/version Kind` of what no schema was there for, each once. */
  readonly withoutSchema: readonly string[];
  /** Paths that could not be read, each with the reason. */
  readonly unreadable: readonly string[];
}

interface Found {
  readonly charts: string[];
  readonly files: string[];
  readonly unreadable: string[];
}

/** Judges everything at and below the paths: folders with a Chart.yaml as charts, other YAML files as manifests. */
export function lintSchemas(world: World, paths: readonly string[], options: SchemaOptions): SchemaReport {
  const report = { findings: [] as SchemaFinding[], documents: 0, files: 0, withoutSchema: new Set<string>() };
  const unreadable: string[] = [];
  let charts = 0;
  for (const path of paths) {
    const found: Found = { charts: [], files: [], unreadable };
    collect(world, cleanPath(path), found, true);
    const common = found.files.filter((file) => isForOthers(world, file));
    judgeFiles(world, { given: path, files: found.files, common, options }, report);
    for (const chart of found.charts) lintChart(world, path, chart, options, report, unreadable);
    charts += found.charts.length;
  }
  const { findings, documents, files, withoutSchema } = report;
  return { findings, documents, files, charts, unreadable, withoutSchema: [...withoutSchema].sort() };
}

/** Files to be judged as one; plain data, so that a thread may be given it. */
export interface FilesTask {
  /** The path of the command line that they were found below. */
  readonly given: string;
  readonly files: readonly string[];
  /** Those that the findings of the others depend on: definitions of custom resources, and what names patches. */
  readonly common: readonly string[];
  readonly options: SchemaOptions;
}

/** What judging files came to. */
export type FilesReport = Pick<SchemaReport, 'findings' | 'files' | 'documents'>;

/** With so many files two threads are worth their start: they have more room for what is short-lived, too. */
const MANY = 200;

function judgeFiles(world: World, task: FilesTask, report: Report): void {
  const middle = task.files.length >> 1;
  const halves = [task.files.slice(0, middle), task.files.slice(middle)].map((files) => ({ ...task, files }));
  const waiting = task.files.length < MANY ? [] : halves.flatMap((half) => world.aside?.(half) ?? []);
  const parts = waiting.length === 2 ? waiting.map((wait) => wait()) : [judgeTask(world, task)];
  for (const part of parts) {
    report.findings.push(...part.findings);
    report.files += part.files;
    report.documents += part.documents;
  }
}

/** Judges the files one after the other. */
export function judgeTask(world: World, { given, files, common, options }: FilesTask): FilesReport {
  const report: Report = { findings: [], documents: 0, files: 0, withoutSchema: new Set() };
  // What definitions say is read once, whatever number of batches is judged by it.
  const texts = common.flatMap((path) => textOf(world, path) ?? []);
  const before = applyChanges(EMPTY_SNAPSHOT, [...base(world, options, settingsOf(options)), ...texts]);
  for (let i = 0; i < files.length; i += BATCH) lintFiles(world, given, files.slice(i, i + BATCH), before, report);
  return report;
}

/** As many texts and trees as are kept at a time: few, since V8 copies about what is still needed when it tidies up. */
const BATCH = 48;

const LEFT_OUT: ReadonlySet<string> = new Set(['.git', 'node_modules']);

function collect(world: World, path: string, found: Found, isGiven: boolean): void {
  if (!world.isFolder(path)) {
    if (world.exists(path) && (isGiven || /\.ya?ml$/i.test(path))) found.files.push(path);
    else if (isGiven) found.unreadable.push(`${path}: no such file or folder`);
    return;
  }
  if (world.exists(`${path}/Chart.yaml`)) {
    found.charts.push(path);
    return;
  }
  for (const { name, isFolder, target, isIrregular } of world.list(path) ?? []) {
    // A link to a folder may lead round and round.
    if (LEFT_OUT.has(name) || isIrregular || (isFolder && target !== undefined)) continue;
    if (isFolder || /\.ya?ml$/i.test(name)) collect(world, path === '.' ? name : `${path}/${name}`, found, false);
  }
}

interface Report {
  readonly findings: SchemaFinding[];
  documents: number;
  files: number;
  readonly withoutSchema: Set<string>;
}

function settingsOf(options: SchemaOptions, more: Partial<Settings> = {}): Settings {
  return {
    ...DEFAULT_SETTINGS,
    helmVersion: options.profile.major === 3 ? '3' : '4',
    kubeVersion: options.kubeVersion,
    namespace: options.namespace,
    schema: { ...DEFAULT_SETTINGS.schema, skipKinds: options.skipKinds, folders: options.folders },
    ...more,
  };
}

function isForOthers(world: World, path: string): boolean {
  if (isKustomization(path)) return true;
  const bytes = world.read(path);
  return bytes !== undefined && holds(bytes, CRD);
}

const CRD = new TextEncoder().encode('CustomResourceDefinition');

/** Whether the bytes have the word: all files are asked, and to decode them would take longer. */
function holds(bytes: Uint8Array, word: Uint8Array): boolean {
  const first = word[0] as number;
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1))
    if (word.every((byte, i) => bytes[at + i] === byte)) return true;
  return false;
}

function uriOf(world: World, path: string): string {
  const absolute = world.absolute(path);
  const slashed = world.toSlash?.(absolute) ?? absolute;
  return `file://${slashed.startsWith('/') ? '' : '/'}${slashed.split('/').map(encodeURIComponent).join('/')}`;
}

/** What an editor would say, were the file open. */
function textOf(world: World, path: string): Change | undefined {
  const bytes = world.read(path);
  return bytes && { kind: 'file', uri: uriOf(world, path), text: decode(bytes), version: 1 };
}

function base(world: World, options: SchemaOptions, settings: Settings): Change[] {
  const schemas: Change = { kind: 'schemas', bytes: options.schemas };
  return [schemas, { kind: 'settings', settings }, ...options.folders.flatMap((path) => folderChanges(world, path))];
}

/** What the user named, with all files in it: a command line waits for nothing. */
function folderChanges(world: World, path: string): Change[] {
  const files: string[] = [];
  const walk = (at: string) => {
    if (!world.isFolder(at)) {
      if (/\.(?:ya?ml|json)$/i.test(at)) files.push(at);
      return;
    }
    for (const { name, target } of world.list(at) ?? []) if (target === undefined) walk(`${at}/${name}`);
  };
  walk(cleanPath(path));
  const uris = files.map((file) => uriOf(world, file));
  const named: Change = { kind: 'schemaFolder', folder: uriOf(world, path), uris };
  return [named, ...files.flatMap((file) => textOf(world, file) ?? [])];
}

/** `before`: what all files are judged by. */
function lintFiles(world: World, given: string, paths: readonly string[], before: Snapshot, report: Report): void {
  const snapshot = applyChanges(
    before,
    paths.flatMap((path) => textOf(world, path) ?? []),
  );
  for (const path of paths) {
    const file = fileAt(snapshot, uriOf(world, path));
    if (file === undefined) continue;
    if (isManifestFile(snapshot, file)) {
      report.files++;
      report.documents += documentsOf(file).documents.length;
    }
    for (const finding of plainFindings(snapshot, file)) add(world, snapshot, given, finding, report);
  }
}

function lintChart(
  world: World,
  given: string,
  path: string,
  options: SchemaOptions,
  report: Report,
  unreadable: string[],
): void {
  const read = readChart(world, path, options.profile);
  if ('error' in read) {
    unreadable.push(`${path}: ${read.error}`);
    return;
  }
  const root = uriOf(world, path);
  const files = read.files.map(
    ({ path: name, text }): Change => ({ kind: 'file', uri: uriOf(world, `${path}/${name}`), text }),
  );
  const values = options.valuesFiles.flatMap((name) => textOf(world, name) ?? []);
  const valuesFiles = options.valuesFiles.map((name) => uriOf(world, name));
  const settings = settingsOf(options, { valuesFiles, setValues: options.setValues });
  const loaded: Change = { kind: 'loaded', folder: root };
  const others = options.allSets ? otherValues(world, path) : [];
  const changes = [...base(world, options, settings), ...others, ...files, ...values, loaded];
  const snapshot = applyChanges(EMPTY_SNAPSHOT, changes);
  const rendering = renderChart(snapshot, root);
  const sets = options.allSets ? setsOf(snapshot, root) : NO_SETS;
  // A chart may be meant to be given values: it is enough that one of its files has them.
  const isRendered = valuesFiles.length === 0 && sets.names.length > 0;
  for (const { code, uri, span, message } of isRendered ? [] : rendering.errors)
    add(world, snapshot, given, { code, uri, span, message, severity: 'error', related: [] }, report);
  const { findings, withoutSchema } = manifestFindings(snapshot, root, rendering);
  const all = withSets(snapshot, new Map([[root, told(snapshot, findings)]]), snapshot, sets);
  for (const finding of [...all.values()].flat()) add(world, snapshot, given, finding, report);
  for (const { group, version, kind } of withoutSchema)
    report.withoutSchema.add(`${group === '' ? version : `${group}/${version}`} ${kind}`);
  report.documents += rendering.templates.reduce((sum, { documents }) => sum + documents.length, 0);
}

/** What a chart's files may leave out of the chart itself by .helmignore. */
function otherValues(world: World, path: string): Change[] {
  const own = (world.list(path) ?? []).filter(({ name }) => /^values[-._].*\.ya?ml$/.test(name));
  const ci = (world.list(`${path}/ci`) ?? []).filter(({ name }) => /values\.ya?ml$/.test(name));
  const names = [...own.map(({ name }) => name), ...ci.map(({ name }) => `ci/${name}`)];
  return names.flatMap((name) => textOf(world, `${path}/${name}`) ?? []);
}

/** A command line has the time that it takes. */
function setsOf(snapshot: Snapshot, root: string): SetsCheck {
  const run = runSets(snapshot, root, { stop: () => false, isTooLong: () => false, isSpent: () => false });
  for (;;) {
    const step = run.next();
    if (step.done) return step.value;
  }
}

function add(world: World, snapshot: Snapshot, given: string, finding: Finding, report: Report): void {
  const { code, severity, message, uri, span } = finding;
  const index = lineIndex(fileAt(snapshot, uri)?.text ?? '');
  const [from, to] = [positionAt(index, span.start), positionAt(index, span.end)];
  report.findings.push({
    code,
    severity: severity === 'error' || severity === 'warning' ? severity : 'info',
    message,
    given,
    file: pathOf(world, uri),
    line: from.line + 1,
    column: from.character + 1,
    endLine: to.line + 1,
    endColumn: to.character + 1,
  });
}

/** From the working folder where it lies below that. */
function pathOf(world: World, uri: string): string {
  const here = uriOf(world, '.').replace(/\/\.?$/, '');
  return decodeURIComponent(uri.startsWith(`${here}/`) ? uri.slice(here.length + 1) : uri.replace(/^file:\/\//, ''));
}
