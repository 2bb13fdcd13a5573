// Where templates read a value, for hover and marks: by its own name, else as a part of a table that is taken whole.

import type { Span } from '#engine/text/span.ts';
import { ELEMENT, type Step } from '../documents/values.ts';
import type { FileText, Snapshot } from '../workspace/snapshot.ts';
import type { ChartNode } from './charts.ts';
import { type ValueUse, valueUses } from './occurrences.ts';

export interface ReadUse {
  readonly file: FileText;
  readonly span: Span;
}

export interface ReadUses {
  /** The path that is read: the value's own, or that of a table around it. */
  readonly path: readonly Step[];
  readonly uses: readonly ReadUse[];
}

/**
 * The reads of a value. When nobody names it, those of the nearest table around it that ends somebody's expression, as
 * in `toYaml .Values.resources` or `with .Values.resources`: what happens inside may read the value. None: `uses` is empty.
 */
export function readsOf(snapshot: Snapshot, chart: ChartNode, path: readonly (string | number)[]): ReadUses {
  const own = path.map((step): Step => (typeof step === 'number' ? ELEMENT : step));
  for (let length = own.length; length > 0; length--) {
    const at = own.slice(0, length);
    if (typeof at.at(-1) !== 'string') continue;
    const reads = valueUses(snapshot, chart, at).filter(({ isWrite }) => !isWrite);
    const uses = length === own.length ? reads : reads.filter(endsExpression);
    if (uses.length > 0) return { path: at, uses };
  }
  return { path: own, uses: [] };
}

function endsExpression({ word: { name } }: ValueUse): boolean {
  const { node, form } = name;
  if (form === 'string') return name.function !== 'hasKey';
  return 'parts' in node && name.part === node.parts.length - 1;
}
