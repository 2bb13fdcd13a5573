// The texts of a release in which a value of some charts can be at all. A file's own text sees the values of its own chart,
// and a named template those of the files that reach it by calls: whoever asks about one chart's value need not read the
// templates of its neighbours, which are most of a release. Told by letters alone, and the answer is never too small.

import { templateView } from '../../documents/template.ts';
import { mayComputeNames, namesDefined, namesQuoted } from '../../documents/written-words.ts';
import type { FileText, Snapshot } from '../../workspace/snapshot.ts';
import { underSet } from '../../workspace/values-set.ts';
import { type TemplateUses, usesOf } from '../calls.ts';
import type { ChartTree } from '../charts.ts';
import { type CandidateFile, candidateFiles, stringsIn, viewsInCandidate } from '../embedded.ts';
import { partOfRelease, releasePart } from '../release-part.ts';
import type { Possible, PrintedPart } from '../value.ts';
import type { Address } from './addresses.ts';

interface Memo {
  readonly parts: Map<string, ChartTree>;
  /** The letters that parts were made of. */
  letters: number;
}

const memos = new WeakMap<ChartTree, Memo>();

/**
 * With further parts more is read than in the whole release; a single part may be most of it, since what is found in it is
 * found nowhere else.
 */
const MOST_IN_PARTS = 0.75;

/** The part of the release that can see the values; `addresses` are all that they have in it. */
export function seenIn(given: Snapshot, tree: ChartTree, addresses: readonly Address[]): ChartTree {
  const folders = new Set(addresses.map(({ chart }) => chart.folder));
  if (partOfRelease(tree) || tree.charts.every(({ folder }) => folders.has(folder))) return tree;
  let memo = memos.get(tree);
  if (memo === undefined) memos.set(tree, (memo = { parts: new Map(), letters: 0 }));
  const key = [...folders].sort().join('\n');
  let part = memo.parts.get(key) ?? partWith(memo, folders);
  if (part === undefined) memo.parts.set(key, (part = findPart(given, tree, folders, memo)));
  return part;
}

/** One that was made for these charts and others sees as much. */
function partWith({ parts }: Memo, folders: ReadonlySet<string>): ChartTree | undefined {
  for (const part of parts.values()) {
    const known = partOfRelease(part)?.folders;
    if (known === undefined || [...folders].every((folder) => known.has(folder))) return part;
  }
  return undefined;
}

function findPart(given: Snapshot, tree: ChartTree, folders: ReadonlySet<string>, memo: Memo): ChartTree {
  const texts = new Reach(underSet(given, tree.root.folder), tree, folders).run();
  const all = tree.charts.flatMap(({ templates }) => templates);
  const isFirst = memo.parts.size === 0;
  memo.letters += lettersIn(texts);
  const isMost = !isFirst && memo.letters > lettersIn(all) * MOST_IN_PARTS;
  return isMost || all.every((file) => texts.has(file)) ? tree : releasePart({ whole: tree, texts, folders });
}

function lettersIn(files: Iterable<FileText>): number {
  let letters = 0;
  for (const { text } of files) letters += text.length;
  return letters;
}

/** Goes from the charts' own templates to those that they call, as far as anything is added. */
class Reach {
  readonly #snapshot: Snapshot;
  readonly #tree: ChartTree;
  readonly #texts = new Set<FileText>();
  readonly #defining = new Map<string, FileText[]>();
  readonly #called = new Set<string>();
  readonly #folders: ReadonlySet<string>;
  readonly #candidates: Set<CandidateFile>;
  /** Those of interest that some text writes. */
  readonly #words = new Set<string>();

  constructor(snapshot: Snapshot, tree: ChartTree, folders: ReadonlySet<string>) {
    this.#snapshot = snapshot;
    this.#tree = tree;
    this.#folders = folders;
    this.#candidates = new Set(candidateFiles(tree));
  }

  run(): ReadonlySet<FileText> {
    for (const { folder, templates } of this.#tree.charts) {
      for (const file of templates) {
        const names = namesDefined(file);
        if (names === undefined || this.#folders.has(folder)) this.#texts.add(file);
        for (const name of names ?? []) this.#defines(name, file);
      }
    }
    // A set goes on to what is added while it is gone through.
    for (const file of this.#texts) this.#template(file);
    return this.#texts;
  }

  #defines(name: string, file: FileText): void {
    const known = this.#defining.get(name);
    if (known) known.push(file);
    else this.#defining.set(name, [file]);
  }

  #template(file: FileText): void {
    const names = namesQuoted(file);
    for (const name of names ?? []) this.#call(name);
    const isEscaped = names === undefined;
    if (isEscaped || mayComputeNames(file.text)) {
      const uses = usesOf(templateView(file, this.#snapshot.settings));
      const chart = this.#tree.charts.find(({ templates }) => templates.includes(file)) ?? this.#tree.root;
      const strings = stringsIn(this.#snapshot, { chart, file, uses });
      for (const one of [uses, ...strings.map(({ part }) => part.uses)]) this.#uses(one);
    }
    const before = this.#words.size;
    for (const word of ['tpl', 'Files', 'Subcharts'])
      if ((isEscaped && word !== 'tpl') || file.text.includes(word)) this.#words.add(word);
    if (this.#words.size > before && this.#words.has('tpl')) this.#rendered();
  }

  /** Somebody renders texts: any scalar of values, and where `.Files` is named, any file of the charts. */
  #rendered(): void {
    for (const one of this.#candidates) {
      const { file, isValues, folder } = one;
      const isOfChart = this.#words.has('Files') && (this.#words.has('Subcharts') || this.#folders.has(folder));
      if (!isValues && !isOfChart) continue;
      this.#candidates.delete(one);
      const isCalling = (text: string) => /include|template|\\/.test(text);
      if (!isValues && !isCalling(file.text)) continue;
      for (const view of viewsInCandidate(this.#snapshot, one, isCalling)) this.#uses(usesOf(view));
    }
  }

  #uses({ callsByName, computed }: TemplateUses): void {
    for (const name of callsByName.keys()) this.#call(name);
    for (const { nameText } of computed) {
      const patterns = nameText && patternsOf(nameText);
      for (const name of this.#defining.keys())
        if (patterns?.some((pattern) => pattern.test(name)) ?? true) this.#call(name);
    }
  }

  #call(name: string): void {
    if (this.#called.has(name)) return;
    this.#called.add(name);
    for (const file of this.#defining.get(name) ?? []) this.#texts.add(file);
  }
}

/** What the names look like that the text may be; undefined when it may be any. Names of files are no templates' names. */
function patternsOf({ refs, complete }: Possible): RegExp[] | undefined {
  if (!complete || refs.length === 0) return undefined;
  const out: RegExp[] = [];
  for (const ref of refs) {
    if (ref.kind !== 'text') return undefined;
    const pieces = ref.parts.map((part) => (typeof part === 'string' ? escaped(part) : '.*'));
    const isFile = ref.parts.some((part) => typeof part !== 'string' && isBasePath(part));
    if (!isFile) out.push(new RegExp(`^${pieces.join('')}$`, 's'));
  }
  return out;
}

function isBasePath({ of }: PrintedPart): boolean {
  return of.refs.length > 0 && of.refs.every((ref) => ref.kind === 'path' && ref.path.at(-1) === 'BasePath');
}

function escaped(text: string): string {
  return text.replace(/[^\w]/g, '\\$&');
}
