// Loads one chart, subcharts and packed charts included, from a flat list of files: Helm's routing, order and words.

import { byteLength, compareBytes } from '../text/bytes.ts';
import type { Span } from '../text/span.ts';
import type { EngineErrorCode } from '../values/errors.ts';
import { quoteGo } from '../values/quote.ts';
import { type GoMap, mapOf } from '../values/value.ts';
import { MAX_FILE_BYTES } from './archive.ts';
import { basePath, extension } from './archive-path.ts';
import type { Chart, ChartFile, Metadata, SourceFile } from './chart.ts';
import { applyIgnore } from './helmignore.ts';
import { bomless, chartFile, shortened, unpackedOnce } from './load-files.ts';
import {
  placeOf,
  type ReadProblem,
  readApiVersion,
  readDefaults,
  readLock,
  readMetadata,
  readRequirements,
} from './load-read.ts';
import { EMPTY_METADATA, finishMetadata, type RawMetadata, sanitizeMetadata } from './metadata.ts';
import { checkMetadata } from './metadata-check.ts';
import type { Profile } from './profile.ts';
import { checkDependencies } from './requirements.ts';

export interface LoadOptions {
  readonly profile: Profile;
  /** Gives every slot of the default values its origin. */
  readonly origins?: boolean | undefined;
  /** Goes on after an error: a broken subchart is left out, a broken file is as good as empty. Every error is told. */
  readonly tolerant?: boolean | undefined;
  /**
   * `folder`: the files are brought into Helm's order, and .helmignore and the size limit hold. `archive`: they came
   * from unpackArchive and are taken as they are.
   */
  readonly form?: 'folder' | 'archive' | undefined;
  /** Absolute path of the folder, for the text with which Helm 4 misses Chart.yaml. */
  readonly directory?: string | undefined;
  /** Whether Helm 4 looks at the root's apiVersion beforehand, as `template` does and `lint` does not. */
  readonly detect?: boolean | undefined;
  /** Further files, of charts that are seen in charts/ and lie elsewhere: no .helmignore holds for them any more. */
  readonly mounted?: readonly SourceFile[] | undefined;
  /** What all packed subcharts together may hold, unpacked; Helm bounds each of them only. */
  readonly unpackedBytes?: number | undefined;
}

export interface LoadError {
  readonly code: EngineErrorCode;
  /** Helm's text, with its `error unpacking subchart …: ` for each chart on the way. */
  readonly message: string;
  /** The file it is about; for a Chart.yaml that is missing, any file of that chart, or nothing. */
  readonly source: string;
  readonly span?: Span | undefined;
}

export interface LoadResult {
  /** Undefined when loading failed: at the first error, or when tolerant only where nothing is left to show. */
  readonly chart: Chart | undefined;
  /** In Helm's order; the first is the one Helm prints. */
  readonly errors: readonly LoadError[];
  readonly warnings: readonly string[];
}

/** The chart that these files are. Never throws. */
export function loadChart(files: readonly SourceFile[], options: LoadOptions): LoadResult {
  const run: Run = { options, errors: [], warnings: [], unpacked: 0 };
  const chart = load(run, files);
  if (options.tolerant || run.errors.length === 0) return { chart, errors: run.errors, warnings: run.warnings };
  return { chart: undefined, errors: run.errors.slice(0, 1), warnings: run.warnings };
}

interface Run {
  readonly options: LoadOptions;
  /** Characters that packed charts gave so far. */
  unpacked: number;
  readonly errors: LoadError[];
  readonly warnings: string[];
}

function load(run: Run, files: readonly SourceFile[]): Chart | undefined {
  const { profile, detect = true, form = 'folder', tolerant } = run.options;
  if (profile.major === 4 && detect) detectVersion(run, files, form);
  // Helm 4 loads a chart of the next version whole, and then cannot render it.
  const next = tolerant ? undefined : run.errors.find(({ message }) => message === NEXT_VERSION);
  // Otherwise it loads nothing after an error, so that there are no warnings either.
  if (run.errors.length > 0 && !tolerant && !next) return undefined;
  if (next) run.errors.length = 0;
  const own = form === 'folder' ? walkFolder(run, files) : files;
  const ordered = run.options.mounted ? [...own, ...run.options.mounted] : own;
  const part = { files: ordered.map(bomless), prefix: '', anySource: files[0]?.source ?? '', depth: 0 };
  const chart = loadFiles(run, part);
  if (next) run.warnings.length = 0;
  if (next && chart && run.errors.length === 0) run.errors.push({ ...next, message: nextVersionText(chart, profile) });
  return chart;
}

const NEXT_VERSION = 'invalid chart apiVersion';

/** What Helm 4 says of a chart of version 3. Where a dependency is not there it even breaks down. */
function nextVersionText(chart: Chart, profile: Profile): string {
  if (chart.metadata.type === 'library') return 'library charts are not installable';
  const advice = "You may need to run 'helm dependency build' to fetch missing dependencies";
  if (chart.dependencies.length > (chart.metadata.dependencies?.length ?? 0)) {
    return `an error occurred while checking for chart dependencies. ${advice}: unsupported chart dependency type`;
  }
  return checkDependencies(chart, profile) ?? NEXT_VERSION;
}

/** What Helm 4 reads before it loads anything: is there a Chart.yaml, and is its apiVersion one it knows? */
function detectVersion(run: Run, files: readonly SourceFile[], form: 'folder' | 'archive'): void {
  const own = files.find((file) => file.path === 'Chart.yaml');
  if (own === undefined) {
    const path = `${run.options.directory ?? ''}/Chart.yaml`;
    const message =
      form === 'archive'
        ? 'unable to detect chart version, no Chart.yaml found'
        : `unable to detect chart at ${path}: ${missingText(path, files)}`;
    report(run, 'chart-load', message, files[0]?.source ?? '');
    return;
  }
  const { value: apiVersion, problem } = readApiVersion(own);
  if (problem) fail(run, 'chart-metadata', 'cannot load Chart.yaml: ', own, problem);
  if (apiVersion === 'v3') report(run, 'chart-metadata', NEXT_VERSION, own.source);
  else if (!['v1', 'v2', ''].includes(apiVersion))
    report(run, 'chart-metadata', 'unsupported chart version', own.source);
}

function missingText(path: string, files: readonly SourceFile[]): string {
  const isFolder = files.some((file) => file.path.startsWith('Chart.yaml/'));
  return isFolder ? `read ${path}: is a directory` : `open ${path}: no such file or directory`;
}

/** The files in the order of Helm's walk; what is ignored or too large is left out. */
function walkFolder(run: Run, files: readonly SourceFile[]): readonly SourceFile[] {
  const { files: kept, rules } = applyIgnore(files, run.options.profile.major);
  if (rules.error) {
    const { message, start, end } = rules.error;
    const source = files.find((file) => file.path === '.helmignore')?.source ?? '';
    report(run, 'chart-load', message, source, { start, end });
  }
  return kept.filter((file) => {
    if (file.text.length * 3 <= MAX_FILE_BYTES || byteLength(file.text) <= MAX_FILE_BYTES) return true;
    const name = quoteGo(basePath(file.path));
    const message = `chart file ${name} is larger than the maximum file size ${MAX_FILE_BYTES}`;
    report(run, 'chart-load', message, file.source);
    return false;
  });
}

/** Packed charts inside packed charts could go on for ever: an archive may even hold itself. */
const DEEPEST = 100;

/** Files of one chart, paths inside it, and what its errors begin with. */
interface Part {
  /** How many charts this one lies in. */
  readonly depth: number;
  readonly files: readonly SourceFile[];
  readonly prefix: string;
  readonly anySource: string;
}

/** A chart while its files are being told apart. */
interface Draft {
  readonly part: Part;
  metadata: RawMetadata | undefined;
  /** Chart.yaml could not be read: to check what is left of it would only repeat that. */
  broken: boolean;
  values: GoMap;
  schema: ChartFile | undefined;
  readonly templates: ChartFile[];
  readonly files: ChartFile[];
  readonly subcharts: Map<string, SourceFile[]>;
}

function loadFiles(run: Run, part: Part): Chart | undefined {
  const draft: Draft = {
    part,
    metadata: undefined,
    broken: false,
    values: mapOf(),
    schema: undefined,
    templates: [],
    files: [],
    subcharts: new Map(),
  };
  for (const file of part.files) if (file.path === 'Chart.yaml') readChartYaml(run, draft, file);
  for (const file of part.files) route(run, draft, file);
  const metadata = check(run, draft);
  if (metadata === undefined) return undefined;
  const { values, schema, templates, files } = draft;
  const dependencies = loadSubcharts(run, draft, metadata.name);
  return { metadata, values, schema, templates, files, raw: part.files.map(chartFile), dependencies };
}

function readChartYaml(run: Run, draft: Draft, file: SourceFile): void {
  const read = readMetadata(file, run.options.profile.major);
  if (read.problem) {
    draft.broken = true;
    fail(run, 'chart-metadata', `${draft.part.prefix}cannot load Chart.yaml: `, file, read.problem);
  }
  const metadata = read.value;
  // Helm 2 knew no apiVersion, so a chart without one is as old as that.
  draft.metadata = metadata.apiVersion === '' ? { ...metadata, apiVersion: 'v1' } : metadata;
}

/** Puts a file where it belongs by its path. */
function route(run: Run, draft: Draft, file: SourceFile): void {
  const { path } = file;
  if (path === 'Chart.yaml') return;
  if (path === 'Chart.lock') lock(run, draft, file);
  else if (path === 'values.yaml') values(run, draft, file);
  else if (path === 'values.schema.json') draft.schema = chartFile(file);
  else if (path === 'requirements.yaml') requirements(run, draft, file);
  else if (path === 'requirements.lock') requirementsLock(run, draft, file);
  else if (path.startsWith('templates/')) draft.templates.push(chartFile(file));
  else if (!path.startsWith('charts/') || extension(path) === '.prov') draft.files.push(chartFile(file));
  else {
    const inner = shortened(file, 'charts/'.length);
    const name = inner.path.split('/', 1)[0] as string;
    const group = draft.subcharts.get(name);
    if (group) group.push(inner);
    else draft.subcharts.set(name, [inner]);
  }
}

function values(run: Run, draft: Draft, file: SourceFile): void {
  const read = readDefaults(file, run.options.profile.major, run.options.origins === true);
  draft.values = read.value;
  if (read.problem) fail(run, 'values-parse', `${draft.part.prefix}cannot load values.yaml: `, file, read.problem);
}

function lock(run: Run, draft: Draft, file: SourceFile): void {
  const { problem } = readLock(file, run.options.profile.major);
  if (problem) fail(run, 'chart-load', `${draft.part.prefix}cannot load ${file.path}: `, file, problem);
}

/** Helm 2's list of dependencies; anything else of Chart.yaml may stand there too and wins. */
function requirements(run: Run, draft: Draft, file: SourceFile): void {
  const before = draft.metadata ?? EMPTY_METADATA;
  if (before.apiVersion !== 'v1') {
    const advice = 'We recommend migrating dependencies to Chart.yaml.';
    warn(run, `Warning: Dependencies are handled in Chart.yaml since apiVersion "v2". ${advice}`);
  }
  const read = readRequirements(file, before, run.options.profile.major);
  draft.metadata = read.value;
  if (read.problem)
    fail(run, 'chart-metadata', `${draft.part.prefix}cannot load requirements.yaml: `, file, read.problem);
  if (draft.metadata.apiVersion === 'v1') draft.files.push(chartFile(file));
}

function requirementsLock(run: Run, draft: Draft, file: SourceFile): void {
  const errors = run.errors.length;
  lock(run, draft, file);
  draft.metadata ??= EMPTY_METADATA;
  if (draft.metadata.apiVersion === 'v1') draft.files.push(chartFile(file));
  else if (run.errors.length === errors) {
    const advice = 'We recommend migrating to Chart.lock.';
    warn(run, `Warning: Dependency locking is handled in Chart.lock since apiVersion "v2". ${advice}`);
  }
}

/** The metadata that Helm would go on with; undefined when there are none, or none of use. */
function check(run: Run, draft: Draft): Metadata | undefined {
  const { part } = draft;
  if (draft.metadata === undefined) {
    report(run, 'chart-load', `${part.prefix}Chart.yaml file is missing`, part.anySource);
    return undefined;
  }
  const metadata = sanitizeMetadata(draft.metadata);
  const problem = draft.broken ? undefined : checkMetadata(metadata, run.options.profile);
  if (problem) {
    const own = part.files.find((file) => file.path === 'Chart.yaml');
    const span = own && placeOf(own, problem.path);
    report(run, 'chart-metadata', part.prefix + problem.message, own?.source ?? part.anySource, span);
  }
  const isSubchart = part.prefix !== '';
  return isSubchart && metadata.name === '' ? undefined : finishMetadata(metadata);
}

/** Helm visits subcharts in random order; here it is the order of their names. */
function loadSubcharts(run: Run, draft: Draft, chartName: string): Chart[] {
  const charts: Chart[] = [];
  for (const name of [...draft.subcharts.keys()].sort(compareBytes)) {
    if (name.startsWith('_') || name.startsWith('.')) continue;
    const files = draft.subcharts.get(name) as SourceFile[];
    const chart = loadSubchart(run, draft, chartName, name, files);
    if (chart !== undefined) charts.push(chart);
  }
  return charts;
}

function loadSubchart(
  run: Run,
  draft: Draft,
  parent: string,
  name: string,
  files: readonly SourceFile[],
): Chart | undefined {
  const first = files[0] as SourceFile;
  const depth = draft.part.depth + 1;
  if (depth > DEEPEST) {
    report(run, 'chart-load', `charts are packed deeper than ${DEEPEST} levels`, first.source);
    return undefined;
  }
  const prefix = `${draft.part.prefix}error unpacking subchart ${name} in ${parent}: `;
  if (extension(name) !== '.tgz') {
    const inside = files.filter((file) => file.path.includes('/')).map((file) => shortened(file, name.length + 1));
    return loadFiles(run, { files: inside, prefix, anySource: first.source, depth });
  }
  if (first.path !== name) {
    const text = `error unpacking subchart tar in ${parent}: expected ${name}, got ${first.path}`;
    report(run, 'chart-load', draft.part.prefix + text, first.source);
    return undefined;
  }
  const unpacked = unpackedOnce(first, run.options.profile.major);
  if ('error' in unpacked) {
    report(run, 'chart-load', prefix + unpacked.error, first.source);
    return undefined;
  }
  for (const file of unpacked.files) run.unpacked += file.text.length;
  if (run.unpacked > (run.options.unpackedBytes ?? Number.POSITIVE_INFINITY)) {
    report(
      run,
      'chart-load',
      `${prefix}all packed charts together are larger than ${run.options.unpackedBytes}`,
      first.source,
    );
    return undefined;
  }
  return loadFiles(run, { files: unpacked.files, prefix, anySource: first.source, depth });
}

/** Helm stops at the first error, so it says nothing behind that. */
function warn(run: Run, text: string): void {
  if (run.options.tolerant || run.errors.length === 0) run.warnings.push(text);
}

function report(run: Run, code: EngineErrorCode, message: string, source: string, span?: Span): void {
  run.errors.push({ code, message, source, span });
}

function fail(run: Run, code: EngineErrorCode, prefix: string, file: SourceFile, problem: ReadProblem): void {
  report(run, code, prefix + problem.message, file.source, problem.span);
}
