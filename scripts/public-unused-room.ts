// What scripts/public-unused.mjs asks of one chart: its unused keys, and whether the chart renders the same without each.

import { isMergeKey } from '#engine/yaml/read-tree.ts';
import { valuesView } from '#language/documents/values.ts';
import { type ChartTree, chartTreeUnder } from '#language/symbols/charts.ts';
import { readingOf } from '#language/symbols/reading/reading.ts';
import { type UnusedKey, unusedKeys } from '#language/symbols/reading/unused.ts';
import { renderChart } from '#language/workspace/render-chart.ts';
import { applyChanges, type Snapshot } from '#language/workspace/snapshot.ts';
import { DEFAULT_SETTINGS } from '#protocol';
import { loadChart } from './public-symbols-room.ts';

export interface Found {
  readonly uri: string;
  readonly line: number;
  readonly path: string;
  readonly meant: string | undefined;
  /** Renders the same without it, under the defaults and each file of ci/. */
  readonly verdict: 'same' | 'differs' | 'unknown';
  readonly detail: string;
}

export interface Answer {
  readonly found: readonly Found[];
  readonly keys: number;
  readonly isOpen: boolean;
  /** Of finding them, the first time and once more. */
  readonly milliseconds: number;
  readonly templates: number;
}

export function unusedIn(folder: string): Answer {
  const { snapshot, root } = loadChart(folder);
  const tree = chartTreeUnder(snapshot, root);
  const start = performance.now();
  const keys = tree.charts
    .filter((chart) => chart.folder === root || chart.folder.startsWith(`${root}/`))
    .flatMap((chart) => unusedKeys(snapshot, tree, chart));
  const milliseconds = performance.now() - start;
  const before = new Map<string, string>();
  const found = keys.map((key): Found => {
    const { file, path, meant } = key;
    const line = file.text.slice(0, key.key.start).split('\n').length;
    const { verdict, detail } = judged(snapshot, root, tree, key, before);
    return { uri: file.uri, line, path: path.join('.'), meant, verdict, detail };
  });
  return {
    found,
    keys: tree.root.defaults ? keysIn(tree.root.defaults) : 0,
    isOpen: readingOf(snapshot, tree).isOpen,
    milliseconds,
    templates: tree.charts.flatMap(({ templates }) => templates).length,
  };
}

function keysIn(file: NonNullable<ChartTree['root']['defaults']>): number {
  const { root } = valuesView(file).tree;
  return root?.kind === 'map' ? root.entries.filter(({ key }) => !isMergeKey(key)).length : 0;
}

function judged(
  snapshot: Snapshot,
  root: string,
  tree: ChartTree,
  key: UnusedKey,
  before: Map<string, string>,
): Pick<Found, 'verdict' | 'detail'> {
  const { file, entry } = key;
  const { text } = file;
  const lineStart = text.lastIndexOf('\n', entry.start - 1) + 1;
  const renamed = `${text.slice(0, key.key.start)}zzNobodyReads${text.slice(key.key.end)}`;
  const texts = [renamed];
  if (/^\s*$/.test(text.slice(lineStart, entry.start)) && text.slice(entry.end).search(/\S/) !== 0)
    texts.push(text.slice(0, lineStart) + text.slice(entry.end).replace(/^[^\n]*\n?/, '\n'));
  const own = tree.root.otherValues.map(({ uri }) => uri.slice(root.length + 1));
  for (const set of [[], ...own.map((path) => [path])].slice(0, 8)) {
    const settings = { ...DEFAULT_SETTINGS, valuesFiles: set };
    const name = set.join();
    let expected = before.get(name);
    if (expected === undefined)
      before.set(name, (expected = output(applyChanges(snapshot, [{ kind: 'settings', settings }]), root)));
    for (const changed of texts) {
      const other = applyChanges(snapshot, [
        { kind: 'settings', settings },
        { kind: 'file', uri: file.uri, text: changed },
      ]);
      const now = output(other, root);
      if (now !== expected)
        return { verdict: 'differs', detail: `${name || 'defaults'}: ${difference(expected, now)}` };
    }
  }
  return { verdict: 'same', detail: '' };
}

function difference(a: string, b: string): string {
  const [left, right] = [a.split('\n'), b.split('\n')];
  const at = left.findIndex((line, i) => line !== right[i]);
  return `${left[at]?.slice(0, 100)} -> ${right[at]?.slice(0, 100)}`;
}

function output(snapshot: Snapshot, root: string): string {
  const { templates, errors } = renderChart(snapshot, root);
  return [
    ...templates.map(({ name, output: { text } }) => `${name}\n${text}`),
    ...errors.map(({ message }) => message),
  ].join('\n');
}
