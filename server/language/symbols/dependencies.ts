// The dependencies that a Chart.yaml names, entry by entry with their places: what conditions, tags and versions stand there.

import { valuesView } from '../documents/values.ts';
import { childOf, fieldText, itemsOf, scalarTexts } from '../documents/yaml-fields.ts';
import { type FileText, fileAt, type Snapshot } from '../workspace/snapshot.ts';
import { joinUri } from '../workspace/uri.ts';
import { type ChartNode, pathIn } from './charts.ts';

export interface DependencyEntry {
  readonly index: number;
  readonly name: string;
  readonly alias: string;
  readonly version: string;
  readonly repository: string;
  /** Paths of values, the first that is set decides. */
  readonly conditions: readonly string[];
  readonly tags: readonly string[];
}

const memo = new WeakMap<FileText, readonly DependencyEntry[]>();

/** The entries of `dependencies` in a Chart.yaml, requirements.yaml or Chart.lock. */
export function dependencyEntries(file: FileText): readonly DependencyEntry[] {
  let entries = memo.get(file);
  if (entries === undefined) {
    entries = itemsOf(childOf(valuesView(file).tree.root, 'dependencies')).map((item, index) => ({
      index,
      name: fieldText(item, 'name'),
      alias: fieldText(item, 'alias'),
      version: fieldText(item, 'version'),
      repository: fieldText(item, 'repository'),
      conditions: fieldText(item, 'condition')
        .split(',')
        .map((path) => path.trim())
        .filter((path) => path !== ''),
      tags: scalarTexts(childOf(item, 'tags')).filter((tag) => tag !== ''),
    }));
    memo.set(file, entries);
  }
  return entries;
}

/** Those of a chart; charts of Helm 2's kind name them in requirements.yaml. */
export function dependenciesOf(chart: ChartNode): readonly DependencyEntry[] {
  const at = (path: string) => chart.files.find((file) => pathIn(chart.folder, file) === path);
  const files = [at('Chart.yaml'), at('requirements.yaml')];
  return files.flatMap((file) => (file ? dependencyEntries(file) : []));
}

/** The versions that Chart.lock holds, by name. */
export function lockedVersions(snapshot: Snapshot, folder: string): ReadonlyMap<string, string> {
  const lock = fileAt(snapshot, joinUri(folder, 'Chart.lock'));
  return new Map(lock ? dependencyEntries(lock).map(({ name, version }) => [name, version]) : []);
}

/** The keys that switch dependencies on and off below a path of a chart's values: parts of conditions, and names of tags. */
export function switchKeys(chart: ChartNode, path: readonly unknown[]): Map<string, 'table' | 'flag'> {
  const out = new Map<string, 'table' | 'flag'>();
  const add = (steps: readonly string[]) => {
    const key = steps[path.length];
    if (key === undefined || !path.every((step, i) => step === steps[i])) return;
    const kind = steps.length === path.length + 1 ? 'flag' : 'table';
    if (!out.has(key)) out.set(key, kind);
  };
  for (const { conditions, tags } of dependenciesOf(chart)) {
    for (const condition of conditions) add(condition.split('.'));
    if (chart.parent === undefined) for (const tag of tags) add(['tags', tag]);
  }
  return out;
}
