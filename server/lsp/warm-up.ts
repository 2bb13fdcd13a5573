// Reads what the first request about a chart would have to read, a little at a time while nobody asks: large charts hold
// hundreds of texts, and the first hover should wait for none of them.

import { bracedScalars } from '#language/documents/scalar-templates.ts';
import { templateView } from '#language/documents/template.ts';
import { valuesView } from '#language/documents/values.ts';
import { usesOf } from '#language/symbols/calls.ts';
import { chartTreeUnder } from '#language/symbols/charts.ts';
import { readIndexAhead, templateIndex } from '#language/symbols/templates.ts';
import type { Snapshot } from '#language/workspace/snapshot.ts';
import { underSet } from '#language/workspace/values-set.ts';
import type { Host } from './host.ts';
import { guarded } from './run-safe.ts';

/** A request that comes meanwhile waits no longer than this, and for the reading of one text. */
const SLICE_MS = 5;

export class WarmUp {
  readonly #host: Pick<Host, 'after' | 'now' | 'log'>;
  readonly #snapshot: () => Snapshot;
  readonly #roots = new Set<string>();

  constructor(host: Pick<Host, 'after' | 'now' | 'log'>, snapshot: () => Snapshot) {
    this.#host = host;
    this.#snapshot = snapshot;
  }

  /** The root chart was loaded. What is read is remembered by text, so what is typed meanwhile takes nothing away. */
  begin(root: string): void {
    if (this.#roots.has(root)) return;
    this.#roots.add(root);
    this.#go(root, readingOf(this.#snapshot, root));
  }

  #go(root: string, reading: Iterator<void>): void {
    this.#host.after(1, () => {
      const end = this.#host.now() + SLICE_MS;
      const isDone = guarded(this.#host.log, 'warm-up', true, () => {
        while (reading.next().done !== true) if (this.#host.now() >= end) return false;
        return true;
      });
      if (isDone) this.#roots.delete(root);
      else this.#go(root, reading);
    });
  }
}

function* readingOf(current: () => Snapshot, root: string): Generator<void, void> {
  const snapshot = underSet(current(), root);
  const tree = chartTreeUnder(snapshot, root);
  for (const { templates, defaults, otherValues } of tree.charts) {
    for (const file of defaults ? [defaults, ...otherValues] : otherValues) {
      valuesView(file);
      yield;
      bracedScalars(file);
      yield;
    }
    for (const file of templates) {
      const view = templateView(file, snapshot.settings);
      yield;
      usesOf(view);
      yield;
    }
  }
  const late = underSet(current(), root);
  yield* readIndexAhead(late, chartTreeUnder(late, root));
  const last = underSet(current(), root);
  templateIndex(last, chartTreeUnder(last, root));
}
