// Values of a file's own text in terms of its chart's root object: nearly all are plain paths, and need no reckoning.

import type { PathRef, Possible, Ref } from '../value.ts';

/** The value with the chart's root object as its dot; undefined when it holds more than paths. */
export function absolutePaths(value: Possible, folder: string): Possible | undefined {
  const { refs, complete } = value;
  if (!refs.every(isPath)) return undefined;
  return { refs: refs.map((ref) => (ref.chart === undefined ? { ...ref, chart: folder } : ref)), complete };
}

function isPath(ref: Ref): ref is PathRef {
  return ref.kind === 'path';
}
