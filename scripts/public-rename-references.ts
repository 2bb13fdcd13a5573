// References held against a search of the plain text: `.Values.a.b` in a template is a use of the key a.b of its chart's values.

import type { Span } from '#engine/text/span.ts';
import type { YamlNode } from '#engine/yaml/read-tree.ts';
import { templateView, walkNodes } from '#language/documents/template.ts';
import { keyText, valuesView } from '#language/documents/values.ts';
import { references } from '#language/features/references.ts';
import { type ChartNode, chartTreeUnder } from '#language/symbols/charts.ts';
import { loadChart } from './public-symbols-times.ts';

export interface Searched {
  /** Keys whose references were asked for. */
  readonly keys: number;
  /** Places that the search found. */
  readonly places: number;
  /** Those that references do not list, as `uri:line  path`. */
  readonly missed: readonly string[];
}

/** Asks for the references of up to `most` keys of each values.yaml of the chart, evenly spread. */
export function missedReferences(folder: string, most: number): Searched {
  const { snapshot, root } = loadChart(folder);
  const tree = chartTreeUnder(snapshot, root);
  const missed: string[] = [];
  let keys = 0;
  let places = 0;
  for (const chart of tree.charts) {
    const { defaults } = chart;
    if (defaults === undefined || !defaults.uri.startsWith(`${root}/`)) continue;
    const written = writtenPaths(chart, snapshot.settings);
    const all = [...keysOf(valuesView(defaults).tree.root, [])].filter(({ path }) => written.has(path.join('.')));
    const step = Math.max(1, all.length / most);
    for (let i = 0; i < all.length; i += step) {
      const { path, key } = all[Math.floor(i)] as Key;
      keys++;
      const found = references(snapshot, defaults.uri, key.start + 1, true) ?? [];
      const listed = new Set(found.map(({ uri, span }) => `${span.start} ${uri}`));
      for (const { uri, start, line } of written.get(path.join('.')) ?? []) {
        places++;
        if (!listed.has(`${start} ${uri}`)) missed.push(`${uri}:${line}  ${path.join('.')}`);
      }
    }
  }
  return { keys, places, missed };
}

interface Key {
  readonly path: readonly string[];
  readonly key: YamlNode;
}

function* keysOf(node: YamlNode | null, path: readonly string[]): Iterable<Key> {
  if (node?.kind !== 'map') return;
  for (const { key, value } of node.entries) {
    const text = keyText(key);
    if (text === undefined) continue;
    yield { path: [...path, text], key };
    yield* keysOf(value, [...path, text]);
  }
}

interface Place {
  readonly uri: string;
  /** Of the last word. */
  readonly start: number;
  readonly line: number;
}

type Settings = Parameters<typeof templateView>[1];

/** Where the chart's templates write `.Values.` and a path in an action, by path; read by letters alone. What a string says is
 * no use, and what a subchart's named template reads may be another chart's. */
function writtenPaths(chart: ChartNode, settings: Settings): ReadonlyMap<string, readonly Place[]> {
  const out = new Map<string, Place[]>();
  for (const { uri, text } of chart.templates) {
    const view = templateView({ uri, text } as Parameters<typeof templateView>[0], settings);
    const actions: Span[] = [];
    const others: Span[] = [];
    const isIn = (spans: readonly Span[], at: number) => spans.some(({ start, end }) => start <= at && at < end);
    walkNodes(view.parsed.main.root, (node) => {
      if (node.kind === 'pipe') actions.push(node.span);
      else if (node.kind === 'string') others.push(node.span);
      // The dot of a library's template is its caller's.
      else if (node.kind === 'define' && chart.parent) others.push(node.span);
    });
    for (const match of text.matchAll(/(?<![\w)\]])\.Values((?:\.[A-Za-z_]\w*)+)/g)) {
      if (!isIn(actions, match.index) || isIn(others, match.index)) continue;
      const words = (match[1] as string).slice(1).split('.');
      let start = match.index + '.Values.'.length;
      for (const [i, word] of words.entries()) {
        const path = words.slice(0, i + 1).join('.');
        const place = { uri, start, line: text.slice(0, start).split('\n').length };
        const known = out.get(path);
        if (known) known.push(place);
        else out.set(path, [place]);
        start += word.length + 1;
      }
    }
  }
  return out;
}
