// Which subcharts a chart really has: enabled by conditions and tags, copied under their aliases, values imported.
//
// Helm works on charts that point to each other and shares parts of them between the copies of an aliased chart (Helm 3
// more than Helm 4), which shows in names and paths. So the work is done on linked nodes with the same sharing, and only
// the result is the plain immutable tree that the other rooms read.

import { parseConstraint, parseVersion, satisfies } from '../functions/semver-core.ts';
import { GoError } from '../values/errors.ts';
import { GoMap } from '../values/value.ts';
import type { Chart, Dependency } from './chart.ts';
import { type CoalesceProfile, coalesceValues } from './coalesce.ts';
import { type Warn, type Warnings, warningsOf } from './coalesce-warnings.ts';
import { importValues } from './import-values.ts';
import { tableAt, valueAt } from './value-path.ts';

/** A chart as it takes part in a release: metadata carry the alias and the processed list, values the imports. */
export interface ProcessedChart extends Chart {
  /** Helm's chart path (`root/charts/alias/charts/sub`), under which its templates are named. Two nodes may share one path. */
  readonly path: string;
  /** The loaded chart it was made of. */
  readonly loaded: Chart;
  readonly dependencies: readonly ProcessedChart[];
}

/**
 * Enables, disables, renames and copies subcharts as `user` and Chart.yaml say, then imports values. Throws GoError with
 * Helm's text (Helm 4's install puts `chart dependencies processing failed: ` before it).
 */
export function processDependencies(chart: Chart, user: GoMap, profile: CoalesceProfile, warn: Warn): ProcessedChart {
  const root = linkChart(chart, undefined);
  const run: DependencyRun = { profile, warn, warnings: warningsOf(profile, warn) };
  enableDependencies(run, root, user, '');
  importValues(run, root);
  return finish(root, new Map());
}

/** The chart as a processed one without any processing: for charts shown outside a release. */
export function unprocessed(chart: Chart): ProcessedChart {
  return finish(linkChart(chart, undefined), new Map());
}

export interface DependencyRun {
  readonly profile: CoalesceProfile;
  readonly warn: Warn;
  readonly warnings: Warnings;
}

/** An entry of Chart.yaml while it is worked on; `name` becomes the alias. */
export interface Requirement {
  readonly entry: Dependency;
  name: string;
  enabled: boolean;
  importValues: Dependency['importValues'];
  imported: boolean;
}

/** What copies of a chart may share: its name and its list. */
interface NodeMetadata {
  name: string;
  requirements: Requirement[] | undefined;
}

/** A chart while it is worked on. */
export interface ChartNode {
  readonly loaded: Chart;
  metadata: NodeMetadata;
  values: GoMap;
  dependencies: ChartNode[];
  parent: ChartNode | undefined;
}

function linkChart(chart: Chart, parent: ChartNode | undefined): ChartNode {
  const requirements = chart.metadata.dependencies?.map((entry) => ({
    entry,
    name: entry.name,
    enabled: entry.enabled,
    importValues: entry.importValues,
    imported: false,
  }));
  const metadata = { name: chart.metadata.name, requirements };
  const node: ChartNode = { loaded: chart, metadata, values: chart.values, dependencies: [], parent };
  node.dependencies = chart.dependencies.map((sub) => linkChart(sub, node));
  return node;
}

/** Makes these the node's subcharts, and the node their parent: a shared subchart belongs to the last who took it. */
function adopt(node: ChartNode, subcharts: ChartNode[]): void {
  node.dependencies = subcharts;
  for (const sub of subcharts) sub.parent = node;
}

function enableDependencies(run: DependencyRun, node: ChartNode, values: GoMap, path: string): void {
  const { requirements } = node.metadata;
  // Helm's nil list: an absent one, and one that processing has emptied.
  if (requirements === undefined) return;
  adopt(node, instantiate(run, node, requirements));
  for (const requirement of requirements) requirement.enabled = true;
  const merged = coalesceValues(node, values, run.profile, run.warn);
  applyTags(run, requirements, merged);
  applyConditions(run, requirements, merged, path);
  const disabled = new Set(requirements.filter((one) => !one.enabled).map((one) => one.name));
  const enabled = node.dependencies.filter((sub) => !disabled.has(sub.metadata.name));
  for (const sub of enabled) enableDependencies(run, sub, merged, `${path}${sub.metadata.name}.`);
  const kept = requirements.filter((one) => !disabled.has(one.name));
  node.metadata.requirements = kept.length === 0 ? undefined : kept;
  adopt(node, enabled);
}

/** Subcharts that no entry asks for, then one instance for each entry that a subchart satisfies; entries take their alias. */
function instantiate(run: DependencyRun, node: ChartNode, requirements: readonly Requirement[]): ChartNode[] {
  const asked = (sub: ChartNode) => requirements.some((one) => matches(sub, one));
  const out = node.dependencies.filter((sub) => !asked(sub));
  for (const requirement of requirements) {
    const found = node.dependencies.find((sub) => matches(sub, requirement));
    if (found) out.push(instanceOf(run, found, requirement));
    if (requirement.entry.alias !== '') requirement.name = requirement.entry.alias;
  }
  return out;
}

function matches(sub: ChartNode, requirement: Requirement): boolean {
  return sub.metadata.name === requirement.name && isCompatible(requirement.entry.version, sub.loaded.metadata.version);
}

/** Whether the version lies in the range; a text that cannot be read as one or the other never matches. */
export function isCompatible(constraint: string, version: string): boolean {
  try {
    return satisfies(parseConstraint(constraint), parseVersion(version));
  } catch (error) {
    if (error instanceof GoError) return false;
    throw error;
  }
}

/** A copy of the chart for one entry. Helm 3 shares the entries and the subcharts below it, Helm 4 the subcharts' metadata. */
function instanceOf(run: DependencyRun, found: ChartNode, requirement: Requirement): ChartNode {
  const instance: ChartNode = { ...found, metadata: { ...found.metadata } };
  if (run.profile.major === 4) {
    instance.metadata.requirements = found.metadata.requirements?.map((one) => ({ ...one }));
    adopt(
      instance,
      found.dependencies.map((sub) => ({ ...sub })),
    );
  }
  if (requirement.entry.alias !== '') instance.metadata.name = requirement.entry.alias;
  return instance;
}

/** One true tag enables, else one false tag disables, else the entry is enabled. */
function applyTags(run: DependencyRun, requirements: readonly Requirement[], values: GoMap): void {
  const tags = tableAt(values, 'tags');
  if (!(tags instanceof GoMap)) return;
  for (const requirement of requirements) {
    const said: boolean[] = [];
    for (const tag of requirement.entry.tags) {
      const value = tags.get(tag);
      if (typeof value === 'boolean') said.push(value);
      else if (value !== undefined) {
        const { name } = requirement;
        run.warnings.warn(
          `Warning: Tag '${tag}' for chart ${name} returned non-bool value`,
          'returned non-bool value',
          [
            ['tag', tag],
            ['chart', name],
          ],
        );
      }
    }
    requirement.enabled = said.includes(true) || !said.includes(false);
  }
}

/** The first path that holds a bool decides, whatever the tags say. */
function applyConditions(
  run: DependencyRun,
  requirements: readonly Requirement[],
  values: GoMap,
  prefix: string,
): void {
  for (const requirement of requirements) {
    for (const path of trimSpace(requirement.entry.condition).split(',')) {
      const value = path === '' ? undefined : valueAt(values, prefix + path);
      if (typeof value === 'boolean') {
        requirement.enabled = value;
        break;
      }
      if (value === undefined) continue;
      const { name } = requirement;
      const text = `Warning: Condition path '${path}' for chart ${name} returned non-bool value`;
      run.warnings.warn(text, 'returned non-bool value', [
        ['path', path],
        ['chart', name],
      ]);
    }
  }
}

/** strings.TrimSpace. */
function trimSpace(text: string): string {
  return text.replace(/^[\s\u0085]+|[\s\u0085]+$/g, '');
}

/** The immutable tree; nodes that are shared stay shared. */
function finish(node: ChartNode, done: Map<ChartNode, ProcessedChart>): ProcessedChart {
  const known = done.get(node);
  if (known) return known;
  const { loaded, metadata } = node;
  const dependencies = metadata.requirements?.map(
    (one): Dependency => ({ ...one.entry, name: one.name, enabled: one.enabled, importValues: one.importValues }),
  );
  const processed: ProcessedChart = {
    ...loaded,
    metadata: { ...loaded.metadata, name: metadata.name, dependencies },
    values: node.values,
    path: pathOf(node),
    loaded,
    dependencies: node.dependencies.map((sub) => finish(sub, done)),
  };
  done.set(node, processed);
  return processed;
}

function pathOf(node: ChartNode): string {
  return node.parent ? `${pathOf(node.parent)}/charts/${node.metadata.name}` : node.metadata.name;
}
