// A part of a release: some of its templates, which the features that take a tree then see alone. Everything else of the
// release (its charts, their values and files) is there as it is in the whole.

import type { FileText } from '../workspace/snapshot.ts';
import type { ChartNode, ChartTree } from './charts.ts';

export interface ReleasePart {
  readonly whole: ChartTree;
  /** The templates that are seen. */
  readonly texts: ReadonlySet<FileText>;
  /** The charts whose values somebody asks about: every template that may be handed one of them is seen. */
  readonly folders: ReadonlySet<string>;
}

const parts = new WeakMap<ChartTree, ReleasePart>();

/** A tree of its own, since what is found out in it holds in the part alone. */
export function releasePart(part: ReleasePart): ChartTree {
  const tree = { ...part.whole };
  parts.set(tree, part);
  return tree;
}

/** Undefined: the tree is a whole release. */
export function partOfRelease(tree: ChartTree): ReleasePart | undefined {
  return parts.get(tree);
}

/** The chart's templates that are seen in the tree. */
export function templatesIn(tree: ChartTree, chart: ChartNode): readonly FileText[] {
  const part = parts.get(tree);
  return part ? chart.templates.filter((file) => part.texts.has(file)) : chart.templates;
}
