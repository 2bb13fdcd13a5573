// What schemas of Kubernetes say of a place in values: it lies in a value that templates print whole into a field of an object.

import type { SchemaNode } from '../../schema/kubernetes/schema-node.ts';
import { schemasAt } from '../../schema/kubernetes/walk.ts';
import type { ChartNode, ChartTree } from '../charts.ts';
import type { FieldWorld } from '../fields/field-places.ts';
import { printedFields, printedWords } from './printed-fields.ts';

type Path = readonly (string | number)[];

/** The schemas of the value at a path of a chart's values; none where no table around it is printed as YAML. */
export function printedPlace(world: FieldWorld, tree: ChartTree, chart: ChartNode, path: Path): readonly SchemaNode[] {
  // Items of lists are printed with their list.
  const first = path.findIndex((step) => typeof step === 'number');
  for (let length = first < 0 ? path.length : first; length > 0; length--) {
    if (!mayBePrinted(tree, path[length - 1])) continue;
    const nodes = printedFields(world, chart, path.slice(0, length));
    if (nodes.length > 0) return schemasAt(nodes, path.slice(length));
  }
  return [];
}

function mayBePrinted({ charts }: ChartTree, word: string | number | undefined): boolean {
  return charts.some(({ templates }) => templates.some((file) => printedWords(file).has(String(word))));
}
