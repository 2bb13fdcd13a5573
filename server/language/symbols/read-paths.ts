// The keys that a template's text reads below each written path of `.Values`, without asking what any dot is.

import { type TemplateView, templateView, walkNodes } from '../documents/template.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { ChartNode } from './charts.ts';

/** How often each key is read. */
export type ReadCounts = ReadonlyMap<string, number>;

const memo = new WeakMap<TemplateView, ReadonlyMap<string, ReadCounts>>();

/** What follows each path of `.Values` in a text, by the path's keys with dots; the empty path is `.Values` itself. */
export function readPaths(view: TemplateView): ReadonlyMap<string, ReadCounts> {
  let known = memo.get(view);
  if (known !== undefined) return known;
  const found = new Map<string, Map<string, number>>();
  walkNodes(view.parsed.main.root, (node) => {
    if (node.kind !== 'field' && node.kind !== 'variable') return;
    const { ident } = node;
    const at = node.kind === 'field' ? 0 : 1;
    if (ident[at] !== 'Values' || (at === 1 && ident[0] !== '$')) return;
    for (let i = at + 1; i < ident.length; i++) {
      const key = ident.slice(at + 1, i).join('.');
      let names = found.get(key);
      if (names === undefined) found.set(key, (names = new Map()));
      const name = ident[i] as string;
      if (name !== '') names.set(name, (names.get(name) ?? 0) + 1);
    }
  });
  known = found;
  memo.set(view, known);
  return known;
}

/** The keys that a chart's templates, and below a subchart's name that chart's, read below a path, those read most first. */
export function readKeys(snapshot: Snapshot, chart: ChartNode, path: readonly string[]): string[] {
  const counts = new Map<string, number>();
  const add = (node: ChartNode, steps: readonly string[]) => {
    const key = steps.join('.');
    for (const file of node.templates) {
      const names = readPaths(templateView(file, snapshot.settings)).get(key);
      for (const [name, count] of names ?? []) counts.set(name, (counts.get(name) ?? 0) + count);
    }
    for (const sub of node.subcharts)
      if (steps[0] !== undefined && sub.keys.includes(steps[0])) add(sub, steps.slice(1));
  };
  add(chart, path);
  return [...counts].sort(([, a], [, b]) => b - a).map(([name]) => name);
}
