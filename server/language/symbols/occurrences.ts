// Every occurrence of a value, a named template or a variable: in templates, values files, schemas, comments, Chart.yaml.
// An occurrence is the one word, without dots and quotes; who asks for a value gets the word of its last step.

import { type Span, span } from '#engine/text/span.ts';
import type { YamlNode } from '#engine/yaml/read-tree.ts';
import { templateView } from '../documents/template.ts';
import { type Step, valuesView } from '../documents/values.ts';
import type { FileText, Snapshot } from '../workspace/snapshot.ts';
import { fileAt } from '../workspace/snapshot.ts';
import { joinUri } from '../workspace/uri.ts';
import { underSet } from '../workspace/values-set.ts';
import { type ChartNode, type ChartTree, pathIn } from './charts.ts';
import { type Address, addressesOf, unifies } from './occurrences/addresses.ts';
import { pathsInChartYaml, stepNamed } from './occurrences/chart-yaml.ts';
import { commentedPaths, keyPlaces, namedIn } from './occurrences/keys.ts';
import { seenIn } from './occurrences/reach.ts';
import { knownWords, type TemplateWord, templateWord, templateWords, wordsInFile } from './occurrences/reads.ts';
import { schemaPlaces } from './occurrences/schema-keys.ts';
import { partOfRelease } from './release-part.ts';
import { membersFor, treesOfUsers } from './users.ts';

/**
 * `field` and `string`: a word of a template (`.tag`, `index … "tag"`). `key`: of a values file. `property` and
 * `required`: of values.schema.json. `comment`: a path that a values file's comment writes out. `chart`: a condition,
 * tag or import of Chart.yaml.
 */
export type OccurrenceKind = 'field' | 'string' | 'key' | 'property' | 'required' | 'comment' | 'chart';

export interface Occurrence {
  readonly file: FileText;
  /** The word itself. */
  readonly span: Span;
  /** Of keys and texts of YAML: the word with its quotes. */
  readonly whole?: Span;
  readonly kind: OccurrenceKind;
  /** It gives the value rather than uses it: keys of values files, `set`. */
  readonly isWrite: boolean;
}

/** A value's read in a template, with what is known of the word. */
export interface ValueUse extends Occurrence {
  readonly word: TemplateWord;
  /** The release in which it was found. */
  readonly tree: ChartTree;
}

/**
 * All occurrences of a value in every release of the workspace that holds the chart, each word once, by file: templates
 * first, then values files, the schema, comments, Chart.yaml.
 */
export function valueOccurrences(snapshot: Snapshot, chart: ChartNode, path: readonly Step[]): Occurrence[] {
  return distinct([
    ...valueUses(snapshot, chart, path),
    ...inEveryRelease(snapshot, chart, path).flatMap(({ tree, addresses }) => declarations(snapshot, tree, addresses)),
  ]);
}

/** The words of templates that are the value, in every release that holds the chart. */
export function valueUses(snapshot: Snapshot, chart: ChartNode, path: readonly Step[]): ValueUse[] {
  return distinct(
    inEveryRelease(snapshot, chart, path).flatMap(({ tree, addresses }) => usesIn(snapshot, tree, addresses)),
  );
}

interface InRelease {
  readonly tree: ChartTree;
  readonly addresses: readonly Address[];
}

function inEveryRelease(snapshot: Snapshot, chart: ChartNode, path: readonly Step[]): InRelease[] {
  return treesOfUsers(snapshot, chart.folder).map((tree) => ({
    tree,
    addresses: membersFor(snapshot, tree, chart.folder).flatMap((member) => addressesOf(tree, { chart: member, path })),
  }));
}

/** The words of one release's templates, or of `only` one of its files, that may be the value with these addresses. */
export function usesIn(
  snapshot: Snapshot,
  tree: ChartTree,
  addresses: readonly Address[],
  only?: FileText,
): ValueUse[] {
  const words = new Set(addresses.flatMap(({ path }) => lastWord(path)));
  return [...words].flatMap((word) =>
    (only
      ? wordsInFile(snapshot, tree, only, word).filter((found) => isOneOf(found, addresses))
      : wordsOf(snapshot, tree, addresses, word)
    ).map((found) => ({
      file: found.file,
      span: found.name.span,
      kind: found.name.form,
      isWrite: found.name.isWrite,
      word: found,
      tree,
    })),
  );
}

/** The words that may be one of the values; texts that cannot see these are not read. */
function wordsOf(
  snapshot: Snapshot,
  tree: ChartTree,
  addresses: readonly Address[],
  word: string,
): readonly TemplateWord[] {
  const part = knownWords(tree, word) ? tree : seenIn(snapshot, tree, addresses);
  const found = templateWords(snapshot, part, word).filter((one) => isOneOf(one, addresses));
  const seen = partOfRelease(part)?.texts;
  if (seen === undefined) return found;
  // Who else renders a text of values or a file is known to the whole release alone.
  if (found.some(({ embedded }) => embedded && !seen.has(embedded.host)))
    return templateWords(snapshot, tree, word).filter((one) => isOneOf(one, addresses));
  return found.map((one) => templateWord(snapshot, tree, one, one.name));
}

function isOneOf({ values }: TemplateWord, addresses: readonly Address[]): boolean {
  return values.some((value) => addresses.some((address) => isSame(address, value)));
}

function isSame(a: Address, b: Address): boolean {
  return a.chart.folder === b.chart.folder && unifies(a.path, b.path);
}

function lastWord(path: readonly Step[]): string[] {
  const last = path.at(-1);
  return typeof last === 'string' ? [last] : [];
}

/** Where files other than templates name the value with these addresses. */
export function declarations(snapshot: Snapshot, tree: ChartTree, addresses: readonly Address[]): Occurrence[] {
  const out: Occurrence[] = [];
  for (const address of addresses) {
    const { chart, path } = address;
    for (const file of valuesFilesOf(chart)) {
      for (const { key } of keyPlaces(valuesView(file), path))
        out.push({ file, span: wordSpan(file, key), whole: key, kind: 'key', isWrite: true });
    }
    const schema = fileAt(snapshot, joinUri(chart.folder, 'values.schema.json'));
    for (const { node, kind } of schema ? schemaPlaces(valuesView(schema), path).places : [])
      out.push({
        file: schema as FileText,
        span: wordSpan(schema as FileText, node),
        whole: node,
        kind,
        isWrite: false,
      });
    for (const file of valuesFilesOf(chart)) {
      for (const dotted of commentedPaths(file)) {
        const named = namedIn(dotted, path);
        if (named) out.push({ file, span: named, kind: 'comment', isWrite: false });
      }
    }
  }
  for (const path of pathsInChartYaml(snapshot, tree)) {
    for (const address of addresses) {
      const named = stepNamed(path, address);
      if (named) out.push({ file: path.file, span: named, kind: 'chart', isWrite: false });
    }
  }
  return distinct(out);
}

/** The chart's own values files, those of no set included; `--set` strings of the active set come as a file of their own. */
export function valuesFilesOf(chart: ChartNode): readonly FileText[] {
  let files = valuesFiles.get(chart);
  if (files === undefined) {
    const more = chart.files.filter((file) => MAY_BE_VALUES.test(pathIn(chart.folder, file)));
    files = [...new Set([...(chart.defaults ? [chart.defaults] : []), ...chart.otherValues, ...more])];
    valuesFiles.set(chart, files);
  }
  return files;
}

const valuesFiles = new WeakMap<ChartNode, readonly FileText[]>();

/** Files that one may choose for a values set, by their usual names: `prod-values.yaml`, `values/eu.yaml`. */
const MAY_BE_VALUES = /^(?:[^/]*values[^/]*|values\/.*)\.ya?ml$/i;

/** A scalar's text without its quotes. */
function wordSpan(file: FileText, node: YamlNode): Span {
  const isQuoted = /["']/.test(file.text[node.start] ?? '') && node.end - node.start >= 2;
  return isQuoted ? span(node.start + 1, node.end - 1) : span(node.start, node.end);
}

/** Each word once. */
export function distinct<T extends Pick<Occurrence, 'file' | 'span'>>(all: readonly T[]): T[] {
  const seen = new Set<string>();
  return all.filter(({ file, span: { start } }) => {
    const key = `${start} ${file.uri}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** The view of a template of a release, as its values set has it. */
export function viewIn(snapshot: Snapshot, tree: ChartTree, file: FileText): ReturnType<typeof templateView> {
  return templateView(file, underSet(snapshot, tree.root.folder).settings);
}
