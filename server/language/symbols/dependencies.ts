// The dependencies that a Chart.yaml names, entry by entry with their places: what conditions, tags and versions stand there.

import { entryOf, type YamlNode } from '#engine/yaml/read-tree.ts';
import { resolved, valuesView } from '../documents/values.ts';
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
    const list = child(valuesView(file).tree.root, 'dependencies');
    const items = list?.kind === 'list' ? list.items : [];
    entries = items.map((item, index) => ({
      index,
      name: scalar(item, 'name'),
      alias: scalar(item, 'alias'),
      version: scalar(item, 'version'),
      repository: scalar(item, 'repository'),
      conditions: scalar(item, 'condition')
        .split(',')
        .map((path) => path.trim())
        .filter((path) => path !== ''),
      tags: texts(child(item, 'tags')),
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

function child(node: YamlNode | null, key: string): YamlNode | null {
  const map = node && resolved(node);
  const value = map?.kind === 'map' ? entryOf(map, key)?.value : undefined;
  return value ? resolved(value) : null;
}

function scalar(node: YamlNode | null, key: string): string {
  const value = child(node, key);
  return value?.kind === 'scalar' ? value.text : '';
}

function texts(list: YamlNode | null): string[] {
  if (list?.kind !== 'list') return [];
  return list.items.flatMap((item) => {
    const node = resolved(item);
    return node?.kind === 'scalar' && node.text !== '' ? [node.text] : [];
  });
}
