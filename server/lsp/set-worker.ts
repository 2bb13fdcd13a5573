// The second thread's part in judging charts under all of their values sets: a render at a time, given up for anything newer.

import { groundOfSets, runSets, type SetRun } from '#language/lint/manifests/set-runs.ts';
import type { SetsCheck } from '#language/lint/manifests/sets.ts';
import type { RenderBounds } from '#language/workspace/render-chart.ts';
import type { Snapshot } from '#language/workspace/snapshot.ts';

/** A render that takes longer is left out: a runtime that cannot look for orders while it works makes others wait for it. */
const RENDER_MS = 3000;
/** All renders of a chart together; what is left then is left out. */
const CHART_MS = 12_000;
/** After so long the other thread is asked whether it wants something else. */
const SLICE_MS = 50;
/** As many charts as are edited at the same time. */
const MOST_CHARTS = 8;

interface Run {
  readonly ground: readonly unknown[];
  /** Undefined: it is done. */
  steps: SetRun | undefined;
  result: SetsCheck | undefined;
  spent: number;
}

export class SetWorker {
  readonly #now: () => number;
  readonly #hasNewer: () => boolean;
  /** What was found of each chart's texts and settings, or what is left to do; nothing of what was rendered. */
  readonly #runs = new Map<string, Run>();
  #begun = 0;

  constructor(now: () => number, hasNewer: () => boolean) {
    this.#now = now;
    this.#hasNewer = hasNewer;
  }

  /** Goes on where it was interrupted, while the chart is the same; undefined while there is more to do. What is done is not done again. */
  go(snapshot: Snapshot, root: string, bounds: RenderBounds | undefined): SetsCheck | undefined {
    const run = this.#runOf(snapshot, root, bounds);
    const begun = this.#now();
    while (run.steps !== undefined) {
      this.#begun = this.#now();
      const step = run.steps.next();
      run.spent += this.#now() - this.#begun;
      if (step.done) {
        run.result = step.value;
        run.steps = undefined;
      } else if (this.#now() - begun > SLICE_MS || this.#hasNewer()) return undefined;
    }
    return run.result;
  }

  #runOf(snapshot: Snapshot, root: string, bounds: RenderBounds | undefined): Run {
    const ground = [bounds?.times, ...[...(bounds?.skip ?? [])].flat(), ...groundOfSets(snapshot, root)];
    let run = this.#runs.get(root);
    const isSame = run?.ground.length === ground.length && ground.every((part, i) => part === run?.ground[i]);
    if (run === undefined || !isSame) run = this.#fresh(snapshot, root, bounds, ground);
    this.#runs.delete(root);
    this.#runs.set(root, run);
    if (this.#runs.size > MOST_CHARTS) this.#runs.delete(this.#runs.keys().next().value as string);
    return run;
  }

  #fresh(snapshot: Snapshot, root: string, bounds: RenderBounds | undefined, ground: Run['ground']): Run {
    const run: Run = { ground, steps: undefined, result: undefined, spent: 0 };
    const isTooLong = () => this.#now() - this.#begun > RENDER_MS;
    run.steps = runSets(snapshot, root, {
      stop: () => isTooLong() || this.#hasNewer(),
      isTooLong,
      isSpent: () => run.spent > CHART_MS,
      bounds,
    });
    return run;
  }
}
