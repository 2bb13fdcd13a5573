// Uses of a key that may be there and are not known: names whose dot is beyond reckoning, texts that name it in braces.

import type { StringNode } from '#engine/template/node.ts';
import { type TemplateView, templateView, walkNodes } from '../../documents/template.ts';
import { usesOf } from '../../symbols/calls.ts';
import type { ChartNode, ChartTree } from '../../symbols/charts.ts';
import { baseOf } from '../../symbols/occurrences/names.ts';
import { templateWords } from '../../symbols/occurrences/reads.ts';
import type { Taking } from '../../symbols/occurrences/release-flows.ts';
import type { SameValues } from '../../symbols/occurrences/same-values.ts';
import { partOfRelease, templatesIn } from '../../symbols/release-part.ts';
import { embeddedIn, templateIndex } from '../../symbols/templates.ts';
import { type Possible, partsOf, type Ref } from '../../symbols/value.ts';
import type { FileText, Snapshot } from '../../workspace/snapshot.ts';
import { underSet } from '../../workspace/values-set.ts';
import { type BracedText, bracedTexts } from './braced-texts.ts';
import { placeText } from './result.ts';
import { seenTexts } from './seen-texts.ts';

/** The sentence about the first of them; undefined when all uses are known. */
export function hiddenUse(
  snapshot: Snapshot,
  tree: ChartTree,
  takings: readonly Taking[],
  same: SameValues,
  word: string,
  chart: ChartNode,
): string | undefined {
  const called = takings.find(
    (taking) =>
      taking.flow.kind === 'call' &&
      (taking.holds === 'table' || isBelowRoot(taking.flow.values)) &&
      isUnfollowed(snapshot, tree, taking),
  );
  if (called) {
    const { file, flow } = called;
    return `${placeText(file, flow.span.start, chart.folder)} hands the table that holds \`${word}\` to a template whose name is computed.`;
  }
  const unsure = unsureName(snapshot, tree, same, word);
  if (unsure) return `What \`${word}\` is at ${placeText(unsure.file, unsure.at, chart.folder)} cannot be told.`;
  const reachesText = takings.some(({ flow }) => flow.kind === 'text');
  const edited = editedTexts(snapshot, same.uses, word, chart);
  if (edited) return edited;
  const table = reachesText ? tableNaming(snapshot, tree, same) : undefined;
  if (table)
    return `${placeText(table.file, table.at, chart.folder)} names a table that holds \`${word}\` in braces of a text that \`tpl\` may render.`;
  const text = reachesText ? textNaming(snapshot, tree, same.uses, word) : undefined;
  return (
    text &&
    `${placeText(text.file, text.at, chart.folder)} names \`${word}\` in braces of a text that \`tpl\` may render.`
  );
}

interface Place {
  readonly file: FileText;
  readonly at: number;
}

/**
 * What the include hands over may go anywhere. Where all names are worked out they are followed like names that are written
 * out, but for those of files: `include (print $.Template.BasePath "/a.yaml") .` gives a file's own text another dot.
 */
export function isUnfollowed(given: Snapshot, tree: ChartTree, { file, flow }: Taking): boolean {
  if (templateIndex(given, tree).hasComputedCalls) return true;
  const { settings } = underSet(given, tree.root.folder);
  const call = usesOf(templateView(file, settings)).computed.find(({ span }) => span.start === flow.span.start);
  return call?.nameText === undefined || !call.nameText.refs.every((ref) => isTemplateName(ref));
}

function isTemplateName(ref: Ref): boolean {
  if (ref.kind !== 'text') return false;
  return ref.parts.every(
    (part) =>
      typeof part === 'string' || part.of.refs.every((inner) => inner.kind === 'path' && inner.path.at(-1) === 'Name'),
  );
}

/** The root object alone is known to everybody; what is read of it is named. A dict of texts holds no table. */
function isBelowRoot(values: readonly Possible[]): boolean {
  return values.some(({ refs }) =>
    refs.some((ref) => {
      if (ref.kind === 'path') return ref.path.length !== 0;
      return ref.kind === 'included' || (ref.kind !== 'text' && isBelowRoot(partsOf(ref)));
    }),
  );
}

/** A name in a helper whose dot is not known: recursion, or more callers than are followed. */
function unsureName(snapshot: Snapshot, tree: ChartTree, same: SameValues, word: string): Place | undefined {
  // The tree may be the part of a release that sees the value, and others may share its words.
  const shared = same.uses.find((use) => use.word.isPartial && use.word.name.word === word);
  if (shared) return { file: shared.file, at: shared.span.start };
  const known = new Set(same.uses.map(({ file, span }) => `${span.start} ${file.uri}`));
  const { settings } = underSet(snapshot, tree.root.folder);
  for (const { file, embedded, name, base, values, fields, isPartial } of templateWords(snapshot, tree, word)) {
    if (isPartial) return { file, at: name.span.start };
    if (base.complete || known.has(`${name.span.start} ${file.uri}`)) continue;
    if (base.refs.length > 0 || values.length > 0 || fields.length > 0) continue;
    const local = baseOf(templateView(embedded?.file ?? file, settings), name);
    if (local.value.refs.some((ref) => ref.kind === 'path')) return { file, at: name.span.start };
  }
  return undefined;
}

/** The sentence about a use inside a value or a file that somebody sees as it is written. */
export function editedTexts(
  snapshot: Snapshot,
  uses: SameValues['uses'],
  word: string,
  chart: ChartNode,
): string | undefined {
  const places = uses.flatMap(({ tree, word: { embedded }, span }) =>
    embedded ? [{ tree, embedded, at: span.start }] : [],
  );
  const seen = seenTexts(snapshot, places, chart);
  return seen && `${seen.place} names \`${word}\` in a text that \`tpl\` renders, ${seen.how}.`;
}

/** A text that is not known to reach `tpl` and ends a path with a table around the key, which it may then take whole. */
function tableNaming(snapshot: Snapshot, tree: ChartTree, { releases }: SameValues): Place | undefined {
  const ends = endsInTexts(tree);
  if (ends.size === 0) return undefined;
  let known: ReadonlySet<string> | undefined;
  const isUnknown = ({ text }: End) => {
    // To know what reaches `tpl` all templates are read: most words stand in no such text.
    known ??= knownTexts(snapshot, tree);
    return !known.has(textKey(text));
  };
  for (const { addresses } of releases) {
    for (const { path } of addresses) {
      for (const step of path.slice(0, -1)) {
        const found = typeof step === 'string' ? ends.get(step)?.find(isUnknown) : undefined;
        if (found) return { file: found.text.file, at: found.at };
      }
    }
  }
  return undefined;
}

function knownTexts(snapshot: Snapshot, tree: ChartTree): ReadonlySet<string> {
  const embedded = embeddedIn(snapshot, partOfRelease(tree)?.whole ?? tree);
  return new Set(embedded.map(({ host: file, span: { start } }) => textKey({ file, start })));
}

function textKey({ file, start }: Pick<BracedText, 'file' | 'start'>): string {
  return `${start} ${file.uri}`;
}

/** Where a path or a string ends in a text with braces. */
interface End {
  readonly text: BracedText;
  readonly at: number;
}

const textEnds = new WeakMap<ChartTree, ReadonlyMap<string, readonly End[]>>();

/** The words with which paths end in such texts, and the strings there, by word: of each text the first of them. */
function endsInTexts(tree: ChartTree): ReadonlyMap<string, readonly End[]> {
  const have = textEnds.get(tree);
  if (have) return have;
  const out = new Map<string, End[]>();
  for (const one of bracedTexts(tree)) {
    if (!one.text.includes('{{')) continue;
    for (const match of one.text.matchAll(/\{\{[\s\S]*?(?:\}\}|$)/g)) {
      for (const found of match[0].matchAll(/\.([\p{L}_][\p{L}\p{N}_]*)(?![\p{L}\p{N}_.])|(["`])([^"`]*)\2/gu)) {
        const word = found[1] ?? found[3] ?? '';
        const ends = out.get(word) ?? [];
        if (ends.length === 0) out.set(word, ends);
        const at = one.start + match.index + found.index + 1;
        if (ends.at(-1)?.text !== one) ends.push({ text: one, at });
      }
    }
  }
  textEnds.set(tree, out);
  return out;
}

/** A text with braces that has the word in it and is not known to be a use. */
export function textNaming(
  snapshot: Snapshot,
  tree: ChartTree,
  uses: SameValues['uses'],
  word: string,
): Place | undefined {
  const found = unknownNaming(snapshot, tree, tree, uses, word);
  // What charts render of their own that cannot see the value is known to the whole release.
  const whole = found && partOfRelease(tree)?.whole;
  return whole ? unknownNaming(snapshot, tree, whole, uses, word) : found;
}

function unknownNaming(
  snapshot: Snapshot,
  tree: ChartTree,
  knowing: ChartTree,
  uses: SameValues['uses'],
  word: string,
): Place | undefined {
  const known = new Set(uses.map(({ file, span }) => `${span.start} ${file.uri}`));
  // What stands in a template that reaches `tpl` is known, whatever it is.
  for (const { file, embedded, name } of templateWords(snapshot, knowing, word))
    if (embedded) known.add(`${name.span.start} ${file.uri}`);
  for (const { file, start, text } of bracedTexts(tree)) {
    const at = inBraces(text, word, (offset) => known.has(`${start + offset} ${file.uri}`));
    if (at !== undefined) return { file, at: start + at };
  }
  for (const chart of tree.charts) {
    for (const file of templatesIn(tree, chart)) {
      const at = inStrings(snapshot, tree, file, word, (offset) => known.has(`${offset} ${file.uri}`));
      if (at !== undefined) return { file, at };
    }
  }
  return undefined;
}

/** Where the word stands between `{{` and `}}`. */
function inBraces(text: string, word: string, isKnown: (offset: number) => boolean): number | undefined {
  if (!text.includes('{{') || !text.includes(word)) return undefined;
  for (const match of text.matchAll(/\{\{[\s\S]*?(?:\}\}|$)/g)) {
    for (const at of wordsIn(match[0], word)) if (!isKnown(match.index + at)) return match.index + at;
  }
  return undefined;
}

/** Where the word is a field, or a whole string. */
function* wordsIn(text: string, word: string): Iterable<number> {
  if (!text.includes(word)) return;
  for (const match of text.matchAll(/(["'`])((?:\\.|(?!\1).)*?)\1|\.([\p{L}_][\p{L}\p{N}_]*)/gu)) {
    if (match[2] === word || match[3] === word) yield match.index + 1;
  }
}

/** The same in a string: its own quotes are none of the template in it. */
function* inString(quoted: string, word: string): Iterable<number> {
  for (const at of wordsIn(quoted.slice(1, -1), word)) yield at + 1;
}

/** A string of a template that makes a template: it names the word, or is to be filled with a name. */
function inStrings(
  given: Snapshot,
  tree: ChartTree,
  file: FileText,
  word: string,
  isKnown: (offset: number) => boolean,
): number | undefined {
  const { settings } = underSet(given, tree.root.folder);
  for (const { text, quoted, span } of bracedStrings(templateView(file, settings))) {
    if (/\{\{[^}]*(?:Values|\.)[^}]*%[sv]/.test(text)) return span.start;
    for (const at of inString(quoted, word)) if (!isKnown(span.start + at)) return span.start;
  }
  return undefined;
}

const strings = new WeakMap<TemplateView, readonly StringNode[]>();

/** Few templates have such strings, and every rename asks for them. */
function bracedStrings(view: TemplateView): readonly StringNode[] {
  let found = strings.get(view);
  if (found === undefined) {
    const all: StringNode[] = [];
    walkNodes(view.parsed.main.root, (node) => {
      if (node.kind === 'string' && node.text.includes('{{')) all.push(node);
    });
    strings.set(view, (found = all));
  }
  return found;
}
