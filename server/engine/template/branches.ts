// How often each condition of a rendered file's own text was met and held, and how many turns its loops took.

import type { BranchNode } from './node.ts';

/** All runs of one `if`, `with` or `range` together. */
export interface BranchRuns {
  runs: number;
  /** Runs whose condition held; of a range: those that had something to go through. */
  held: number;
  /** Turns of a range; 0 for others. */
  turns: number;
}

export type BranchLog = Map<BranchNode, BranchRuns>;

/** Adds one run. */
export function countRun(log: BranchLog, node: BranchNode, holds: boolean, turns: number): void {
  let known = log.get(node);
  if (known === undefined) log.set(node, (known = { runs: 0, held: 0, turns: 0 }));
  known.runs++;
  if (holds) known.held++;
  known.turns += turns;
}
