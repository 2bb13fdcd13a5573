// Every values file of a chart before the values.schema.json of the chart and its subcharts, as Helm judges them: coalesced.

import { coalesceValues } from '#engine/chart/coalesce.ts';
import { type ProcessedChart, processDependencies } from '#engine/chart/dependencies.ts';
import { readValues } from '#engine/chart/values-files.ts';
import type { Span } from '#engine/text/span.ts';
import { GoError } from '#engine/values/errors.ts';
import { GoMap } from '#engine/values/value.ts';
import type { Settings } from '#protocol';
import { isOpaque } from '../documents/encrypted.ts';
import { valuesView } from '../documents/values.ts';
import { type ChartView, chartView } from '../workspace/chart-view.ts';
import { missingCharts } from '../workspace/missing-charts.ts';
import { filesOfRelease } from '../workspace/mounts.ts';
import { activeValues } from '../workspace/render-chart.ts';
import { boundFiles, type FileText, fileAt, filesBelow, roleIn, type Snapshot } from '../workspace/snapshot.ts';
import { joinUri } from '../workspace/uri.ts';
import { activeValuesFiles, isDefaultSet } from '../workspace/values-set.ts';
import { type JsonSchema, schemaIn } from './json-schema.ts';
import { judgeValues } from './judge-values.ts';
import { type SchemaProblem, schemaProblemOf } from './schema-problem.ts';
import { defaultLayers, type Layer, writtenIn } from './values-layers.ts';
import { type ShapeWarning, shapesIn } from './values-shapes.ts';
import { nearestSpan, spanOf, type Violation } from './violation.ts';

export interface ValuesProblem {
  readonly uri: string;
  readonly span: Span;
  readonly severity: 'error' | 'information';
  readonly message: string;
}

interface Entry {
  readonly files: readonly FileText[];
  readonly settings: Settings;
  readonly found: Problems;
}

interface Problems {
  readonly problems: readonly ValuesProblem[];
  /** What Helm warns of while it puts the values together. */
  readonly warnings: readonly ShapeWarning[];
}

/** The last problems of each chart; they are good while none of the files that count has changed. */
const entries = new Map<string, Entry>();

/** The problems of all values files of the root chart in `folder` and of the schemas themselves. */
export function valuesProblems(snapshot: Snapshot, folder: string): readonly ValuesProblem[] {
  return checked(snapshot, folder).problems;
}

/** The keys of its values files that are tables where the charts' defaults are none, or the other way round. */
export function shapeWarnings(snapshot: Snapshot, folder: string): readonly ShapeWarning[] {
  return checked(snapshot, folder).warnings;
}

function checked(snapshot: Snapshot, folder: string): Problems {
  const { settings } = snapshot;
  const inside = filesOfRelease(snapshot, folder).filter(({ uri }) => !uri.includes('/templates/'));
  const files = [...inside, ...boundFiles(snapshot, folder)];
  const known = entries.get(folder);
  const isGood = known?.settings === settings && known.files.length === files.length;
  if (known && isGood && known.files.every((file, i) => file === files[i])) return known.found;
  const found = findProblems(snapshot, folder);
  entries.set(folder, { files, settings, found });
  return found;
}

const NOTHING: Problems = { problems: [], warnings: [] };

function findProblems(snapshot: Snapshot, folder: string): Problems {
  const view = chartView(snapshot, folder);
  if (view.chart === undefined) return NOTHING;
  const run: Run = { snapshot, view, missing: new Set(missingCharts(snapshot, folder).map(({ key }) => key)) };
  const active = judge(run, activeValues(snapshot, view, []));
  if (active === undefined) return NOTHING;
  const plain = isDefaultSet(snapshot.settings) ? active : judge(run, new GoMap());
  const others = otherFiles(run).map((file) => ({ file, judged: judgeFile(run, file) }));
  const isGivenElsewhere = (found: Found) =>
    found.keyword === 'required' && others.some(({ judged }) => judged && !judged.has(found.id));
  const told = [...active.values()]
    .filter((found) => !isEncryptedIn(activeFiles(run), found))
    .filter((found) => plain !== active || !isGivenElsewhere(found))
    .map((found) => place(run, activeFiles(run), found));
  const more = others.flatMap(({ file, judged }) =>
    [...(judged?.values() ?? [])].flatMap((found) =>
      isEncryptedIn([file], found) ? [] : (placeIn(file, found, plain) ?? []),
    ),
  );
  const defaults = fileAt(snapshot, joinUri(folder, 'values.yaml'));
  const warnings = [
    ...shapesIn([...activeFiles(run), ...(defaults ? [defaults] : [])], active.warnings),
    ...others.flatMap(({ file, judged }) => shapesIn([file], judged?.warnings ?? [])),
  ];
  return { problems: unique([...told, ...more, ...active.schemas]), warnings };
}

/** A value that is encrypted is not the one that Helm will be given, and what sops adds to the file it never is. */
function isEncryptedIn(files: readonly FileText[], { names, path, property }: Found): boolean {
  const whole = property === undefined || path.at(-1) === property ? path : [...path, property];
  return files.some((file) => isOpaque(valuesView(file), [...names, ...whole]));
}

interface Run {
  readonly snapshot: Snapshot;
  readonly view: ChartView;
  /** Subcharts that are not there: whatever their absence breaks is told once, at their line in Chart.yaml. */
  readonly missing: ReadonlySet<string>;
}

/** A violation of one chart's schema; `id` is the same in every run that finds it. */
interface Found extends Violation {
  readonly id: string;
  readonly names: readonly string[];
  readonly root: ProcessedChart;
}

/** What a run found, by id, and the schemas that cannot judge. */
class Judged extends Map<string, Found> {
  readonly schemas: SchemaProblem[] = [];
  readonly warnings: string[] = [];
}

/** Undefined when these values do not even coalesce, which is told elsewhere. */
function judge(run: Run, user: GoMap): Judged | undefined {
  const { chart, profile } = run.view;
  try {
    const judged = new Judged();
    const warn = (text: string) => void judged.warnings.push(text);
    const root = processDependencies(chart as NonNullable<typeof chart>, user, profile, () => {});
    const values = coalesceValues(root, user, profile, warn);
    judgeTree(run, judged, { root, chart: root, names: [], values });
    return judged;
  } catch (error) {
    if (error instanceof GoError) return undefined;
    throw error;
  }
}

interface Part {
  readonly root: ProcessedChart;
  readonly chart: ProcessedChart;
  readonly names: readonly string[];
  readonly values: GoMap;
}

function judgeTree(run: Run, judged: Judged, part: Part): void {
  const { root, chart, names, values } = part;
  if (chart.schema) {
    const file = fileAt(run.snapshot, chart.schema.source);
    const parsed: JsonSchema | undefined = file && schemaIn(file);
    const { violations, schemaProblem } = judgeValues(chart.schema.text, parsed, values);
    if (schemaProblem !== undefined && file) judged.schemas.push(schemaProblemOf(file, schemaProblem));
    for (const violation of violations) {
      if (names.length === 0 && isOfMissing(run, violation)) continue;
      const id = JSON.stringify([names, violation.path, violation.keyword, violation.message]);
      judged.set(id, { ...violation, id, names, root });
    }
  }
  for (const sub of chart.dependencies) {
    const { name } = sub.metadata;
    const inner = values.get(name);
    if (inner instanceof GoMap) judgeTree(run, judged, { root, chart: sub, names: [...names, name], values: inner });
  }
}

function isOfMissing({ missing }: Run, { path, property }: Violation): boolean {
  return missing.has(String(path[0] ?? property ?? ''));
}

function judgeFile(run: Run, file: FileText): Judged | undefined {
  try {
    return judge(run, readValues(file.text, undefined, run.view.profile));
  } catch (error) {
    if (error instanceof GoError) return undefined;
    throw error;
  }
}

/** The files of the active set, the winner first. */
function activeFiles({ snapshot, view }: Run): FileText[] {
  const files = activeValuesFiles(snapshot, view.folder).map(({ file }) => file);
  return files.reverse();
}

/** The chart's other values files; each is judged alone over values.yaml. */
function otherFiles(run: Run): FileText[] {
  const { snapshot, view } = run;
  const active = new Set(activeFiles(run));
  const defaults = joinUri(view.folder, 'values.yaml');
  return [...filesBelow(snapshot, view.folder), ...boundFiles(snapshot, view.folder)].filter(
    (file) => roleIn(snapshot, view.folder, file.uri) === 'values' && file.uri !== defaults && !active.has(file),
  );
}

function layerOf(file: FileText): Layer {
  return { view: valuesView(file), chart: [] };
}

/** At the outermost file that says it; what none says is told where its surroundings are. */
function place(run: Run, files: readonly FileText[], found: Found): ValuesProblem {
  const defaults = defaultLayers(run.snapshot, found.root, found.names);
  const layers = [...files.map(layerOf), ...defaults];
  // What is missing at the very top is missing in values.yaml.
  const candidates = found.what === 'table' && found.path.length === 0 ? [...defaults, ...layers] : layers;
  for (const layer of candidates) {
    const problem = problemIn(layer, found);
    if (problem) return problem;
  }
  const nearest = candidates[0];
  const [uri, span] = nearest
    ? [nearest.view.file.uri, nearestSpan(nearest.view, [...found.names, ...found.path])]
    : [joinUri(run.view.folder, 'Chart.yaml'), { start: 0, end: 0 }];
  return { uri, span, severity: 'error', message: withPointer(found) };
}

/** What is underlined only stands near it, so the message says where it is, as Helm does. */
function withPointer({ names, path, message }: Found): string {
  const pointer = [...names, ...path].map((step) => `/${step}`).join('');
  return pointer === '' ? message : `at '${pointer}': ${message}`;
}

function problemIn(layer: Layer, found: Found): ValuesProblem | undefined {
  const path = writtenIn(layer, found.names, found.path);
  const span = path && spanOf(layer.view, { ...found, path });
  return span && { uri: layer.view.file.uri, span, severity: 'error', message: found.message };
}

/** In this file, when it is written there, or when it is this file that brings it about. */
function placeIn(file: FileText, found: Found, plain: Judged | undefined): ValuesProblem | undefined {
  const layer = layerOf(file);
  const isNew = plain !== undefined && !plain.has(found.id);
  const removed = found.property !== undefined && writtenIn(layer, found.names, [...found.path, found.property]);
  if (found.what === 'table' && isNew && removed) {
    // A null takes a default away.
    const message = `${found.message} (null removes the default)`;
    return { uri: file.uri, span: nearestSpan(layer.view, removed), severity: 'error', message };
  }
  const here = found.what === 'table' && !isNew ? undefined : problemIn(layer, found);
  if (here) return here;
  if (!isNew) return undefined;
  const span = nearestSpan(layer.view, [...found.names, ...found.path]);
  return { uri: file.uri, span, severity: 'error', message: withPointer(found) };
}

function unique(problems: readonly ValuesProblem[]): ValuesProblem[] {
  const byKey = new Map(
    problems.map((problem) => [JSON.stringify([problem.uri, problem.span, problem.message]), problem]),
  );
  return [...byKey.values()];
}
