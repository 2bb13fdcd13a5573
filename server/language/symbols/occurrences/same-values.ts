// All the values that must have one name: those that some word of a template, an alias of YAML or an import may each be.

import { ELEMENT, type Step, valuesView } from '../../documents/values.ts';
import type { FileText, Snapshot } from '../../workspace/snapshot.ts';
import { type ChartTree, chartAt } from '../charts.ts';
import { objectPath } from '../object-path.ts';
import { declarations, distinct, type Occurrence, usesIn, type ValueUse, valuesFilesOf } from '../occurrences.ts';
import { treesOfUsers } from '../users.ts';
import type { Possible, Ref } from '../value.ts';
import { type Address, addressesOf, addressKey, leadsTo } from './addresses.ts';
import { keyPlaces, pathsOfKey } from './keys.ts';
import { seenIn } from './reach.ts';
import { type TemplateWord, wordsInFile } from './reads.ts';
import { type Merge, mergesOf } from './release-flows.ts';

/** One release, and the addresses of the values in it. */
export interface InTree {
  readonly tree: ChartTree;
  readonly addresses: Address[];
}

export interface SameValues {
  readonly releases: readonly InTree[];
  readonly uses: readonly ValueUse[];
  readonly declarations: readonly Occurrence[];
  /** What makes it impossible to know all of them. */
  readonly obstacles: readonly Obstacle[];
}

export interface Obstacle {
  readonly file: FileText;
  readonly at: number;
  /** `dict`: the word is a key of a dict as well that no known call makes. `merge`: tables are merged of which one is not known. */
  readonly kind: 'dict' | 'merge' | 'aliases';
}

/** More than one author can mean. */
const MAX_VALUES = 100;

/** Starts from the values and takes in whatever shares a word with them; undefined when it goes on and on. */
export function sameValues(snapshot: Snapshot, values: readonly Address[]): SameValues | undefined {
  const search = new Search(snapshot);
  for (const { chart, path } of values) search.add(chart.folder, path);
  return search.run();
}

class Search {
  readonly #snapshot: Snapshot;
  readonly #known = new Map<string, { readonly folder: string; readonly path: readonly Step[] }>();
  readonly #queue: { readonly folder: string; readonly path: readonly Step[] }[] = [];
  readonly #releases = new Map<ChartTree, InTree>();
  readonly #uses: ValueUse[] = [];
  readonly #taken = new Set<string>();
  readonly #declarations: Occurrence[] = [];
  readonly #obstacles: Obstacle[] = [];

  constructor(snapshot: Snapshot) {
    this.#snapshot = snapshot;
  }

  /** An item of a list stands for all of them: templates go over them as one. */
  add(folder: string, given: readonly Step[]): void {
    const path = given.map((step) => (typeof step === 'number' ? ELEMENT : step));
    const key = JSON.stringify([folder, ...path.map((step) => (step === ELEMENT ? null : step))]);
    if (this.#known.has(key)) return;
    this.#known.set(key, { folder, path });
    this.#queue.push({ folder, path });
  }

  run(): SameValues | undefined {
    for (let next = this.#queue.shift(); next !== undefined; next = this.#queue.shift()) {
      if (this.#known.size > MAX_VALUES) return undefined;
      for (const tree of treesOfUsers(this.#snapshot, next.folder)) this.#visit(tree, next);
    }
    return {
      releases: [...this.#releases.values()],
      uses: distinct(this.#uses),
      declarations: distinct(this.#declarations),
      obstacles: this.#obstacles,
    };
  }

  #visit(tree: ChartTree, { folder, path }: { readonly folder: string; readonly path: readonly Step[] }): void {
    const chart = chartAt(tree, folder);
    if (chart === undefined) return;
    let release = this.#releases.get(tree);
    if (release === undefined) this.#releases.set(tree, (release = { tree, addresses: [] }));
    const known = new Set(release.addresses.map(addressKey));
    const fresh = addressesOf(tree, { chart, path }).filter((address) => !known.has(addressKey(address)));
    if (fresh.length === 0) return;
    release.addresses.push(...fresh);
    for (const address of fresh) this.add(address.chart.folder, address.path);
    for (const use of usesIn(this.#snapshot, tree, fresh)) this.#take(use);
    for (const found of declarations(this.#snapshot, tree, fresh)) this.#declarations.push(found);
    for (const address of fresh) this.#throughAliases(address);
    for (const merge of mergesOf(this.#snapshot, seenIn(this.#snapshot, tree, fresh))) this.#merged(tree, merge, fresh);
  }

  #take(use: ValueUse): void {
    this.#uses.push(use);
    const { word } = use;
    const key = `${use.span.start} ${use.file.uri}`;
    if (!this.#taken.has(key)) this.#elsewhere(word);
    this.#taken.add(key);
    for (const { chart, path } of word.values) this.add(chart.folder, path);
    const isKeyOfDict = word.base.refs.some(
      (ref) => ref.kind === 'dict' && ref.makers.length === 0 && ref.entries.has(word.name.word),
    );
    if (isKeyOfDict) this.#obstacles.push({ file: use.file, at: use.span.start, kind: 'dict' });
  }

  /** The word of a library is a value of each release that holds the library. */
  #elsewhere({ chart: owner, file, name }: TemplateWord): void {
    const trees = treesOfUsers(this.#snapshot, owner.folder);
    for (const tree of trees.length > 1 ? trees : []) {
      for (const other of wordsInFile(this.#snapshot, tree, file, name.word)) {
        if (other.name.span.start !== name.span.start) continue;
        for (const { chart, path } of other.values) this.add(chart.folder, path);
      }
    }
  }

  /** A map with an anchor is the value of several keys. */
  #throughAliases({ chart, path }: Address): void {
    for (const file of valuesFilesOf(chart)) {
      if (!file.text.includes('*')) continue;
      const view = valuesView(file);
      for (const { key } of keyPlaces(view, path)) {
        const { paths, isWhole } = pathsOfKey(view, key);
        for (const other of paths) this.add(chart.folder, other);
        if (!isWhole) this.#obstacles.push({ file, at: key.start, kind: 'aliases' });
      }
    }
  }

  /** What is merged into a table with the key, or the table into, has the key as well. */
  #merged(tree: ChartTree, { file, flow, values }: Merge, addresses: readonly Address[]): void {
    for (const [i, value] of values.entries()) {
      for (const rest of stepsBelow(tree, value, addresses)) {
        const others = values.filter((_other, j) => j !== i);
        if (others.some((other) => !this.#link(tree, other, rest)))
          this.#obstacles.push({ file, at: flow.span.start, kind: 'merge' });
      }
    }
  }

  /** False when nobody can tell whether the other table has the key. */
  #link(tree: ChartTree, other: Possible, rest: readonly Step[]): boolean {
    return other.complete && other.refs.every((ref) => this.#linkRef(tree, ref, rest));
  }

  #linkRef(tree: ChartTree, ref: Ref, rest: readonly Step[]): boolean {
    if (ref.kind === 'dict') {
      const hasKey = typeof rest[0] === 'string' && ref.entries.has(rest[0]);
      // A dict whose calls are known is renamed along.
      return !ref.others && (!hasKey || (rest.length === 1 && ref.makers.length > 0));
    }
    const found = ref.kind === 'path' ? objectPath(tree, ref) : undefined;
    if (found?.object !== 'Values') return found !== undefined;
    this.add(found.chart.folder, [...found.path, ...rest]);
    return true;
  }
}

/** What follows the table's path in the addresses of values that lie in it. */
function stepsBelow(tree: ChartTree, value: Possible, addresses: readonly Address[]): (readonly Step[])[] {
  return value.refs.flatMap((ref) => {
    const found = ref.kind === 'path' ? objectPath(tree, ref) : undefined;
    if (found?.object !== 'Values') return [];
    return addresses
      .filter(({ chart, path }) => chart.folder === found.chart.folder && leadsTo(found.path, path))
      .map(({ path }) => path.slice(found.path.length));
  });
}
