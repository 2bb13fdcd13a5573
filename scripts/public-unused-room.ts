// What scripts/public-unused.mjs asks of one chart: its unused keys, and whether the chart renders the same without each.

import { isMergeKey } from '#engine/yaml/read-tree.ts';
import { entriesOf, placesOf, valuesView } from '#language/documents/values.ts';
import { type ChartNode, type ChartTree, chartTreeUnder } from '#language/symbols/charts.ts';
import { readingOf } from '#language/symbols/reading/reading.ts';
import { unknownValues } from '#language/symbols/reading/unknown.ts';
import { type UnusedKey, unusedKeys } from '#language/symbols/reading/unused.ts';
import { templateIndex } from '#language/symbols/templates.ts';
import { renderChart } from '#language/workspace/render-chart.ts';
import { applyChanges, type FileText, type Snapshot } from '#language/workspace/snapshot.ts';
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
  /** Values that nothing sets: place, path and the key that is meant. */
  readonly unknown: readonly string[];
  readonly keys: number;
  readonly isOpen: boolean;
  /** Of finding them the first time, and after an edit. */
  readonly first: number;
  readonly milliseconds: number;
  readonly templates: number;
}

export function unusedIn(folder: string, hasTimes: boolean): Answer {
  const { snapshot, root } = loadChart(folder);
  const tree = chartTreeUnder(snapshot, root);
  const start = performance.now();
  const own = tree.charts.filter((chart) => chart.folder === root || chart.folder.startsWith(`${root}/`));
  const keys = own.flatMap((chart) => unusedKeys(snapshot, tree, chart));
  const first = performance.now() - start;
  const milliseconds = hasTimes ? timedAgain(snapshot, root) : first;
  const before = new Map<string, string>();
  const found = keys.map((key): Found => {
    const { file, path, meant } = key;
    const line = file.text.slice(0, key.key.start).split('\n').length;
    const { verdict, detail } = judged(snapshot, root, tree, key, before);
    return { uri: file.uri, line, path: path.join('.'), meant, verdict, detail };
  });
  return {
    found,
    unknown: own.flatMap((chart) => chart.templates.flatMap((file) => unknownIn(snapshot, tree, chart, file))),
    keys: tree.root.defaults ? keysIn(tree.root.defaults) : 0,
    isOpen: readingOf(snapshot, tree).isOpen,
    first,
    milliseconds,
    templates: tree.charts.flatMap(({ templates }) => templates).length,
  };
}

function unknownIn(snapshot: Snapshot, tree: ChartTree, chart: ChartNode, file: FileText): string[] {
  return unknownValues(snapshot, tree, chart, file).map(({ span, path, meant }) => {
    const line = file.text.slice(0, span.start).split('\n').length;
    return `${file.uri}:${line}  ${path.join('.')}  ${meant}`;
  });
}

/** After a template is typed in, with what the features of that moment have looked up before. */
function timedAgain(snapshot: Snapshot, root: string): number {
  const times = [1, 2, 3].map((round) => {
    const uri = chartTreeUnder(snapshot, root).root.templates[0]?.uri ?? '';
    const text = `${snapshot.files.get(uri)?.text ?? ''}\n{{ .Values.zzTyped${round} }}\n`;
    const edited = applyChanges(snapshot, [{ kind: 'file', uri, text }]);
    const tree = chartTreeUnder(edited, root);
    templateIndex(edited, tree);
    for (const chart of tree.charts) if (chart.defaults) valuesView(chart.defaults);
    const start = performance.now();
    for (const chart of tree.charts) unusedKeys(edited, tree, chart);
    return performance.now() - start;
  });
  return Math.min(...times);
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
  const { file } = key;
  const { text } = file;
  const entry = {
    start: key.entry.start,
    end: key.entry.start + text.slice(key.entry.start, key.entry.end).trimEnd().length,
  };
  const lineStart = text.lastIndexOf('\n', entry.start - 1) + 1;
  const renamed = `${text.slice(0, key.key.start)}zzNobodyReads${text.slice(key.key.end)}`;
  const texts = [renamed];
  if (/^\s*$/.test(text.slice(lineStart, entry.start)) && text.slice(entry.end).search(/\S/) !== 0 && !isOnly(key))
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
      // A schema may forbid the other name, or miss the key.
      if (now !== expected && now.includes('meet the specifications of the schema')) return SCHEMA;
      if (now !== expected)
        return { verdict: 'differs', detail: `${name || 'defaults'}: ${difference(expected, now)}` };
    }
  }
  return { verdict: 'same', detail: '' };
}

/** Without its only key a table would be null, which is something else. */
function isOnly({ file, path }: UnusedKey): boolean {
  const table = placesOf(valuesView(file), path.slice(0, -1))[0];
  return table === undefined || entriesOf(table).length < 2;
}

const SCHEMA = { verdict: 'unknown', detail: 'the schema of the chart asks for the key' } as const;

function difference(a: string, b: string): string {
  const [left, right] = [a.split('\n'), b.split('\n')];
  const at = left.findIndex((line, i) => line !== right[i]);
  if (at < 0) return `ends with ${right.slice(left.length).join(' ').slice(0, 200)}`;
  return `${left[at]?.slice(0, 100)} -> ${right[at]?.slice(0, 100)}`;
}

function output(snapshot: Snapshot, root: string): string {
  const { templates, errors } = renderChart(snapshot, root);
  return [
    ...templates.map(({ name, output: { text } }) => `${name}\n${text}`),
    ...errors.map(({ message }) => message),
  ].join('\n');
}
