// The rename of a key of dicts: why it cannot be done, and the edits of the calls that write it. What reads it is edited as any word.

import { templateView } from '../../documents/template.ts';
import type { ChartNode, ChartTree } from '../../symbols/charts.ts';
import { dictCalls, dictsIn } from '../../symbols/occurrences/dict-calls.ts';
import { takesKey } from '../../symbols/occurrences/flows.ts';
import { templateWords } from '../../symbols/occurrences/reads.ts';
import { takingsWith } from '../../symbols/occurrences/release-flows.ts';
import { type DictObstacle, type HeldTables, holdsDict, type SameDicts } from '../../symbols/occurrences/same-dicts.ts';
import { type Possible, partsOf } from '../../symbols/value.ts';
import { isArchived } from '../../workspace/archives.ts';
import type { FileText, Snapshot } from '../../workspace/snapshot.ts';
import { underSet } from '../../workspace/values-set.ts';
import { callOfAbsent } from './absent-templates.ts';
import { editedTexts, isUnfollowed, textNaming } from './hidden-uses.ts';
import { type FileEdit, placeText } from './result.ts';
import { seenTexts } from './seen-texts.ts';
import { type PlaceText, placeIn, takingText } from './taking-text.ts';
import { stringText } from './words.ts';

/** Why not all places of the key are known, or cannot be changed; undefined when they can. */
export function dictReason(snapshot: Snapshot, dicts: SameDicts, chart: ChartNode): string | undefined {
  const { word } = dicts;
  const place = placeIn(chart);
  if (isOfRoots(word)) return `\`${word}\` is Helm’s own name.`;
  for (const { file, span } of [...dicts.uses, ...dicts.keys])
    if (isArchived(file.uri))
      return `${place(file, span.start)} names \`${word}\` in a packed chart, which cannot be changed.`;
  const [obstacle] = dicts.obstacles;
  if (obstacle) return obstacleText(obstacle, word, place(obstacle.file, obstacle.at));
  const edited = editedTexts(snapshot, dicts.uses, word, chart) ?? editedKeys(snapshot, dicts, chart);
  if (edited) return edited;
  for (const tree of dicts.trees) {
    const reason = brokenText(snapshot, tree, word, place) ?? takenText(snapshot, tree, dicts, place);
    if (reason) return reason;
  }
  return undefined;
}

/** Keys that are written in texts. */
function editedKeys(snapshot: Snapshot, { keys, trees, word }: SameDicts, chart: ChartNode): string | undefined {
  const places = keys.flatMap(({ embedded, span }) =>
    embedded ? trees.map((tree) => ({ tree, embedded, at: span.start })) : [],
  );
  const seen = seenTexts(snapshot, places, chart);
  return seen && `${seen.place} names \`${word}\` in a text that \`tpl\` renders, ${seen.how}.`;
}

function obstacleText({ kind }: DictObstacle, word: string, place: string): string {
  switch (kind) {
    case 'unknown':
      return `What \`${word}\` is at ${place} cannot be told.`;
    case 'many':
      return `At ${place} \`${word}\` has so many callers that nobody knows them all.`;
    case 'computed':
      return `At ${place} \`${word}\` may come from a table whose keys are not written out.`;
    case 'root':
      return `${place} puts \`${word}\` into an object of Helm’s, which other templates see.`;
    case 'merge':
      return `${place} merges the table of \`${word}\` with one whose keys are not known.`;
  }
}

function brokenText(given: Snapshot, tree: ChartTree, word: string, place: PlaceText): string | undefined {
  const { settings } = underSet(given, tree.root.folder);
  for (const file of tree.charts.flatMap(({ templates }) => templates)) {
    const [error] = file.text.includes(word) ? templateView(file, settings).parsed.errors : [];
    if (error)
      return `${place(file, error.span.start)} has a syntax error, so that its uses of \`${word}\` are not all known.`;
  }
  return undefined;
}

/** A place that a dict goes to and nobody can follow. */
function takenText(snapshot: Snapshot, tree: ChartTree, dicts: SameDicts, place: PlaceText): string | undefined {
  const { word, held, uses } = dicts;
  const makerFiles = filesOfMakers(snapshot, tree, dicts);
  let reachesText = false;
  for (const taking of takingsWith(snapshot, tree, {
    holds: (value, flow) => (takesKey(flow, word) ? holdsDict(value, held) : holdsDeeper(value, held)),
    mayHold: (value) => holdsKey(value, word),
    isMadeIn: (file) => makerFiles?.has(file) !== false,
  })) {
    const { kind } = taking.flow;
    reachesText ||= kind === 'text';
    if (kind === 'text' || kind === 'merge' || (kind === 'call' && !isUnfollowed(snapshot, tree, taking))) continue;
    return takingText(taking, word, place, 'dict with');
  }
  const unknown = callOfAbsent(snapshot, tree, (value) => holdsDict(value, held) !== undefined);
  if (unknown)
    return `${place(unknown.file, unknown.at)} hands the dict with \`${word}\` to the template "${unknown.name}", which is not there.`;
  const text = reachesText ? textNaming(snapshot, tree, uses, word) : undefined;
  return text && `${place(text.file, text.at)} names \`${word}\` in braces of a text that \`tpl\` may render.`;
}

/** The files whose calls make the dicts; undefined when a file's own text may have one of them without making it. */
function filesOfMakers(snapshot: Snapshot, tree: ChartTree, { word, held }: SameDicts): Set<FileText> | undefined {
  if (held.roots.size > 0) return undefined;
  const calls = [...dictCalls(snapshot, tree, word).values()].filter(({ maker }) => held.makers.has(maker));
  // Tables that are merged with the dicts are made anywhere; and each release has calls of its own.
  return calls.length === held.makers.size ? new Set(calls.map(({ file }) => file)) : undefined;
}

/** One of the dicts lies in what lies in the value. */
function holdsDeeper({ refs }: Possible, held: HeldTables): 'above' | undefined {
  const inner = refs.flatMap((ref) => (ref.kind === 'dict' || ref.kind === 'list' ? partsOf(ref) : []));
  return inner.some((part) => holdsDict(part, held)) ? 'above' : undefined;
}

/** A dict with the key is in it. */
function holdsKey(value: Possible, word: string): 'table' | 'above' | undefined {
  if (dictsIn(value).some(({ entries }) => entries.has(word))) return 'table';
  const inner = value.refs.flatMap((ref) => (ref.kind === 'dict' || ref.kind === 'list' ? partsOf(ref) : []));
  return inner.some((part) => holdsKey(part, word)) ? 'above' : undefined;
}

/** The same name for another key of the same dicts. */
export function takenDictName(
  snapshot: Snapshot,
  dicts: SameDicts,
  name: string,
  chart: ChartNode,
): string | undefined {
  if (isOfRoots(name)) return `\`${name}\` is Helm’s own name.`;
  for (const tree of dicts.trees) {
    const places = [
      ...[...dictCalls(snapshot, tree, name).values()]
        .filter(({ maker, keys }) => dicts.held.makers.has(maker) && keys.some((key) => key.text === name))
        .map(({ file, at }) => ({ file, at })),
      ...templateWords(snapshot, tree, name)
        .filter(({ base }) => holdsDict(base, dicts.held) === 'table')
        .map(({ file, name: { span } }) => ({ file, at: span.start })),
    ];
    const [found] = places;
    if (found)
      return `\`${name}\` exists already beside \`${dicts.word}\`: ${placeText(found.file, found.at, chart.folder)}.`;
  }
  const used = dicts.uses.find(({ word }) => dictsIn(word.base).some(({ entries }) => entries.has(name)));
  return (
    used &&
    `\`${name}\` exists already beside \`${dicts.word}\`: ${placeText(used.file, used.span.start, chart.folder)}.`
  );
}

/** The keys as calls of `dict` write them; those of `set` are words. */
export function dictEdits({ keys, uses }: SameDicts, name: string): FileEdit[] {
  const known = new Set(uses.map(({ file, span }) => `${span.start} ${file.uri}`));
  return keys
    .filter(({ file, span }) => !known.has(`${span.start} ${file.uri}`))
    .map(({ file, span, quote, embedded }) => {
      const text = stringText(quote, name);
      return { uri: file.uri, span, text: embedded ? embedded.encode(text) : text };
    });
}

const OBJECTS: ReadonlySet<string> = new Set('Values Release Chart Capabilities Files Template Subcharts'.split(' '));

function isOfRoots(name: string): boolean {
  return OBJECTS.has(name);
}
