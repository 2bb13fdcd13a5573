// What `.` is at the top of each template: one root object per chart of the tree, shared by all templates of that chart.

import type { ChartFile } from '../chart/chart.ts';
import { chartObject } from '../chart/chart-object.ts';
import type { ProcessedChart } from '../chart/dependencies.ts';
import { FilesMap } from '../chart/files.ts';
import type { Profile } from '../chart/profile.ts';
import { ValuesMap } from '../chart/values-map.ts';
import { GoMap, mapOf, type Value } from '../values/value.ts';
import { type Release, releaseObject } from './release.ts';

/** One template file of the chart tree, ready to run. */
export interface Renderable {
  /** `chart/charts/sub/templates/x.yaml`: Helm's name for it. */
  readonly name: string;
  /** `chart/charts/sub/templates` */
  readonly basePath: string;
  readonly file: ChartFile;
  /** Full path of the chart it belongs to: `chart/charts/sub`. */
  readonly chartPath: string;
  readonly chart: ProcessedChart;
  /** The chart's root object. */
  readonly dot: GoMap;
}

export interface Scope {
  readonly release: Release;
  readonly capabilities: Value;
  readonly profile: Profile;
}

/** Every template of the chart tree with its root object, in Helm's order of parsing and rendering. */
export function renderables(chart: ProcessedChart, values: GoMap, scope: Scope): Renderable[] {
  // By name: two nodes of the tree may share one path, and then the last one's templates stand (helm-spec 3.7).
  const out = new Map<string, Renderable>();
  const release = releaseObject(scope.release);
  const collect = (current: ProcessedChart, parentValues: GoMap | undefined): GoMap => {
    const subcharts = mapOf();
    const isRoot = parentValues === undefined;
    const own = isRoot ? values : table(parentValues, current.metadata.name);
    const { profile } = scope;
    const scoped = own instanceof ValuesMap ? own : valuesMap(own ?? new GoMap(), profile);
    const root = valuesMap(
      mapOf({
        Chart: chartObject(current, isRoot, profile),
        Files: new FilesMap(current.files, profile),
        Release: release,
        Capabilities: scope.capabilities,
        Values: scoped,
        Subcharts: subcharts,
      }),
      profile,
    );
    // Under .Subcharts a chart's object is a plain map of the very same entries.
    const plain = new GoMap(root.entries);
    for (const dependency of current.dependencies) {
      const name = dependency.metadata.name;
      subcharts.set(name, collect(dependency, scoped));
    }
    const { path } = current;
    const isLibrary = current.metadata.type.toLowerCase() === 'library';
    for (const file of current.templates) {
      if (isLibrary && !baseName(file.name).startsWith('_')) continue;
      const name = `${path}/${file.name}`;
      out.set(name, { name, basePath: `${path}/templates`, file, chartPath: path, chart: current, dot: root });
    }
    return plain;
  };
  collect(chart, undefined);
  return sortTemplates([...out.values()]);
}

/** Deepest path first, and among equals the last name first, so that what Helm prefers is parsed last. */
function sortTemplates(items: Renderable[]): Renderable[] {
  const keyed = items.map((item) => ({ item, depth: item.name.split('/').length }));
  keyed.sort((a, b) => b.depth - a.depth || (a.item.name < b.item.name ? 1 : a.item.name > b.item.name ? -1 : 0));
  return keyed.map((entry) => entry.item);
}

function table(values: GoMap, name: string): GoMap | undefined {
  const value = values.get(name);
  return value instanceof GoMap ? value : undefined;
}

/** The same entries under the named Values type, which has methods. */
export function valuesMap(map: GoMap, profile: Profile): ValuesMap {
  const named = new ValuesMap(map.entries, profile);
  named.slots = map.slots;
  return named;
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
