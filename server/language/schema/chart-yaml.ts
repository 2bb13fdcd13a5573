// What is wrong with a Chart.yaml by itself: what Helm refuses in Helm's words, then what its lint and our schema find.

import { loadChart } from '#engine/chart/load.ts';
import { PROFILES } from '#engine/chart/profile.ts';
import { encloses, type Span, span } from '#engine/text/span.ts';
import type { YamlNode } from '#engine/yaml/read-tree.ts';
import type { Settings } from '#protocol';
import { keyText, placesOf, type ValuesView, valuesView } from '../documents/values.ts';
import type { FileText } from '../workspace/snapshot.ts';
import { CHART_SCHEMA, keysAt } from './json-schema.ts';
import { nearest } from './near.ts';
import { plainData, validateTree } from './validate.ts';
import { spanOf, type Violation } from './violation.ts';

export interface ChartYamlProblem {
  readonly severity: 'error' | 'warning' | 'information';
  readonly span: Span;
  readonly message: string;
}

/** `isRoot`: the chart is no part of another one; Helm 4 looks at the apiVersion of such charts only. */
export function chartYamlProblems(file: FileText, settings: Settings, isRoot: boolean): ChartYamlProblem[] {
  const refused = refusals(file, settings, isRoot);
  const view = valuesView(file);
  if (view.tree.error) return refused;
  const found = [...validateTree(CHART_SCHEMA, view.tree.root), ...lintOnly(view, settings)];
  const judged = found.flatMap((violation) => problemOf(view, violation, settings) ?? []);
  const more = settings.helmVersion === '4' ? [...judged, ...repeatedKeys(view.tree.root)] : judged;
  return [...refused, ...more.filter((problem) => !refused.some((told) => isSame(told, problem)))];
}

/** What the loader says of this file alone, each text once. */
function refusals(file: FileText, settings: Settings, isRoot: boolean): ChartYamlProblem[] {
  const profile = PROFILES[settings.helmVersion === '3' ? 3 : 4];
  const source = { path: 'Chart.yaml', text: file.text, source: file.uri };
  const { errors } = loadChart([source], { profile, tolerant: true, detect: isRoot });
  const out = new Map<string, ChartYamlProblem>();
  for (const { message, span: place } of errors) {
    const isApiVersion = /^(?:invalid chart apiVersion|unsupported chart version)$/.test(message);
    const named = isApiVersion ? spanOf(valuesView(file), { path: ['apiVersion'], what: 'value' }) : undefined;
    const where = place ?? named ?? span(0, 0);
    if (!out.has(message)) out.set(message, { severity: 'error', span: where, message });
  }
  return [...out.values()];
}

/** The same cause: Helm's text is about this very place, or about the key that is missing. */
function isSame(
  told: ChartYamlProblem,
  problem: ChartYamlProblem & { readonly missing?: string | undefined },
): boolean {
  if (problem.missing !== undefined) return told.message.includes(`chart.metadata.${problem.missing} is required`);
  const isAtStart = told.span.end === 0;
  return !isAtStart && (encloses(told.span, problem.span) || encloses(problem.span, told.span));
}

function problemOf(
  view: ValuesView,
  violation: Violation,
  settings: Settings,
): (ChartYamlProblem & { readonly missing?: string | undefined }) | undefined {
  if (violation.property !== undefined && isOtherCase(view, violation)) return undefined;
  const where = spanOf(view, violation);
  if (where === undefined) return undefined;
  const missing = violation.keyword === 'required' && violation.path.length === 0 ? violation.property : undefined;
  const severity = severityOf(view, violation, settings);
  return severity && { severity, span: where, message: messageOf(view, violation), missing };
}

/** Helm takes a key whatever its case when the very name is not there. */
function isOtherCase(view: ValuesView, { path, keyword, property = '' }: Violation): boolean {
  const table = keyword === 'required' ? path : path.slice(0, -1);
  const names = keyword === 'required' ? keysIn(view, table) : keysAt(CHART_SCHEMA, table).keys();
  return [...names].some((name) => name !== property && name.toLowerCase() === property.toLowerCase());
}

function keysIn(view: ValuesView, path: Violation['path']): string[] {
  const place = placesOf(view, path)[0];
  return place ? Object.keys((plainData(place.value) ?? {}) as object) : [];
}

/** Errors are what Helm refuses to load; the rest its lint complains about, unknown keys in Helm 4 only. */
function severityOf(
  view: ValuesView,
  violation: Violation,
  settings: Settings,
): ChartYamlProblem['severity'] | undefined {
  const { keyword, path, property = '' } = violation;
  const key = path[0];
  if (keyword === 'additionalProperties') {
    if (settings.helmVersion === '4') return 'warning';
    const names = keysAt(CHART_SCHEMA, path.slice(0, -1)).keys();
    return nearest(property, names) === undefined ? undefined : 'information';
  }
  if (keyword === 'required') return path.length === 0 && property !== 'apiVersion' ? 'error' : 'warning';
  if (keyword === 'enum') return key === 'type' ? 'error' : 'warning';
  // A text where Helm wants one is made of any scalar; version and appVersion fail in lint only.
  const isScalar = placesOf(view, path)[0]?.value.kind === 'scalar';
  return isScalar && (key === 'version' || key === 'appVersion') ? 'warning' : keyword === 'type' ? 'error' : 'warning';
}

/** Lint's words where it has some. */
function messageOf(view: ValuesView, violation: Violation): string {
  const { path, keyword, property } = violation;
  const [key] = path;
  if (path.length === 1 && keyword === 'type' && (key === 'version' || key === 'appVersion')) {
    const value = placesOf(view, path)[0]?.value;
    const text = value?.kind === 'scalar' ? value.text : '';
    const hint = text === '' ? '' : `; quote it: "${text}"`;
    return `${key} should be of type string but it's of type ${goType(value && plainData(value))}${hint}`;
  }
  if (key === 'apiVersion' || (path.length === 0 && property === 'apiVersion')) {
    const given = placesOf(view, ['apiVersion'])[0]?.value;
    const start =
      given === undefined
        ? 'apiVersion is required'
        : `apiVersion '${view.file.text.slice(given.start, given.end)}' is not valid`;
    return `${start}. The value must be either "v1" or "v2"`;
  }
  if (path.length === 0 && keyword === 'required') return `validation: chart.metadata.${property} is required`;
  return violation.message;
}

function goType(data: unknown): string {
  if (data === null || data === undefined) return '<nil>';
  if (Array.isArray(data)) return '[]interface {}';
  return { number: 'float64', boolean: 'bool', object: 'map[string]interface {}' }[typeof data as 'number'] ?? 'string';
}

/** Semantic versioning to the letter: three numbers, no `v`, no leading zeros. */
const SEMVER =
  /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-(0|[1-9]\d*|\d*[a-zA-Z-][\da-zA-Z-]*)(\.(0|[1-9]\d*|\d*[a-zA-Z-][\da-zA-Z-]*))*)?(\+[\da-zA-Z-]+(\.[\da-zA-Z-]+)*)?$/;

/** What no schema says: strict versions, and what apiVersion v1 does not know, in lint's words. */
function lintOnly(view: ValuesView, settings: Settings): Violation[] {
  const data = (view.tree.root && plainData(view.tree.root)) as Readonly<Record<string, unknown>> | null;
  const out: Violation[] = [];
  const version = data?.['version'];
  if (settings.helmVersion === '4' && typeof version === 'string' && version !== '' && !SEMVER.test(version)) {
    const message = `version '${version}' is not a valid SemVerV2`;
    out.push({ path: ['version'], what: 'value', keyword: 'version', message });
  }
  if (data?.['apiVersion'] !== 'v1') return out;
  const complain = (key: string, message: string) =>
    out.push({ path: [key], what: 'key', keyword: 'apiVersion', message });
  if (data['type']) complain('type', "chart type is not valid in apiVersion 'v1'. It is valid in apiVersion 'v2'");
  const { dependencies } = data;
  if (Array.isArray(dependencies) && dependencies.length > 0) {
    complain(
      'dependencies',
      "dependencies are not valid in the Chart file with apiVersion 'v1'. They are valid in apiVersion 'v2'",
    );
  }
  return out;
}

/** Keys that stand twice in one table: Helm takes the last, Helm 4's lint complains. */
function repeatedKeys(node: YamlNode | null): ChartYamlProblem[] {
  if (node?.kind === 'list') return node.items.flatMap(repeatedKeys);
  if (node?.kind !== 'map') return [];
  const seen = new Set<string>();
  return node.entries.flatMap(({ key, value }) => {
    const name = keyText(key);
    const isRepeated = name !== undefined && seen.has(name);
    if (name !== undefined) seen.add(name);
    const message = `key "${name}" already set in map`;
    const own: ChartYamlProblem[] = isRepeated
      ? [{ severity: 'warning', span: span(key.start, key.end), message }]
      : [];
    return [...own, ...repeatedKeys(value)];
  });
}
