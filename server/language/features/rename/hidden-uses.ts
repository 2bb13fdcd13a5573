// Uses of a key that may be there and are not known: names whose dot is beyond reckoning, texts that name it in braces.

import { templateView, walkNodes } from '../../documents/template.ts';
import type { ChartNode, ChartTree } from '../../symbols/charts.ts';
import { isTruncated } from '../../symbols/occurrences/every-caller.ts';
import { baseOf } from '../../symbols/occurrences/names.ts';
import { templateWords } from '../../symbols/occurrences/reads.ts';
import type { Taking } from '../../symbols/occurrences/release-flows.ts';
import type { SameValues } from '../../symbols/occurrences/same-values.ts';
import { valuesFilesOf } from '../../symbols/occurrences.ts';
import { partOfRelease, templatesIn } from '../../symbols/release-part.ts';
import type { FileText, Snapshot } from '../../workspace/snapshot.ts';
import { underSet } from '../../workspace/values-set.ts';
import { placeText } from './result.ts';

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
    ({ flow, holds }) => flow.kind === 'call' && (holds === 'table' || isBelowRoot(flow.values)),
  );
  if (called) {
    const { file, flow } = called;
    return `${placeText(file, flow.span.start, chart.folder)} hands the table that holds \`${word}\` to a template whose name is computed.`;
  }
  const unsure = unsureName(snapshot, tree, same, word);
  if (unsure) return `What \`${word}\` is at ${placeText(unsure.file, unsure.at, chart.folder)} cannot be told.`;
  const reachesText = takings.some(({ flow }) => flow.kind === 'text');
  const edited = inScalars(same);
  if (edited)
    return `${placeText(edited.file, edited.at, chart.folder)} names \`${word}\` in a text that \`tpl\` renders, and that may be printed as it is elsewhere.`;
  const text = reachesText ? textNaming(snapshot, tree, same, word) : undefined;
  return (
    text &&
    `${placeText(text.file, text.at, chart.folder)} names \`${word}\` in braces of a text that \`tpl\` may render.`
  );
}

interface Place {
  readonly file: FileText;
  readonly at: number;
}

/** The root object alone is known to everybody; what is read of it is named. */
function isBelowRoot(values: readonly { readonly refs: readonly { readonly kind: string }[] }[]): boolean {
  return values.some(({ refs }) =>
    refs.some((ref) => ref.kind !== 'path' || (ref as { readonly path?: readonly unknown[] }).path?.length !== 0),
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
    if (base.complete || isTruncated(base) || known.has(`${name.span.start} ${file.uri}`)) continue;
    if (base.refs.length > 0 || values.length > 0 || fields.length > 0) continue;
    const local = baseOf(templateView(embedded?.file ?? file, settings), name);
    if (local.value.refs.some((ref) => ref.kind === 'path')) return { file, at: name.span.start };
  }
  return undefined;
}

/** A use inside a value or a file, which may be printed without `tpl` as well; strings given to `tpl` are read there alone. */
function inScalars(same: SameValues): Place | undefined {
  const found = same.uses.find(({ file, word }) => word.embedded && !/\/templates\//.test(file.uri));
  return found && { file: found.file, at: found.span.start };
}

/** A text with braces that has the word in it and is not known to be a use. */
function textNaming(snapshot: Snapshot, tree: ChartTree, same: SameValues, word: string): Place | undefined {
  const found = unknownNaming(snapshot, tree, tree, same, word);
  // What charts render of their own that cannot see the value is known to the whole release.
  const whole = found && partOfRelease(tree)?.whole;
  return whole ? unknownNaming(snapshot, tree, whole, same, word) : found;
}

function unknownNaming(
  snapshot: Snapshot,
  tree: ChartTree,
  knowing: ChartTree,
  same: SameValues,
  word: string,
): Place | undefined {
  const known = new Set(same.uses.map(({ file, span }) => `${span.start} ${file.uri}`));
  // What stands in a template that reaches `tpl` is known, whatever it is.
  for (const { file, embedded, name } of templateWords(snapshot, knowing, word))
    if (embedded) known.add(`${name.span.start} ${file.uri}`);
  for (const chart of tree.charts) {
    const templates = new Set(chart.templates);
    for (const file of new Set([...valuesFilesOf(chart), ...chart.files])) {
      if (templates.has(file) || /\/crds\//.test(file.uri)) continue;
      const at = inBraces(file.text, word, (offset) => known.has(`${offset} ${file.uri}`));
      if (at !== undefined) return { file, at };
    }
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
  const { parsed } = templateView(file, underSet(given, tree.root.folder).settings);
  let found: number | undefined;
  walkNodes(parsed.main.root, (node) => {
    if (found !== undefined || node.kind !== 'string' || !node.text.includes('{{')) return;
    const { start } = node.span;
    if (/\{\{[^}]*(?:Values|\.)[^}]*%[sv]/.test(node.text)) found = start;
    for (const at of inString(node.quoted, word)) if (!isKnown(start + at)) found ??= start;
  });
  return found;
}
