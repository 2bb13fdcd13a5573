// Whether a key of values can be renamed at all, so that the chart renders the same before and after, and all its words.

import { templateView } from '../../documents/template.ts';
import { ELEMENT, type Step, valuesView } from '../../documents/values.ts';
import { type ChartNode, type ChartTree, chartAt } from '../../symbols/charts.ts';
import { dependenciesOf } from '../../symbols/dependencies.ts';
import { objectPath } from '../../symbols/object-path.ts';
import { type Address, addressesOf, unifies } from '../../symbols/occurrences/addresses.ts';
import { holding } from '../../symbols/occurrences/holds.ts';
import { seenIn } from '../../symbols/occurrences/reach.ts';
import { eachTaking, type Taking } from '../../symbols/occurrences/release-flows.ts';
import type { SameDicts } from '../../symbols/occurrences/same-dicts.ts';
import type { Obstacle, SameValues } from '../../symbols/occurrences/same-values.ts';
import { pathsOfProperty, schemaPlaces } from '../../symbols/occurrences/schema-keys.ts';
import { type Occurrence, valuesFilesOf } from '../../symbols/occurrences.ts';
import { templatesIn } from '../../symbols/release-part.ts';
import { treesOfUsers } from '../../symbols/users.ts';
import { type Possible, partsOf } from '../../symbols/value.ts';
import { isArchived } from '../../workspace/archives.ts';
import { isSetPlace } from '../../workspace/set-values.ts';
import { type FileText, fileAt, type Snapshot } from '../../workspace/snapshot.ts';
import { joinUri } from '../../workspace/uri.ts';
import { underSet } from '../../workspace/values-set.ts';
import { type AbsentCall, callOfAbsent } from './absent-templates.ts';
import { closureOf } from './closure.ts';
import { dictReason } from './dict.ts';
import { hiddenUse } from './hidden-uses.ts';
import { placeText, type Refused, refused } from './result.ts';
import { placeIn, takingText } from './taking-text.ts';

export interface ValuePlan {
  readonly kind: 'plan';
  readonly word: string;
  readonly same: SameValues;
  /** Dicts that have the key, where words are now these and now values. */
  readonly dicts: SameDicts | undefined;
  /** A sentence that says what cannot be known: whoever renames decides. */
  readonly doubt: string | undefined;
}

/** Everything that must be changed together, or why it cannot be. `here` is the chart at hand; `makers` are calls that make dicts. */
export function valuePlan(
  snapshot: Snapshot,
  values: readonly Address[],
  word: string,
  here: ChartNode,
  makers: readonly object[] = [],
): ValuePlan | Refused {
  const owned = refusedAtOnce(values);
  if (owned) return owned;
  const taken = takenAtOnce(snapshot, values, word);
  if (taken !== undefined) return refused(taken);
  const closure = closureOf(snapshot, { folder: here.folder, values, makers }, word);
  if (closure === undefined) return refused(`Too many values share templates with \`${word}\` to rename it.`);
  const { same, dicts } = closure;
  const chart = values[0]?.chart ?? here;
  const reason =
    same.releases.flatMap(({ addresses }) => addresses.flatMap((address) => ownedByHelm(address) ?? []))[0] ??
    readOnly(same, word, chart) ??
    obstacleText(same.obstacles[0], word, chart) ??
    brokenFile(snapshot, same, word, chart) ??
    schemaText(snapshot, same, word) ??
    (dicts && dictReason(snapshot, dicts, chart)) ??
    takenText(snapshot, same, word, chart);
  if (reason !== undefined) return refused(reason);
  return { kind: 'plan', word, same, dicts, doubt: doubtText(snapshot, same, word, chart) };
}

/** So many letters of templates are read for all that shares words with the values only if nothing else is in the way. */
const LARGE = 150_000;

/** In a large release what takes the values themselves is told first: to find the others takes longer. */
function takenAtOnce(snapshot: Snapshot, values: readonly Address[], word: string): string | undefined {
  for (const { chart, path } of values) {
    for (const tree of treesOfUsers(snapshot, chart.folder)) {
      const own = chartAt(tree, chart.folder);
      const letters = tree.charts.flatMap(({ templates }) => templates.map(({ text }) => text.length));
      if (own === undefined || letters.reduce((sum, length) => sum + length, 0) < LARGE) continue;
      const told = firstTold(snapshot, tree, addressesOf(tree, { chart: own, path }));
      if (told) return takingText(told, word, placeIn(values[0]?.chart ?? own), 'table that holds');
    }
  }
  return undefined;
}

function firstTold(snapshot: Snapshot, tree: ChartTree, addresses: readonly Address[]): Taking | undefined {
  return [...untilTold(eachTaking(snapshot, seenIn(snapshot, tree, addresses), addresses))].find(isTold);
}

/** What the values' own places say, before anything is read. */
export function refusedAtOnce(values: readonly Address[]): Refused | undefined {
  for (const address of values) {
    const reason = ownedByHelm(address);
    if (reason) return refused(reason);
  }
  return undefined;
}

/** Keys whose names Helm gives a meaning, or another file does. */
function ownedByHelm({ chart, path }: Address): string | undefined {
  const [first] = path;
  if (typeof first !== 'string') return undefined;
  const entries = dependenciesOf(chart);
  const isHere = chart.subcharts.some(({ keys }) => keys.includes(first));
  const entry = entries.find(({ name, alias }) => (alias || name) === first);
  if (path.length === 1) {
    if (first === 'global') return '`global` is Helm’s own key: every chart sees the values below it.';
    if (first === 'tags' && entries.some(({ tags }) => tags.length > 0))
      return '`tags` is Helm’s own key: it switches dependencies on and off.';
    if (first === 'exports' && chart.imports.some(({ child }) => child[0] === 'exports'))
      return '`exports` is Helm’s own key: parents import what is below it.';
    if (isHere || entry)
      return `\`${first}\` is the name of a dependency: change its \`name\` or \`alias\` in Chart.yaml.`;
    return undefined;
  }
  const isAbsent = ({ name, alias }: (typeof entries)[number]) =>
    !chart.subcharts.some(({ keys }) => keys.includes(alias || name));
  if (entry && !isHere)
    return `\`${first}\` is the chart ${entry.name}, which is not there, so that its uses of the key are not known.`;
  const absent = first === 'global' ? entries.find(isAbsent) : undefined;
  return absent && `Global values are seen by the chart ${absent.name}, too, which is not there to be looked into.`;
}

function readOnly(same: SameValues, word: string, chart: ChartNode): string | undefined {
  for (const { file, span, kind } of [...same.uses, ...same.declarations] as Occurrence[]) {
    if (isSetPlace(file.uri))
      return `\`${word}\` is set by a --set string of the values set, which a rename cannot change.`;
    if (isArchived(file.uri) && kind !== 'comment')
      return `${placeText(file, span.start, chart.folder)} names \`${word}\` in a packed chart, which cannot be changed.`;
  }
  return undefined;
}

function obstacleText(found: Obstacle | undefined, word: string, chart: ChartNode): string | undefined {
  if (found === undefined) return undefined;
  const place = placeText(found.file, found.at, chart.folder);
  if (found.kind === 'merge') return `${place} merges the table of \`${word}\` with one whose keys are not known.`;
  if (found.kind === 'aliases') return `${place} has too many aliases to tell where \`${word}\` is seen.`;
  return `At ${place} \`${word}\` may be a key of a dict as well, which would keep its name.`;
}

/** A file that cannot be read to its end may name the key where nobody sees it. */
function brokenFile(snapshot: Snapshot, same: SameValues, word: string, chart: ChartNode): string | undefined {
  for (const { tree, addresses } of same.releases) {
    const { settings } = underSet(snapshot, tree.root.folder);
    const part = seenIn(snapshot, tree, addresses);
    for (const file of tree.charts.flatMap((each) => templatesIn(part, each))) {
      if (!file.text.includes(word)) continue;
      const [error] = templateView(file, settings).parsed.errors;
      if (error)
        return `${placeText(file, error.span.start, chart.folder)} has a syntax error, so that its uses of \`${word}\` are not all known.`;
    }
    for (const file of new Set(addresses.flatMap((address) => filesOf(snapshot, address.chart)))) {
      const { error } = valuesView(file).tree;
      if (error)
        return `${placeText(file, error.span.start, chart.folder)} cannot be read (${error.message}), so that its keys are not all known.`;
    }
  }
  return undefined;
}

function filesOf(snapshot: Snapshot, chart: ChartNode): FileText[] {
  const more = ['Chart.yaml', 'values.schema.json'].flatMap(
    (name) => fileAt(snapshot, joinUri(chart.folder, name)) ?? [],
  );
  return [...valuesFilesOf(chart), ...more];
}

function schemaText(snapshot: Snapshot, same: SameValues, word: string): string | undefined {
  const addresses = same.releases.flatMap((release) => release.addresses);
  for (const { chart, path } of addresses) {
    const schema = fileAt(snapshot, joinUri(chart.folder, 'values.schema.json'));
    if (schema === undefined) continue;
    const view = valuesView(schema);
    const { places, judges } = schemaPlaces(view, path);
    const [judge] = judges;
    if (judge)
      return `values.schema.json judges the keys beside \`${word}\` by \`${judge}\`, which a rename does not change.`;
    if (places.length > 0 && isPointedAt(schema.text, word))
      return `values.schema.json points at \`${word}\` by \`$ref\`, which a rename does not change.`;
    const own = addresses.filter((address) => address.chart.folder === chart.folder);
    for (const { node } of places.filter(({ isShared }) => isShared)) {
      const paths = pathsOfProperty(view, node);
      const other = paths?.find((each) => !own.some((address) => unifies(address.path, each)));
      if (paths === undefined || other) return sharedText(word, other);
    }
  }
  return undefined;
}

/** A pointer that goes through a property of this name: `#/properties/image/properties/tag`. */
function isPointedAt(schema: string, word: string): boolean {
  const pointers = [...schema.matchAll(/"\$ref"\s*:\s*"([^"]*)"/g)];
  return pointers.some(([, pointer = '']) =>
    pointer.split('/').some((part, i, all) => part === word && all[i - 1] === 'properties'),
  );
}

function sharedText(word: string, other: readonly Step[] | undefined): string {
  const shared = `values.schema.json describes \`${word}\` in a part that other values share by \`$ref\``;
  return other ? `${shared}: \`${pathText(other)}\`.` : `${shared}.`;
}

function pathText(path: readonly Step[]): string {
  return path.map((step) => (step === ELEMENT ? '*' : String(step))).join('.');
}

function takenText(snapshot: Snapshot, same: SameValues, word: string, chart: ChartNode): string | undefined {
  for (const { tree, addresses } of same.releases) {
    const part = seenIn(snapshot, tree, addresses);
    const takings = [...untilTold(eachTaking(snapshot, part, addresses))];
    const told = takings.find(isTold);
    const reason = told
      ? takingText(told, word, placeIn(chart), 'table that holds')
      : (hiddenUse(snapshot, part, takings, same, word, chart) ?? absentText(snapshot, tree, addresses, word, chart));
    if (reason) return reason;
  }
  return undefined;
}

function* untilTold(all: Iterable<Taking>): Generator<Taking> {
  for (const taking of all) {
    yield taking;
    if (isTold(taking)) return;
  }
}

/** A template of a chart that is not there gets the table: the key is what it is called for. */
function absentText(
  snapshot: Snapshot,
  tree: ChartTree,
  addresses: readonly Address[],
  word: string,
  chart: ChartNode,
): string | undefined {
  const call = callOfAbsent(snapshot, tree, (value) => isHandedOver(tree, value, addresses));
  return call && `${absentCallText(call, chart)}, which may read \`${word}\`.`;
}

/**
 * A template of a chart that is not there gets the root object, as nearly every template does: it may read any value, and
 * most are none of its business.
 */
function doubtText(snapshot: Snapshot, { releases }: SameValues, word: string, chart: ChartNode): string | undefined {
  for (const { tree, addresses } of releases) {
    const call = callOfAbsent(snapshot, tree, (value) => holding(tree, value, addresses) !== undefined);
    if (call) return `${absentCallText(call, chart)} with all values: whether it reads \`${word}\` cannot be seen.`;
  }
  return undefined;
}

function absentCallText({ file, at, name }: AbsentCall, chart: ChartNode): string {
  return `${placeText(file, at, chart.folder)} calls "${name}" of a chart that is not there`;
}

/** The table of a key, or one around it, by itself or in a dict: not just the root object or all values. */
function isHandedOver(tree: ChartTree, { refs }: Possible, addresses: readonly Address[]): boolean {
  return refs.some((ref) => {
    if (ref.kind === 'text' || ref.kind === 'included') return false;
    if (ref.kind !== 'path') return partsOf(ref).some((part) => isHandedOver(tree, part, addresses));
    const found = objectPath(tree, ref);
    const isValue = found?.object === 'Values' && found.path.length > 0;
    return isValue && holding(tree, { refs: [ref], complete: true }, addresses) !== undefined;
  });
}

/** The dot of a text's template or of a computed name may hold the key; what is named there is looked at elsewhere. */
function isTold({ flow }: Taking): boolean {
  return flow.kind !== 'text' && flow.kind !== 'call';
}
