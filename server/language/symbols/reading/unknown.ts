// Values that a template prints, nothing sets, and that have nearly the name of a key beside them: most likely mistyped. A
// value that nothing sets is no mistake by itself, so whatever looks as if its author knew leaves it alone.

import type { AnyNode, PipeNode } from '#engine/template/node.ts';
import type { Span } from '#engine/text/span.ts';
import { nodesAt, type TemplateView, templateView, walkNodes } from '../../documents/template.ts';
import { editDistance, nearest } from '../../schema/near.ts';
import { type FileText, fileAt, type Snapshot } from '../../workspace/snapshot.ts';
import { joinUri } from '../../workspace/uri.ts';
import { underSet } from '../../workspace/values-set.ts';
import type { ChartNode, ChartTree } from '../charts.ts';
import { allNames, type Name, namesOf } from '../occurrences/names.ts';
import { templateWord } from '../occurrences/reads.ts';
import { treesOfUsers } from '../users.ts';
import { childKeys } from '../values.ts';

export interface UnknownValue {
  readonly file: FileText;
  /** The word. */
  readonly span: Span;
  readonly path: readonly string[];
  /** The key beside it that is set. */
  readonly meant: string;
}

/** Those in one template of a chart. */
export function unknownValues(given: Snapshot, tree: ChartTree, chart: ChartNode, file: FileText): UnknownValue[] {
  const snapshot = underSet(given, tree.root.folder);
  const view = templateView(file, snapshot.settings);
  if (chart.isLibrary || view.parsed.errors.length > 0) return [];
  const names = fieldsOf(view);
  if (names.length === 0) return [];
  const trees = [...new Set([tree, ...treesOfUsers(snapshot, chart.folder)])];
  const isSaid = (word: string) => trees.some((each) => saysWord(snapshot, each, word));
  const unsaid = new Map<string, boolean>();
  return names.flatMap((name) => {
    let isUnsaid = unsaid.get(name.word);
    if (isUnsaid === undefined) {
      isUnsaid = !isSaid(name.word) && trees.every((each) => isPrintedOnly(snapshot, each, name.word));
      unsaid.set(name.word, isUnsaid);
    }
    return isUnsaid ? (unknownAt(snapshot, tree, chart, file, name) ?? []) : [];
  });
}

/** Names of one or two letters are near to everything. */
const SHORTEST = 3;

const fields = new WeakMap<TemplateView, readonly Name[]>();

function fieldsOf(view: TemplateView): readonly Name[] {
  let known = fields.get(view);
  if (known === undefined)
    fields.set(view, (known = allNames(view).filter(({ form, word }) => form === 'field' && word.length >= SHORTEST)));
  return known;
}

function unknownAt(
  snapshot: Snapshot,
  tree: ChartTree,
  chart: ChartNode,
  file: FileText,
  name: Name,
): UnknownValue | undefined {
  const word = templateWord(snapshot, tree, { file, chart, embedded: undefined }, name);
  const [value] = word.values;
  if (value === undefined || word.values.length > 1 || !word.base.complete || word.isPartial) return undefined;
  if (word.base.refs.length > 1 || value.path.some((step) => typeof step !== 'string')) return undefined;
  if (value.chart.dependencies.some(({ alias, name: own }) => !isHere(value.chart, alias || own))) return undefined;
  const path = value.path as readonly string[];
  const meant = nearest(name.word, childKeys(tree, value.chart, path.slice(0, -1)).keys());
  return meant === undefined || !isSlip(name.word, meant) ? undefined : { file, span: name.span, path, meant };
}

/** `serviceAccount` is another word than `serviceAccountName`. */
function isSlip(word: string, meant: string): boolean {
  return word.toLowerCase() === meant.toLowerCase() || editDistance(word, meant, 3) < 3;
}

function isHere(chart: ChartNode, key: string): boolean {
  return chart.subcharts.some(({ keys }) => keys.includes(key));
}

/** Whether any values file, schema or Chart.yaml of the release has the word, be it in a comment, or a template as a text. */
function saysWord(snapshot: Snapshot, tree: ChartTree, word: string): boolean {
  return tree.charts.some((chart) => {
    const files = [chart.defaults, ...chart.otherValues, ...besides(snapshot, chart)];
    if (files.some((file) => file && wordsOf(file).has(word))) return true;
    return chart.templates.some((file) => textsOf(templateView(file, snapshot.settings)).has(word));
  });
}

function besides(snapshot: Snapshot, { folder }: ChartNode): (FileText | undefined)[] {
  return ['values.schema.json', 'Chart.yaml', 'requirements.yaml'].map((name) =>
    fileAt(snapshot, joinUri(folder, name)),
  );
}

const words = new WeakMap<FileText, ReadonlySet<string>>();

function wordsOf(file: FileText): ReadonlySet<string> {
  let known = words.get(file);
  if (known === undefined) words.set(file, (known = new Set(file.text.match(/[\p{L}_][\p{L}\p{N}_]*/gu))));
  return known;
}

const texts = new WeakMap<TemplateView, ReadonlySet<string>>();

/** Texts that are written out: keys of `set`, `dict`, `hasKey`, `dig`, `index`. */
function textsOf(view: TemplateView): ReadonlySet<string> {
  let known = texts.get(view);
  if (known === undefined) {
    const found = new Set<string>();
    walkNodes(view.parsed.main.root, (node) => {
      if (node.kind === 'string') found.add(node.text);
    });
    texts.set(view, (known = found));
  }
  return known;
}

/** Nobody asks whether it is there, and nobody puts something else in its place. */
function isPrintedOnly(snapshot: Snapshot, tree: ChartTree, word: string): boolean {
  return tree.charts.every((chart) =>
    chart.templates.every((file) => {
      const view = templateView(file, snapshot.settings);
      return namesOf(view, word).every((name) => isPrinted(nodesAt(view, name.span.start)));
    }),
  );
}

const PRINTERS = new Set(
  'quote squote toYaml toJson toString nindent indent trim upper lower b64enc int int64 print printf trunc trimSuffix'.split(
    ' ',
  ),
);

/** The nodes lead from the file down to the name. */
function isPrinted(nodes: readonly AnyNode[]): boolean {
  return nodes.every((node, i) => {
    const next = nodes[i + 1];
    // What stands behind an else is there for who sets no more than this.
    if (node.kind === 'if' || node.kind === 'with' || node.kind === 'range')
      return next === undefined || (next !== node.pipe && next !== node.elseList);
    if (node.kind === 'define') return true;
    return node.kind !== 'pipe' || isPrintingPipe(node);
  });
}

function isPrintingPipe({ decl, cmds }: PipeNode): boolean {
  return (
    decl.length === 0 && cmds.every(({ args: [first] }) => first?.kind !== 'identifier' || PRINTERS.has(first.ident))
  );
}
