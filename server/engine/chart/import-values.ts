// import-values: tables of a subchart's defaults that become defaults of its parent.

import { quoteGo } from '../values/quote.ts';
import { GoMap } from '../values/value.ts';
import type { Dependency } from './chart.ts';
import { mergeChartValues } from './coalesce.ts';
import { coalesceTables, deepCopy } from './coalesce-tables.ts';
import type { ChartNode, DependencyRun, Requirement } from './dependencies.ts';
import { tableAt, tableBelow } from './value-path.ts';

/** Rewrites the values of the charts below `node`, then its own: children's defaults and imports, its own winning. */
export function importValues(run: DependencyRun, node: ChartNode): void {
  for (const sub of node.dependencies) importValues(run, sub);
  const { requirements } = node.metadata;
  if (requirements === undefined) return;
  const defaults = mergeChartValues(node, run.profile, run.warn);
  let imported = new GoMap();
  for (const requirement of requirements) {
    const done: Dependency['importValues'][number][] = [];
    // An entry that copies of an aliased chart share is imported for the first of them only.
    for (const item of requirement.imported ? [] : requirement.importValues) {
      done.push(typeof item === 'string' ? { child: `exports.${item}`, parent: '.' } : item);
      const table = findTable(run, defaults, requirement, item);
      // Tables are shared on purpose: a later import that reaches one writes into the defaults too, as in Helm.
      if (table) imported = coalesceTables(run, imported, table, '', true);
    }
    requirement.importValues = done;
    requirement.imported = true;
  }
  node.values = coalesceTables(run, deepCopy(defaults), imported, '', true);
}

/** The table that one item names, placed below the path it is imported to; undefined, with a warning, when there is none. */
function findTable(
  run: DependencyRun,
  defaults: GoMap,
  { name }: Requirement,
  item: Dependency['importValues'][number],
): GoMap | undefined {
  const child = typeof item === 'string' ? `exports.${item}` : item.child;
  const table = tableAt(defaults, `${name}.${child}`);
  if (table instanceof GoMap) return typeof item === 'string' ? table : tableBelow(item.parent, table);
  const error = `${quoteGo(table.missing)} is not a table`;
  if (typeof item === 'string') {
    run.warnings.warn(`Warning: ImportValues missing table: ${error}`, 'ImportValues missing table', [
      ['error', error],
    ]);
  } else {
    const text = 'ImportValues missing table from chart';
    run.warnings.warn(`Warning: ${text} ${name}: ${error}`, text, [
      ['chart', name],
      ['error', error],
    ]);
  }
  return undefined;
}
