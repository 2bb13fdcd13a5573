// The named templates of a release by name: their definitions, and who calls them.

import { isEmptyTree } from '#engine/template/parse.ts';
import { compareBytes } from '#engine/text/bytes.ts';
import type { Settings } from '#protocol';
import type { NamedBody, TemplateView } from '../documents/template.ts';
import { knownView, templateView } from '../documents/template.ts';
import { chartIndex } from '../workspace/chart-index.ts';
import { fileNames } from '../workspace/file-names.ts';
import type { FileText, Snapshot } from '../workspace/snapshot.ts';
import { knownUses, type TemplateCall, type TemplateUses, usesOf } from './calls.ts';
import { chainsOf } from './chains.ts';
import { type ChartNode, type ChartTree, pathIn } from './charts.ts';
import { enabledChain } from './enabled.ts';
import { partOfRelease } from './release-part.ts';

/** A define or block and the file it stands in. */
export interface TemplateSite {
  readonly file: FileText;
  readonly chart: ChartNode;
  readonly body: NamedBody;
  /** Nothing but white space and comments, which replaces no other definition. */
  readonly isEmpty: boolean;
}

/** A call and the file it stands in. */
export interface CallSite {
  readonly file: FileText;
  readonly chart: ChartNode;
  readonly call: TemplateCall;
}

/** The named templates of one release; each name is looked up once. */
export interface TemplateIndex {
  /** Every name that is defined. */
  readonly names: () => readonly string[];
  /** The definitions of a name; the one that Helm takes comes first. */
  readonly sitesOf: (name: string) => readonly TemplateSite[];
  /** Every include, template and block that writes the name out. */
  readonly callsOf: (name: string) => readonly CallSite[];
  /** Those, and the includes that compute it. */
  readonly callersOf: (name: string) => readonly CallSite[];
  /** What a named template is called with: the root objects of these charts, and what these calls hand over. */
  readonly givenTo: (name: string) => { readonly roots: ReadonlySet<ChartNode>; readonly others: readonly CallSite[] };
  /** Some include computes its name in a way that is not known, so that a template may have callers that are not listed. */
  readonly hasComputedCalls: boolean;
}

/** What one text says of named templates; a template is read when somebody asks for its uses. */
export interface Part {
  readonly chart: ChartNode;
  readonly file: FileText;
  readonly uses: TemplateUses;
}

/** A template file as a part. */
class FilePart implements Part {
  readonly chart: ChartNode;
  readonly file: FileText;
  readonly #settings: Settings;
  #uses: TemplateUses | undefined;

  constructor(chart: ChartNode, file: FileText, settings: Settings) {
    this.chart = chart;
    this.file = file;
    this.#settings = settings;
  }

  get uses(): TemplateUses {
    return (this.#uses ??= this.known ?? this.#read(templateView(this.file, this.#settings)));
  }

  get known(): TemplateUses | undefined {
    if (this.#uses) return this.#uses;
    this.#uses = usesByText[majorOf(this.#settings)].get(this.file);
    if (this.#uses) return this.#uses;
    const view = knownView(this.file, this.#settings);
    return view && knownUses(view) && this.#read(view);
  }

  #read(view: TemplateView): TemplateUses {
    const uses = (this.#uses = usesOf(view));
    usesByText[majorOf(this.#settings)].set(this.file, uses);
    return uses;
  }
}

/** By Helm's major version, which tells the functions there are: after each key all texts of a release are asked for. */
const usesByText = { 3: new WeakMap<FileText, TemplateUses>(), 4: new WeakMap<FileText, TemplateUses>() };

function majorOf({ helmVersion }: Settings): 3 | 4 {
  return helmVersion === '3' ? 3 : 4;
}

/** The uses of a part that was read before. */
export function knownUsesOf(part: Part): TemplateUses | undefined {
  return part instanceof FilePart ? part.known : part.uses;
}

/** The templates of all charts, in the order in which the first definition of a name is the one that Helm takes. */
export function partsOf(snapshot: Snapshot, tree: ChartTree): readonly Part[] {
  const seen = partOfRelease(tree)?.texts;
  return preferred(snapshot, tree).flatMap(([at, i]) => {
    const chart = tree.charts[at] as ChartNode;
    const file = chart.templates[i] as FileText;
    return seen && !seen.has(file) ? [] : new FilePart(chart, file, snapshot.settings);
  });
}

/** The template of the release that is this file; undefined for any other file. */
export function partOfFile(snapshot: Snapshot, tree: ChartTree, file: FileText): Part | undefined {
  const seen = partOfRelease(tree)?.texts;
  if (seen && !seen.has(file)) return undefined;
  const chart = tree.charts.find(({ templates }) => templates.includes(file));
  return chart && new FilePart(chart, file, snapshot.settings);
}

/** `named` are calls whose computed names were worked out, by name. */
export function indexOf(
  parts: readonly Part[],
  named: ReadonlyMap<string, readonly CallSite[]>,
  hasComputedCalls: boolean,
): TemplateIndex {
  const sites = new Map<string, readonly TemplateSite[]>();
  const calls = new Map<string, readonly CallSite[]>();
  const given = new Map<string, ReturnType<TemplateIndex['givenTo']>>();
  const others = (name: string) => named.get(name) ?? [];
  const defining = lazily(() => partsByName(parts, definesIn));
  const calling = lazily(() => partsByName(parts, callsInUses));
  const partsAt = (indexes: readonly number[] | undefined) => (indexes ?? []).map((i) => parts[i] as Part);
  const callsOf = (name: string) =>
    cached(calls, name, () =>
      partsAt(calling().get(name)).flatMap((part) => callsIn(part, part.uses.callsByName, name)),
    );
  return {
    names: () => [...defining().keys()],
    sitesOf: (name) =>
      cached(sites, name, () => winnerFirst(partsAt(defining().get(name)).flatMap((part) => sitesIn(part, name)))),
    callsOf,
    callersOf: (name) => [...callsOf(name), ...others(name)],
    givenTo: (name) => cached(given, name, () => givenTo(partsAt(calling().get(name)), name, others(name))),
    hasComputedCalls,
  };
}

interface ByName {
  readonly uses: readonly TemplateUses[];
  /** Indexes into the parts. */
  readonly byName: ReadonlyMap<string, readonly number[]>;
}

type NamesIn = (uses: TemplateUses) => ReadonlyMap<string, unknown>;

const definesIn: NamesIn = (uses) => uses.definesByName;
const callsInUses: NamesIn = (uses) => uses.callsByName;

/** The last ones found, the newest first: a tree has two lists of parts, with and without those of embedded templates. */
const lastFound = new Map<NamesIn, ByName[]>([
  [definesIn, []],
  [callsInUses, []],
]);
const MOST_FOUND = 8;

/** Whoever lists all names asks for each of them, so the parts are not gone through for every one. */
function partsByName(parts: readonly Part[], namesIn: NamesIn): ReadonlyMap<string, readonly number[]> {
  const found = lastFound.get(namesIn) as ByName[];
  const uses = parts.map((part) => part.uses);
  const isSame = ({ uses: others }: ByName) =>
    others.length === uses.length && uses.every((one, i) => haveSameNames(one, others[i] as TemplateUses, namesIn));
  const at = found.findIndex(isSame);
  const byName = at < 0 ? findByName(uses, namesIn) : (found.splice(at, 1)[0] as ByName).byName;
  found.unshift({ uses, byName });
  if (found.length > MOST_FOUND) found.pop();
  return byName;
}

function haveSameNames(a: TemplateUses, b: TemplateUses, namesIn: NamesIn): boolean {
  if (a === b) return true;
  const [names, others] = [namesIn(a), [...namesIn(b).keys()]];
  let i = 0;
  if (names.size !== others.length) return false;
  for (const name of names.keys()) if (name !== others[i++]) return false;
  return true;
}

function findByName(uses: readonly TemplateUses[], namesIn: NamesIn): ReadonlyMap<string, readonly number[]> {
  const out = new Map<string, number[]>();
  for (const [i, one] of uses.entries()) {
    for (const name of namesIn(one).keys()) {
      const known = out.get(name);
      if (known) known.push(i);
      else out.set(name, [i]);
    }
  }
  return out;
}

export function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

export function cached<T>(known: Map<string, T>, key: string, make: () => T): T {
  let value = known.get(key);
  if (value === undefined) known.set(key, (value = make()));
  return value;
}

export function sitesIn({ chart, file, uses }: Part, name: string): TemplateSite[] {
  const bodies = uses.definesByName.get(name) ?? [];
  return bodies.map((body) => ({ file, chart, body, isEmpty: isEmptyTree(body.list) }));
}

export function callsIn({ chart, file }: Part, byName: TemplateUses['callsByName'], name: string): CallSite[] {
  return (byName.get(name) ?? []).map((call) => ({ file, chart, call }));
}

export function givenTo(
  parts: readonly Part[],
  name: string,
  named: readonly CallSite[],
): ReturnType<TemplateIndex['givenTo']> {
  const roots = new Set<ChartNode>();
  const others: CallSite[] = [];
  for (const part of parts) {
    if (part.uses.givenRoot.has(name)) roots.add(part.chart);
    if (part.uses.givenOther.has(name)) others.push(...callsIn(part, part.uses.givenOther, name));
  }
  return { roots, others: [...others, ...named] };
}

/** The n-th template of the m-th chart of a tree. */
type Place = readonly [chart: number, template: number];

/** As many charts as are edited at the same time, or use the library that is. */
const MOST_ORDERS = 32;
const orders = new Map<string, Order>();

interface Order {
  /** All that places are made of. */
  readonly ground: readonly unknown[];
  /** What the order is made of: where charts lie, and the names of their templates. */
  readonly places: readonly unknown[];
  readonly order: readonly Place[];
}

/**
 * Helm parses the deepest path first and the alphabetically last among equals, and the last parsed wins: here, the first.
 * Names and values stay what they are while templates are typed, and to find the order takes longer than all else.
 */
function preferred(snapshot: Snapshot, tree: ChartTree): readonly Place[] {
  const { folder } = tree.root;
  const ground = groundOf(snapshot, tree);
  const known = orders.get(folder);
  if (known && isAlike(known.ground, ground)) return known.order;
  const charts = tree.charts.map((chart) => placeOf(tree, chart));
  const sizes = tree.charts.flatMap((chart) => [chart.folder, chart.templates.length]);
  const places = [fileNames(snapshot), ...sizes, ...charts.flatMap(({ path, isEnabled }) => [path, isEnabled])];
  const order = known && isAlike(known.places, places) ? known.order : findOrder(tree, charts);
  orders.delete(folder);
  orders.set(folder, { ground, places, order });
  if (orders.size > MOST_ORDERS) orders.delete(orders.keys().next().value as string);
  return order;
}

function isAlike(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((one, i) => one === b[i]);
}

/** The names of files, what charts say of each other, and values, which enable charts. */
function groundOf(snapshot: Snapshot, tree: ChartTree): unknown[] {
  const charts = tree.charts.flatMap(({ folder, keys, templates, defaults, otherValues, isLeftOut }) => [
    folder,
    keys.join(),
    templates.length,
    defaults,
    otherValues.length,
    ...otherValues,
    isLeftOut,
  ]);
  return [fileNames(snapshot), chartIndex(snapshot), snapshot.settings, tree.dropsNulls, ...tree.active, ...charts];
}

interface ChartPlace {
  readonly path: string;
  readonly isEnabled: boolean;
}

function findOrder(tree: ChartTree, places: readonly ChartPlace[]): Place[] {
  const all = tree.charts.flatMap((chart, at) => {
    const { path, isEnabled } = places[at] as ChartPlace;
    return chart.templates.map((file, i) => {
      const name = `${path}/${pathIn(chart.folder, file)}`;
      // A chart that is not in the release gives no templates, though who asks for one may mean it.
      return { place: [at, i] as const, name, depth: name.split('/').length, isEnabled };
    });
  });
  all.sort((a, b) => {
    return Number(b.isEnabled) - Number(a.isEnabled) || a.depth - b.depth || compareBytes(a.name, b.name);
  });
  return all.map(({ place }) => place);
}

/** Under which of its names a chart's templates come first. */
function placeOf(tree: ChartTree, chart: ChartNode): ChartPlace {
  if (chart.parent === undefined) return { path: chart.path, isEnabled: true };
  const enabled = chart.isLeftOut ? [] : chainsOf(chart).filter((chain) => enabledChain(tree, chain).isEnabled);
  enabled.sort((a, b) => a.keys.length - b.keys.length);
  const least = enabled.filter(({ keys }) => keys.length === enabled[0]?.keys.length);
  const paths = least.map(({ keys }) => [tree.root.path, ...keys].join('/charts/'));
  return { path: paths.sort(compareBytes)[0] ?? chart.path, isEnabled: enabled.length > 0 };
}

/** Those that are empty replace none, so they come behind the others. */
export function winnerFirst(sites: readonly TemplateSite[]): TemplateSite[] {
  return [...sites.filter((site) => !site.isEmpty), ...sites.filter((site) => site.isEmpty)];
}
