// Where templates read a value, for hover and marks: by its own name, else as a part of a table that is taken whole.

import type { Span } from '#engine/text/span.ts';
import { ELEMENT, type Step } from '../documents/values.ts';
import type { FileText, Snapshot } from '../workspace/snapshot.ts';
import type { ChartNode } from './charts.ts';
import { valueUses } from './occurrences.ts';

export interface ReadUse {
  readonly file: FileText;
  readonly span: Span;
}

export interface ReadUses {
  /** The path that is read: the value's own, or that of a table around it. */
  readonly path: readonly Step[];
  readonly uses: readonly ReadUse[];
}

/** The reads of a value. When nobody names it, those of the nearest table around it that somebody does; none: `uses` is empty. */
export function readsOf(snapshot: Snapshot, chart: ChartNode, path: readonly (string | number)[]): ReadUses {
  const own = path.map((step): Step => (typeof step === 'number' ? ELEMENT : step));
  for (let length = own.length; length > 0; length--) {
    const at = own.slice(0, length);
    if (typeof at.at(-1) !== 'string') continue;
    const uses = valueUses(snapshot, chart, at).filter(({ isWrite }) => !isWrite);
    if (uses.length > 0) return { path: at, uses };
  }
  return { path: own, uses: [] };
}
