// The words of a release's templates that are keys of values, by word: each with every value that it may be.

import { templateView } from '../../documents/template.ts';
import { ELEMENT } from '../../documents/values.ts';
import type { FileText, Snapshot } from '../../workspace/snapshot.ts';
import { underSet } from '../../workspace/values-set.ts';
import type { ChartNode, ChartTree } from '../charts.ts';
import { objectPath } from '../context.ts';
import { type Embedded, embeddedIn, resolveEmbedded, resolveIn } from '../templates.ts';
import type { Possible } from '../value.ts';
import type { Address } from './addresses.ts';
import { baseOf, type Name, namesOf } from './names.ts';

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

function find(snapshot: Snapshot, tree: ChartTree, word: string): TemplateWord[] {
  const out: TemplateWord[] = [];
  for (const chart of tree.charts) {
    for (const file of chart.templates) {
      const view = templateView(file, snapshot.settings);
      for (const name of namesOf(view, word)) {
        const local = baseOf(view, name);
        const base = resolveIn(snapshot, tree, { chart, call: { body: local.body } }, local.value);
        out.push({ file, chart, embedded: undefined, name, base, ...meaning(tree, base, word) });
      }
    }
  }
  for (const embedded of embeddedIn(snapshot, tree)) {
    const view = templateView(embedded.file, snapshot.settings);
    for (const name of namesOf(view, word)) {
      const base = resolveEmbedded(snapshot, tree, embedded, baseOf(view, name).value);
      const { host, chart } = embedded;
      out.push({ file: host, chart, embedded, name, base, ...meaning(tree, base, word) });
    }
  }
  return out;
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
