// The words of a release's templates that are keys of values, by word: each with every value that it may be.

import { templateView } from '../../documents/template.ts';
import { ELEMENT } from '../../documents/values.ts';
import type { FileText, Snapshot } from '../../workspace/snapshot.ts';
import { underSet } from '../../workspace/values-set.ts';
import type { ChartNode, ChartTree } from '../charts.ts';
import { objectPath } from '../context.ts';
import { templatesIn } from '../release-part.ts';
import { type Embedded, embeddedOf, embeddedWith, resolveEmbedded, resolveIn } from '../templates.ts';
import type { Possible } from '../value.ts';
import { absolutePaths } from './absolute.ts';
import type { Address } from './addresses.ts';
import { isCut } from './every-caller.ts';
import { everyPath } from './every-path.ts';
import { baseOf, type Name, type NameBase, namesOf, viewWith } from './names.ts';

export interface TemplateWord {
  readonly file: FileText;
  /** The chart whose file it is. */
  readonly chart: ChartNode;
  /** The template inside another text (a string, a scalar of a values file, a file) that the word stands in. */
  readonly embedded: Embedded | undefined;
  readonly name: Name;
  /** What the word is looked up in, as paths from charts' root objects. */
  readonly base: Possible;
  /** The values that it may be; none when it is something else. */
  readonly values: readonly Address[];
  /** Fields of built-in objects that it may be: `['Release', 'Name']`. */
  readonly fields: readonly BuiltinField[];
  /** There are more callers than were followed. */
  readonly isPartial: boolean;
}

export interface BuiltinField {
  readonly chart: ChartNode;
  readonly object: string;
  readonly path: readonly string[];
}

const memos = new WeakMap<ChartTree, Map<string, readonly TemplateWord[]>>();

/** The places where templates of the release write `word` as a key, in the order of its charts and files. */
export function templateWords(snapshot: Snapshot, tree: ChartTree, word: string): readonly TemplateWord[] {
  let byWord = memos.get(tree);
  if (byWord === undefined) memos.set(tree, (byWord = new Map()));
  let words = byWord.get(word);
  if (words === undefined) byWord.set(word, (words = find(underSet(snapshot, tree.root.folder), tree, word)));
  return words;
}

/** The same if somebody asked for them before. */
export function knownWords(tree: ChartTree, word: string): readonly TemplateWord[] | undefined {
  return memos.get(tree)?.get(word);
}

/** The same of one file, for which the others are not read. */
export function wordsInFile(given: Snapshot, tree: ChartTree, file: FileText, word: string): readonly TemplateWord[] {
  const known = memos.get(tree)?.get(word);
  if (known) return known.filter((found) => found.file === file);
  const snapshot = underSet(given, tree.root.folder);
  const chart = tree.charts.find(({ templates }) => templates.includes(file));
  const own = chart ? fileWords(snapshot, tree, chart, file, word) : [];
  return [...own, ...embeddedWords(snapshot, tree, embeddedOf(snapshot, tree, file), word)];
}

/** The one word, without asking for the others that are written like it. */
export function templateWord(
  given: Snapshot,
  tree: ChartTree,
  place: { readonly file: FileText; readonly chart: ChartNode; readonly embedded: Embedded | undefined },
  name: Name,
): TemplateWord {
  const snapshot = underSet(given, tree.root.folder);
  const { file, chart, embedded } = place;
  const view = templateView(embedded?.file ?? file, snapshot.settings);
  const local = baseOf(view, name);
  const base = embedded ? resolveEmbedded(snapshot, tree, embedded, local.value) : baseIn(snapshot, tree, chart, local);
  return { file, chart, embedded, name, base, ...wholeMeaning(snapshot, tree, chart, local, base, name.word) };
}

function find(snapshot: Snapshot, tree: ChartTree, word: string): TemplateWord[] {
  const own = tree.charts.flatMap((chart) =>
    templatesIn(tree, chart).flatMap((file) => fileWords(snapshot, tree, chart, file, word)),
  );
  return [...own, ...embeddedWords(snapshot, tree, embeddedWith(snapshot, tree, word), word)];
}

function fileWords(
  snapshot: Snapshot,
  tree: ChartTree,
  chart: ChartNode,
  file: FileText,
  word: string,
): readonly TemplateWord[] {
  const view = viewWith(file, snapshot.settings, word);
  const names = view ? namesOf(view, word) : [];
  if (view === undefined || names.length === 0) return NONE;
  return names.map((name) => {
    const local = baseOf(view, name);
    const base = baseIn(snapshot, tree, chart, local);
    return { file, chart, embedded: undefined, name, base, ...wholeMeaning(snapshot, tree, chart, local, base, word) };
  });
}

const NONE: readonly TemplateWord[] = [];

function embeddedWords(
  snapshot: Snapshot,
  tree: ChartTree,
  all: readonly Embedded[],
  word: string,
): readonly TemplateWord[] {
  return all.flatMap((embedded) => {
    const view = templateView(embedded.file, snapshot.settings);
    const { host, chart } = embedded;
    return namesOf(view, word).map((name) => {
      const base = resolveEmbedded(snapshot, tree, embedded, baseOf(view, name).value);
      return { file: host, chart, embedded, name, base, ...meaning(tree, base, word), isPartial: isCut(base) };
    });
  });
}

function baseIn(snapshot: Snapshot, tree: ChartTree, chart: ChartNode, { value, body }: NameBase): Possible {
  const plain = body === undefined ? absolutePaths(value, chart.folder) : undefined;
  return plain ?? resolveIn(snapshot, tree, { chart, call: { body } }, value);
}

/** With more callers than one value holds, all of them are asked; what lies in dicts is no matter, since the word is a key of these. */
function wholeMeaning(
  snapshot: Snapshot,
  tree: ChartTree,
  chart: ChartNode,
  local: NameBase,
  base: Possible,
  word: string,
): Pick<TemplateWord, 'values' | 'fields' | 'isPartial'> {
  if (!isCut(base)) return { ...meaning(tree, base, word), isPartial: false };
  const all = everyPath(snapshot, tree, { chart, body: local.body }, local.value);
  if (all === undefined) return { ...meaning(tree, base, word), isPartial: true };
  return { ...meaning(tree, { refs: all.itself, complete: true }, word), isPartial: false };
}

/** The word is a key of what it is looked up in: of a dict it is the dict's own key, whatever value lies there. */
function meaning(tree: ChartTree, base: Possible, word: string): Pick<TemplateWord, 'values' | 'fields'> {
  const values: Address[] = [];
  const fields: BuiltinField[] = [];
  for (const ref of base.refs) {
    const found = ref.kind === 'path' ? objectPath(tree, { ...ref, path: [...ref.path, word] }) : undefined;
    if (found?.object === undefined) continue;
    const { chart, object, path } = found;
    if (object === 'Values' && path.length > 0) values.push({ chart, path });
    else if (object !== 'Values')
      fields.push({ chart, object, path: path.map((step) => (step === ELEMENT ? '*' : String(step))) });
  }
  return { values, fields };
}
