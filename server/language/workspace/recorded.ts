// What is known of expressions in the good renders of templates: recorded after the render, and kept until there is something newer.

import type { Kept, RenderState } from './render-state.ts';
import type { RenderedTemplate } from './rendering.ts';
import { type SeenTable, sameTable } from './seen.ts';

/** What expressions came to in a good render of a template. */
export interface Recorded extends Kept<RenderedTemplate> {
  readonly seen: SeenTable;
}

/** What was recorded of a template as it was rendered; undefined: nothing, so far. */
export type TableOf = (template: RenderedTemplate) => SeenTable | undefined;

/** The state with what was recorded since; with `isAll`, what is not recorded will not be so soon. */
export function withRecorded(state: RenderState, tableOf: TableOf, isAll: boolean): RenderState {
  return { ...state, recorded: recordedOf(state.good, isAll ? undefined : state.recorded, tableOf) };
}

/** Of each good render what was recorded of it; else what was known `before`. */
export function recordedOf(
  good: RenderState['good'],
  before: RenderState['recorded'] | undefined,
  tableOf: TableOf,
): RenderState['recorded'] {
  const recorded = new Map<string, Recorded>();
  for (const [uri, { output, snapshot }] of good) {
    const seen = tableOf(output);
    const known = seen ? { output, snapshot, seen } : before?.get(uri);
    if (known) recorded.set(uri, known);
  }
  return recorded;
}

/** Whether what was recorded is told as before. */
export function sameRecorded(a: RenderState['recorded'], b: RenderState['recorded']): boolean {
  if (a.size !== b.size) return false;
  for (const [uri, { seen }] of a) {
    const other = b.get(uri)?.seen;
    if (other !== seen && (other === undefined || !sameTable(other, seen))) return false;
  }
  return true;
}
