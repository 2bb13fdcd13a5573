// Renders the root chart of a snapshot for the editor: tolerant, traced, flattened to plain data. Runs on the second thread.

import { MISSING_IN_CHARTS } from '#engine/chart/requirements.ts';
import type { ValuesFile } from '#engine/chart/values-files.ts';
import type { ParseCache, RenderedFile } from '#engine/render/engine.ts';
import type { EngineError } from '#engine/render/errors.ts';
import { isNotes, type Manifest } from '#engine/render/manifests.ts';
import {
  newMemo,
  type ReleaseMemo,
  type ReleaseResult,
  type RenderOptions,
  renderRelease,
  repeatRelease,
} from '#engine/render/render.ts';
import { stillEnvironment } from '#engine/template/environment.ts';
import type { Piece } from '#engine/text/origin.ts';
import { span } from '#engine/text/span.ts';
import type { TracedText } from '#engine/text/traced.ts';
import type { Limits } from '#engine/values/meter.ts';
import type { GoMap } from '#engine/values/value.ts';
import type { Settings } from '#protocol';
import { assumedTemplates } from './assumption.ts';
import { type ChartView, chartView } from './chart-view.ts';
import { branchesOf, judgementsOf } from './judgements.ts';
import { absentCharts } from './missing-charts.ts';
import { filesOfRelease, mountAround } from './mounts.ts';
import { PlacedText, type SourceUris } from './placed-text.ts';
import { type ReleaseOrder, ReleaseText } from './release-text.ts';
import type { Finding, RenderedDocument, RenderedTemplate, Rendering } from './rendering.ts';
import { valuesOf } from './set-values.ts';
import { type FileText, fileAt, type Snapshot } from './snapshot.ts';
import { joinUri } from './uri.ts';
import { activeValuesFiles, underSet, valuesFileUri } from './values-set.ts';

/** How a render is kept from running away. */
export interface RenderBounds {
  /** The limits of the settings count so many times; 1 unless told. */
  readonly times?: number | undefined;
  /** Files, by Helm's name, that ran away before: they are left out, with this error in their place. */
  readonly skip?: ReadonlyMap<string, string> | undefined;
}

/**
 * Renders the root chart in `folder` with the active values set. `stop` is asked before each file and behind the last.
 * While nothing but texts of templates changes, only what depends on these is rendered again. Milliseconds are the
 * caller's to fill in: this room has no clock.
 */
export function renderChart(
  given: Snapshot,
  folder: string,
  stop: (file: string | undefined) => boolean = () => false,
  bounds: RenderBounds = {},
): Rendering {
  const snapshot = underSet(given, folder);
  const rendering = renderOnce(snapshot, folder, folder, stop, bounds);
  // A template that runs away only when something is assumed is not to be left out of the render itself: it is not named.
  const unnamed = () => stop(undefined);
  const assumed = assumedTemplates(snapshot, folder, (as, key) => renderOnce(as, folder, key, unnamed, bounds));
  return { ...rendering, assumed };
}

/** A render that leaves nothing behind: the next one of the chart begins with what the last one left. `snapshot`: `underSettings`. */
export function renderAside(
  snapshot: Snapshot,
  folder: string,
  stop: (file: string | undefined) => boolean,
  bounds: RenderBounds = {},
): Rendering {
  return renderOnce(snapshot, folder, undefined, stop, bounds);
}

/** One render; the next one under the same key begins with what it leaves. */
function renderOnce(
  snapshot: Snapshot,
  folder: string,
  key: string | undefined,
  stop: (file: string | undefined) => boolean,
  bounds: RenderBounds,
): Rendering {
  const last = key === undefined ? undefined : recall(snapshot, folder, key, bounds);
  const again = last && repeatRelease(last.memo, textsOf(snapshot), optionsOf(last, stop));
  if (last && again) return renderingOf(snapshot, last, again);
  const view = chartView(snapshot, folder);
  const errors: Finding[] = view.errors.map((error) => loadFinding(folder, error));
  if (!view.chart) return { ...EMPTY, root: folder, generation: snapshot.generation, errors, warnings: view.warnings };
  const user = activeValues(snapshot, view, errors);
  const fresh: LastRender = {
    inputs: inputsOf(snapshot, folder, bounds),
    view,
    errors,
    absent: absentCharts(snapshot, folder),
    memo: newMemo(),
    cache: last?.cache ?? lastRenders.get(key ?? folder)?.cache ?? new Map(),
    templates: new WeakMap(),
    sources: new Map(),
  };
  if (key !== undefined) remember(key, fresh);
  const options = { ...optionsOf(fresh, stop), cache: fresh.cache, memo: fresh.memo };
  return renderingOf(snapshot, fresh, renderRelease(view.chart, user, options));
}

/** What the last render of a chart leaves for the next one. */
export interface LastRender {
  readonly inputs: Inputs;
  readonly view: ChartView;
  /** Findings of loading the chart and its values. */
  readonly errors: readonly Finding[];
  readonly absent: ReturnType<typeof absentCharts>;
  readonly memo: ReleaseMemo;
  /** Parsed templates, which outlive changes of values. */
  readonly cache: ParseCache;
  /** What was made of files that are still the same. */
  readonly templates: WeakMap<RenderedFile, RenderedTemplate>;
  /** URI of each template by Helm's name for it. */
  sources: SourceUris;
}

/** What a render depends on besides the texts of templates: all of it is the same while each part is the same object. */
export interface Inputs {
  readonly settings: Settings;
  readonly times: number;
  readonly skip: RenderBounds['skip'];
  /** The chart's files; of a template only its URI. */
  readonly files: readonly (FileText | string)[];
}

/** As many charts as are edited at the same time. */
const MOST_CHARTS = 8;
const lastRenders = new Map<string, LastRender>();

/** What the last render of the chart left, unless many others were rendered since. */
export function lastRender(folder: string): LastRender | undefined {
  return lastRenders.get(folder);
}

/** The parsed templates of the chart's last render, for who renders it otherwise. */
export function parsedTemplates(folder: string): ParseCache | undefined {
  return lastRenders.get(folder)?.cache;
}

function remember(key: string, render: LastRender): void {
  lastRenders.delete(key);
  lastRenders.set(key, render);
  if (lastRenders.size > MOST_CHARTS) lastRenders.delete(lastRenders.keys().next().value as string);
}

/** The last render of the chart, where a repetition gives the same as a whole render. */
function recall(snapshot: Snapshot, folder: string, key: string, bounds: RenderBounds): LastRender | undefined {
  const last = lastRenders.get(key);
  if (last === undefined) return undefined;
  return sameInputs(inputsOf(snapshot, folder, bounds), last.inputs) ? last : undefined;
}

export function sameInputs(a: Inputs, b: Inputs): boolean {
  const isSame = a.settings === b.settings && a.times === b.times && a.skip === b.skip;
  return isSame && a.files.length === b.files.length && a.files.every((file, i) => file === b.files[i]);
}

/** What the chart in `folder` is rendered from; the snapshot is one `underSet`. */
export function inputsOf(snapshot: Snapshot, folder: string, bounds: RenderBounds = {}): Inputs {
  const { settings } = snapshot;
  const files: (FileText | string)[] = filesOfRelease(snapshot, folder).map((file) => {
    const base = mountAround(snapshot, folder, file.uri)?.source ?? folder;
    return isTemplate(file, base.length + 1) ? file.uri : file;
  });
  for (const name of settings.valuesFiles) files.push(fileAt(snapshot, valuesFileUri(folder, name)) ?? '');
  return { settings, times: bounds.times ?? 1, skip: bounds.skip?.size ? bounds.skip : undefined, files };
}

/** A file of some `templates/`, which only rendering reads; one that is too large is the loader's error. */
function isTemplate({ uri, text }: FileText, from: number): boolean {
  return /^(?:charts\/[^/]+\/)*templates\//.test(uri.slice(from)) && text.length < LARGE;
}

/** Far below the size that the loader refuses, whatever the characters. */
const LARGE = 1_000_000;

function textsOf(snapshot: Snapshot): (source: string) => string | undefined {
  return (source) => fileAt(snapshot, source)?.text;
}

function renderingOf(snapshot: Snapshot, last: LastRender, result: ReleaseResult): Rendering {
  const { view } = last;
  last.sources = result.sources;
  const documents = documentsByFile(result);
  const templates = result.files.map((file) => {
    const known = last.templates.get(file) ?? templateOf(file, documents.get(file.name) ?? [], result);
    last.templates.set(file, known);
    return known;
  });
  return {
    root: view.folder,
    generation: snapshot.generation,
    templates,
    release: new ReleaseText(templates, orderOf(result)),
    errors: [...last.errors, ...errorsOf(last, result).map((error) => findingOf(view.folder, error))],
    warnings: [...view.warnings, ...result.warnings],
    without: [...new Set(last.absent?.missing ?? [])],
    assumed: [],
    milliseconds: 0,
  };
}

/** That charts are absent is told as such; what is written around their gaps is nobody's mistake. */
function errorsOf({ absent }: LastRender, { errors, files }: ReleaseResult): readonly EngineError[] {
  if (absent === undefined) return errors;
  const gappy = new Set(files.filter(({ gaps }) => gaps !== undefined).map(({ name }) => name));
  return errors.filter(({ code, message, template }) => {
    if (code === 'chart-dependencies') return !message.includes(MISSING_IN_CHARTS);
    return !(code === 'manifest-yaml' && gappy.has(template ?? ''));
  });
}

/** The documents that helm would print: those of files that failed are left out. */
function orderOf({ files, manifests, hooks }: ReleaseResult): ReleaseOrder {
  const indexes = new Map(files.map((file, index) => [file.name, index]));
  const counts = new Map<number, number>();
  const documents: number[] = [];
  let printed = 0;
  for (const [i, { path }] of [...manifests, ...hooks].entries()) {
    const index = indexes.get(path) as number;
    const count = counts.get(index) ?? 0;
    counts.set(index, count + 1);
    if (files[index]?.error !== undefined) continue;
    documents.push(index, count);
    if (i < manifests.length) printed++;
  }
  return { documents, manifests: printed };
}

const EMPTY: Omit<Rendering, 'root' | 'generation' | 'errors' | 'warnings'> = {
  without: [],
  templates: [],
  release: new ReleaseText([], { documents: [], manifests: 0 }),
  assumed: [],
  milliseconds: 0,
};

/** The same for all renders that have the inputs of this one. */
export function optionsOf(
  { view, absent, inputs }: LastRender,
  stop: (file: string | undefined) => boolean,
): RenderOptions {
  const { settings, skip } = inputs;
  return {
    profile: view.profile,
    env: stillEnvironment(),
    release: { name: settings.releaseName, namespace: settings.namespace, isUpgrade: settings.upgrade },
    kubeVersion: settings.kubeVersion,
    apiVersions: settings.apiVersions,
    trace: true,
    tolerant: true,
    limits: limitsOf(inputs, inputs),
    stop,
    skip,
    absent,
  };
}

/** What the settings let one template use. */
export function limitsOf({ settings }: Pick<Snapshot, 'settings'>, { times = 1 }: RenderBounds = {}): Limits {
  const { maxSteps, maxOutputSize } = settings.render;
  return { steps: maxSteps * times, output: maxOutputSize * times * 1_000_000 };
}

/** The values of the active set: its files, merged, and its `--set` strings; what cannot be read is told and left out. */
export function activeValues(snapshot: Snapshot, view: ChartView, errors: Finding[]): GoMap {
  const files = activeValuesFiles(snapshot, view.folder).map(({ name, file }): ValuesFile => {
    return { name, text: file.text, source: file.uri };
  });
  const { values, unreadable, refused } = valuesOf(files, snapshot.settings.setValues, view.profile);
  for (const { source, message } of unreadable) errors.push(whole('values-parse', source, message));
  for (const message of refused) errors.push(whole('values-set', joinUri(view.folder, 'Chart.yaml'), message));
  return values;
}

/** The documents of each file, by Helm's name: its manifests, then its hooks. */
function documentsByFile({ manifests, hooks }: ReleaseResult): ReadonlyMap<string, readonly Manifest[]> {
  const byFile = new Map<string, Manifest[]>();
  for (const manifest of [...manifests, ...hooks]) {
    const own = byFile.get(manifest.path);
    if (own) own.push(manifest);
    else byFile.set(manifest.path, [manifest]);
  }
  return byFile;
}

function templateOf(file: RenderedFile, own: readonly Manifest[], result: ReleaseResult): RenderedTemplate {
  const judgements = judgementsOf(file, result.sources);
  const branches = branchesOf(file);
  const base = {
    uri: file.source,
    name: file.name,
    failed: file.error !== undefined,
    judgements,
    branches,
    gaps: file.gaps,
    unknownHooks: unknownHooksOf(file, result),
  };
  if (isNotes(file.name)) return { ...base, output: new PlacedText(file.output, result.sources), documents: [] };
  const isHook = (manifest: Manifest) => manifest.hooks.length > 0;
  const documents: RenderedDocument[] = [];
  let at = 0;
  for (const manifest of own) {
    const start = at + `---\n# Source: ${manifest.path}\n`.length;
    const end = start + manifest.document.text.length;
    const { kind, name, apiVersion } = manifest;
    documents.push({ kind, name, apiVersion, span: span(start, end), isHook: isHook(manifest) });
    at = end + 1;
  }
  return { ...base, output: new PlacedText(joinDocuments(own), result.sources), documents };
}

function unknownHooksOf({ name }: RenderedFile, { unknownHooks }: ReleaseResult): string[] | undefined {
  const own = unknownHooks.filter(({ path }) => path === name).map(({ hook }) => hook);
  return own.length > 0 ? [...new Set(own)] : undefined;
}

/** The documents of one file as `---`, `# Source` and text, one after another. */
function joinDocuments(manifests: readonly Manifest[]): TracedText {
  const pieces: Piece[] = [];
  let text = '';
  for (const { path, document } of manifests) {
    const head = `---\n# Source: ${path}\n`;
    text += `${head}${document.text}\n`;
    pieces.push({ length: head.length, origin: {} });
    for (const piece of document.pieces ?? []) pieces.push(piece);
    pieces.push({ length: 1, origin: {} });
  }
  return { text, pieces };
}

function loadFinding(folder: string, error: ChartView['errors'][number]): Finding {
  return {
    ...whole('chart-load', error.source || joinUri(folder, 'Chart.yaml'), error.message),
    span: error.span ?? span(0, 0),
  };
}

function findingOf(folder: string, error: EngineError): Finding {
  return {
    code: error.code,
    severity: 'error',
    uri: error.file || joinUri(folder, 'Chart.yaml'),
    span: error.span ?? span(0, 0),
    message: error.message,
    related: error.related.map(({ file, span: place, message }) => ({ uri: file, span: place, message })),
  };
}

function whole(code: string, uri: string, message: string): Finding {
  return { code, severity: 'error', uri, span: span(0, 0), message, related: [] };
}
