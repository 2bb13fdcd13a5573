// Rendered files kept from render to render, each with what it read: which templates, and what it wrote into shared tables.

import type { Run, TemplateSet } from '../template/exec.ts';
import type { ParsedFile, Tree } from '../template/node.ts';
import { Journal, type SharedTables, share } from '../values/journal.ts';
import type { RenderedFile } from './engine.ts';
import type { Renderable } from './scope.ts';

export interface Kept {
  readonly file: RenderedFile;
  /** The templates that were looked for, and what stood under these names. */
  readonly trees: ReadonlyMap<string, Tree | undefined>;
  readonly journal: Journal;
}

/**
 * The files of one render. Between renders all their writes stand, so that the tables are as after the last file; while a
 * render goes through the files, those of the files before the current one.
 */
export class KeptFiles {
  private readonly shared: SharedTables = new WeakSet();
  private readonly kept = new Map<string, Kept>();
  private items: readonly Renderable[] = [];
  private set: TemplateSet = new Map();
  /** Files before this one hold, and so do their writes. */
  private first = 0;
  /** A file wrote otherwise than before, or may have: all that come behind it run again. */
  private spoilt = false;

  constructor(items: readonly Renderable[]) {
    for (const item of items) share(item.dot, this.shared);
  }

  /** Begins a render: undoes what was written by the first file that must run again, and by all behind it. */
  begin(items: readonly Renderable[], set: TemplateSet): void {
    this.items = items;
    this.set = set;
    this.spoilt = false;
    const first = items.findIndex((item) => !this.holds(item));
    this.first = first < 0 ? items.length : first;
    for (let i = items.length - 1; i >= this.first; i--) this.of(i)?.journal.undo();
  }

  /** The kept file, its writes redone; undefined when it must run again. */
  reuse(index: number): RenderedFile | undefined {
    const kept = this.of(index);
    if (kept === undefined) return undefined;
    if (index < this.first) return kept.file;
    if (this.spoilt || !this.holds(this.items[index] as Renderable)) return undefined;
    kept.journal.redo();
    return kept.file;
  }

  /** Runs a file and keeps it. */
  render(index: number, run: Run, work: () => RenderedFile): RenderedFile {
    const { name } = this.items[index] as Renderable;
    const before = this.of(index);
    const journal = new Journal(this.shared);
    const file = journal.record(work);
    const trees = new Map([...run.lookups].map((lookup) => [lookup, this.set.get(lookup)]));
    this.kept.set(name, { file, trees, journal });
    this.spoilt ||= !journal.isEmpty || before?.journal.isEmpty === false;
    return file;
  }

  /** Names of the templates that the file looked for when it ran. */
  lookups(index: number): Iterable<string> {
    return this.of(index)?.trees.keys() ?? [];
  }

  /** The render ends before this file: what holds is redone, the rest runs in the next render. */
  stop(index: number): void {
    for (let i = index; i < this.items.length; i++) {
      if (this.reuse(i) !== undefined) continue;
      // What read its writes must run again even if the next run writes nothing.
      this.spoilt ||= this.of(i)?.journal.isEmpty === false;
      this.kept.delete((this.items[i] as Renderable).name);
    }
  }

  /**
   * Runs chosen files once more beside what is kept, each on the tables as they were before it; afterwards everything
   * stands as it did. `begin` is asked before each: undefined ends it.
   */
  replay(isChosen: (kept: Kept) => boolean, begin: (item: Renderable, kept: Kept) => (() => void) | undefined): void {
    const chosen = new Map<number, Kept>();
    for (const index of this.items.keys()) {
      const kept = this.of(index);
      if (kept !== undefined && isChosen(kept)) chosen.set(index, kept);
    }
    const first = chosen.keys().next().value;
    if (first === undefined) return;
    for (let i = this.items.length - 1; i >= first; i--) this.of(i)?.journal.undo();
    let at = first;
    try {
      for (; at < this.items.length; at++) {
        const kept = chosen.get(at);
        if (kept !== undefined) {
          const work = begin(this.items[at] as Renderable, kept);
          if (work === undefined) break;
          const journal = new Journal(this.shared);
          try {
            journal.record(work);
          } finally {
            journal.undo();
          }
        }
        this.of(at)?.journal.redo();
      }
    } finally {
      for (; at < this.items.length; at++) this.of(at)?.journal.redo();
    }
  }

  private of(index: number): Kept | undefined {
    return this.kept.get((this.items[index] as Renderable).name);
  }

  private holds(item: Renderable): boolean {
    const kept = this.kept.get(item.name);
    if (kept === undefined) return false;
    for (const [name, tree] of kept.trees) if (this.set.get(name) !== tree) return false;
    return true;
  }
}

/**
 * A file parsed anew, with the very trees of before for all defines that end before the first change: whoever includes
 * one of these need not run again.
 */
export function adoptTrees(fresh: ParsedFile, old: ParsedFile): ParsedFile {
  const same = commonLength(fresh.text, old.text);
  // What lies behind a syntax error, or holds it, is another thing once the error comes or goes.
  const sound = Math.min(...[...fresh.errors, ...old.errors].map(({ span }) => span.start));
  const defines = fresh.defines.map((tree) => {
    const { start, end } = tree.root.span;
    if (end >= sound) return tree;
    // Its end tag must be the same, too: a trim marker or an error in it reaches back into the define.
    const close = fresh.text.indexOf('}}', end);
    if (close < 0 || close + 2 > same) return tree;
    const isSame = ({ name, root }: Tree) => name === tree.name && root.span.start === start && root.span.end === end;
    return old.defines.find(isSame) ?? tree;
  });
  return { ...fresh, defines };
}

function commonLength(a: string, b: string): number {
  const end = Math.min(a.length, b.length);
  let at = 0;
  while (at < end && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  return at;
}
