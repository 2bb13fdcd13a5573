// Which templates of a chart ran away, and for how long the next render leaves them out.

import type { RenderBounds } from '#language/workspace/render-chart.ts';
import type { Change } from '#language/workspace/snapshot.ts';
import { normalizeUri } from '#language/workspace/uri.ts';

/** A template that takes longer than this is stopped by ending the thread. */
const FILE_MS = 10_000;
/** One that did so before gets less, so that mending it does not hold up its neighbours with every keystroke. */
const SUSPECT_MS = 2_000;
/** What comes before the first template, and all that comes after the last: values, schemas, sorting, checks. */
const CHART_MS = 30_000;
/** Each "Continue" multiplies the limits by this. */
const MORE = 10;

/** What is known of one root chart. */
interface Record {
  times: number;
  /** Templates that are left out, with what is told in their place. */
  readonly skip: Map<string, string>;
  readonly suspects: Set<string>;
}

/** Remembers, for each root chart, what to expect of it. */
export class Runaways {
  readonly #charts = new Map<string, Record>();

  boundsOf(root: string): RenderBounds {
    const record = this.#charts.get(root);
    return record ? { times: record.times, skip: new Map(record.skip) } : {};
  }

  /** How long the template may take, or the chart outside of its templates; in milliseconds. */
  patience(root: string, file: string | undefined): number {
    const record = this.#charts.get(root);
    const usual = file === undefined ? CHART_MS : record?.suspects.has(file) ? SUSPECT_MS : FILE_MS;
    return usual * (record?.times ?? 1);
  }

  ranAway(root: string, file: string, why: string): void {
    const record = this.#record(root);
    record.skip.set(file, why);
    record.suspects.add(file);
  }

  /** A render came to its end: what it did not leave out is beyond suspicion. */
  finished(root: string): void {
    const record = this.#charts.get(root);
    for (const file of record?.suspects ?? []) if (!record?.skip.has(file)) record?.suspects.delete(file);
  }

  /** The chart is to be given more. */
  allowMore(root: string): void {
    const record = this.#record(root);
    record.times *= MORE;
    record.skip.clear();
    record.suspects.clear();
  }

  /** What ran away is tried again once it may have changed. Another plain template has no part in it. */
  follow(changes: readonly Change[]): void {
    for (const [root, { skip }] of this.#charts) {
      for (const file of [...skip.keys()])
        if (changes.some((change) => concerns(change, root, file))) skip.delete(file);
    }
  }

  forget(root: string): void {
    this.#charts.delete(root);
  }

  #record(root: string): Record {
    let record = this.#charts.get(root);
    if (record === undefined) {
      record = { times: 1, skip: new Map(), suspects: new Set() };
      this.#charts.set(root, record);
    }
    return record;
  }
}

function concerns(change: Change, root: string, file: string): boolean {
  if (change.kind === 'settings') return true;
  if (change.kind === 'set') return normalizeUri(change.root) === root;
  if (change.kind !== 'file') return false;
  const uri = normalizeUri(change.uri);
  if (!uri.startsWith(`${root}/`)) return false;
  // Helm's name begins with the chart's, which need not be its folder's; a subchart may have an alias.
  const isOther = /\/templates\/(?:.*\/)?[^_/][^/]*\.ya?ml$/.test(uri) && !/\/charts\//.test(uri.slice(root.length));
  return !isOther || uri.endsWith(file.slice(file.indexOf('/')));
}
