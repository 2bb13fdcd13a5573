// The release that a preview shows while templates fail: their last good documents at their places among the live ones.

import { joinMapped, sliceMapped } from './mapped-text.ts';
import type { FlatMapping, MappedText } from './rendering.ts';

interface Chunk extends MappedText {
  /** Path in its `# Source` line; empty for what stands before the first. */
  readonly source: string;
  /** Names the document well enough to find its neighbours again. */
  readonly key: string;
}

/** As many merges as may wait for each other. */
const MOST_WAITING = 8;

/**
 * A merged release that is put together only when somebody looks at it: while an action is half typed, every key makes a
 * new one, and few are ever seen.
 */
export class MergedRelease implements MappedText {
  readonly #before: MappedText;
  readonly #now: MappedText;
  readonly #failed: ReadonlySet<string>;
  readonly #waiting: number;
  #whole: MappedText | undefined;

  constructor(before: MappedText, now: MappedText, failed: ReadonlySet<string>) {
    const last = before instanceof MergedRelease && before.#whole === undefined ? before : undefined;
    // What failed before and fails now was written by the same render.
    this.#before = last && sameNames(last.#failed, failed) ? last.#before : before;
    this.#now = now;
    this.#failed = failed;
    this.#waiting = this.#before === last ? last.#waiting + 1 : 0;
    if (this.#waiting > MOST_WAITING) this.#whole = this.#made;
  }

  get text(): string {
    return this.#made.text;
  }

  get mappings(): readonly FlatMapping[] {
    return this.#made.mappings;
  }

  get #made(): MappedText {
    this.#whole ??= mergeRelease(this.#before, this.#now, this.#failed);
    return this.#whole;
  }
}

function sameNames(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((name) => b.has(name));
}

/** `now` with those documents of `before` that the `failed` templates (by Helm's names) wrote. */
function mergeRelease(before: MappedText, now: MappedText, failed: ReadonlySet<string>): MappedText {
  const old = chunksOf(before);
  if (!old.some(({ source }) => failed.has(source))) return now;
  const merged = chunksOf(now);
  old.forEach((chunk, i) => {
    if (failed.has(chunk.source)) merged.splice(placeAfter(old, i, merged), 0, chunk);
  });
  return joinMapped(merged);
}

/** The place behind the nearest document that stood before this one and is still there. */
function placeAfter(old: readonly Chunk[], index: number, merged: readonly Chunk[]): number {
  for (let i = index - 1; i >= 0; i--) {
    const at = merged.findLastIndex(({ key }) => key === old[i]?.key);
    if (at >= 0) return at + 1;
  }
  return 0;
}

/** The documents with their `---` and `# Source` lines. Text of templates may hold such lines, too, so nobody must have written them. */
function chunksOf(release: MappedText): Chunk[] {
  const starts: number[] = [];
  let mapping = 0;
  for (const { index } of release.text.matchAll(/^---\n# Source: .*$/gm)) {
    while ((release.mappings[mapping]?.end ?? Number.POSITIVE_INFINITY) <= index) mapping++;
    if (release.mappings[mapping]?.site === undefined) starts.push(index);
  }
  if (starts[0] !== 0) starts.unshift(0);
  return starts
    .map((start, i) => sliceMapped(release, start, starts[i + 1] ?? release.text.length))
    .filter(({ text }) => text !== '')
    .map((part) => {
      const source = /^---\n# Source: (.*)\n/.exec(part.text)?.[1] ?? '';
      const name = /^kind:.*$/m.exec(part.text)?.[0] ?? '';
      return { ...part, source, key: `${source} ${name} ${/^ {2}name:.*$/m.exec(part.text)?.[0] ?? ''}` };
    });
}
