// A table of the values as templates see it, when several files set it: their keys together, the winner of each.

import { resolved, type Step, shortValue, valueText } from '../../documents/values.ts';
import type { ChartNode, ChartTree } from '../../symbols/charts.ts';
import { childKeys, type ValueSite } from '../../symbols/values.ts';

const MOST_LINES = 12;

/** YAML of a few lines; undefined when nothing in use has keys there. */
export function mergedText(tree: ChartTree, chart: ChartNode, path: readonly Step[]): string | undefined {
  const lines: string[] = [];
  write(tree, chart, path, '', lines);
  if (lines.length === 0) return undefined;
  return lines.length > MOST_LINES ? [...lines.slice(0, MOST_LINES), '# …'].join('\n') : lines.join('\n');
}

function write(tree: ChartTree, chart: ChartNode, path: readonly Step[], indent: string, lines: string[]): void {
  for (const [key, sites] of childKeys(tree, chart, path)) {
    if (lines.length > MOST_LINES) return;
    const used = sites.filter(({ role }) => role !== 'other');
    const [winner] = used;
    // A null takes away what the files below it say.
    if (winner === undefined || isNull(winner)) continue;
    const node = resolved(winner.value);
    const name = /^[\w.$/-]+$/.test(key) ? key : JSON.stringify(key);
    if (node?.kind === 'map' && node.children.length > 0) {
      lines.push(`${indent}${name}:`);
      write(tree, chart, [...path, key], `${indent}  `, lines);
    } else lines.push(...valueLines(winner, `${indent}${name}:`, indent));
  }
}

function isNull({ value }: ValueSite): boolean {
  const node = resolved(value);
  return node === null || (node.kind === 'scalar' && (node.isAbsent || node.resolved.type === 'null'));
}

function valueLines({ view, value }: ValueSite, head: string, indent: string): string[] {
  const node = resolved(value);
  if (node?.kind === 'list' && node.isFlow)
    return [`${head} ${view.file.text.slice(node.start, node.end).replace(/\s+/g, ' ')}`];
  const isList = node?.kind === 'list' && node.items.length > 0;
  if (!isList) return [`${head} ${shortValue(view, value)}`];
  return [
    head,
    ...valueText(view, value)
      .split('\n')
      .map((line) => `${indent}  ${line}`),
  ];
}
