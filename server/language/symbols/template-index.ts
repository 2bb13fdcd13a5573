// The named templates of a release by name: their definitions, and who calls them.

import { isEmptyTree } from '#engine/template/parse.ts';
import { compareBytes } from '#engine/text/bytes.ts';
import type { NamedBody } from '../documents/template.ts';
import { templateView } from '../documents/template.ts';
import type { FileText, Snapshot } from '../workspace/snapshot.ts';
import { type TemplateCall, type TemplateUses, usesOf } from './calls.ts';
import { chainsOf } from './chains.ts';
import { type ChartNode, type ChartTree, pathIn } from './charts.ts';
import { enabledChain } from './enabled.ts';

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

/** What one text says of named templates. */
export interface Part {
  readonly chart: ChartNode;
  readonly file: FileText;
  readonly uses: TemplateUses;
}

/** The templates of all charts, in the order in which the first definition of a name is the one that Helm takes. */
export function partsOf(snapshot: Snapshot, tree: ChartTree): readonly Part[] {
  return preferred(tree).map(({ chart, file }) => ({
    chart,
    file,
    uses: usesOf(templateView(file, snapshot.settings)),
  }));
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
  const defining = lazily(() => partsByName(parts, ({ uses }) => uses.definesByName));
  const calling = lazily(() => partsByName(parts, ({ uses }) => uses.callsByName));
  const callsOf = (name: string) =>
    cached(calls, name, () =>
      (calling().get(name) ?? []).flatMap((part) => callsIn(part, part.uses.callsByName, name)),
    );
  return {
    names: () => [...defining().keys()],
    sitesOf: (name) =>
      cached(sites, name, () => winnerFirst((defining().get(name) ?? []).flatMap((part) => sitesIn(part, name)))),
    callsOf,
    callersOf: (name) => [...callsOf(name), ...others(name)],
    givenTo: (name) => cached(given, name, () => givenTo(calling().get(name) ?? [], name, others(name))),
    hasComputedCalls,
  };
}

/** Whoever lists all names asks for each of them, so the parts are not gone through for every one. */
function partsByName(
  parts: readonly Part[],
  namesOf: (part: Part) => ReadonlyMap<string, unknown>,
): ReadonlyMap<string, readonly Part[]> {
  const out = new Map<string, Part[]>();
  for (const part of parts) {
    for (const name of namesOf(part).keys()) {
      const known = out.get(name);
      if (known) known.push(part);
      else out.set(name, [part]);
    }
  }
  return out;
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

function cached<T>(known: Map<string, T>, key: string, make: () => T): T {
  let value = known.get(key);
  if (value === undefined) known.set(key, (value = make()));
  return value;
}

function sitesIn({ chart, file, uses }: Part, name: string): TemplateSite[] {
  const bodies = uses.definesByName.get(name) ?? [];
  return bodies.map((body) => ({ file, chart, body, isEmpty: isEmptyTree(body.list) }));
}

function callsIn({ chart, file }: Part, byName: TemplateUses['callsByName'], name: string): CallSite[] {
  return (byName.get(name) ?? []).map((call) => ({ file, chart, call }));
}

function givenTo(
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

interface Placed {
  readonly chart: ChartNode;
  readonly file: FileText;
  /** Helm's name for it. */
  readonly name: string;
  readonly depth: number;
  /** Its chart is in the release: a chart that is not gives no templates, though who asks for one may mean it. */
  readonly isEnabled: boolean;
}

/** Helm parses the deepest path first and the alphabetically last among equals, and the last parsed wins: here, the first. */
function preferred(tree: ChartTree): readonly Placed[] {
  const all = tree.charts.flatMap((chart) => {
    const { path, isEnabled } = placeOf(tree, chart);
    return chart.templates.map((file): Placed => {
      const name = `${path}/${pathIn(chart.folder, file)}`;
      return { chart, file, name, depth: name.split('/').length, isEnabled };
    });
  });
  return inOrder(tree.root.folder, all);
}

interface Order {
  readonly given: readonly Pick<Placed, 'name' | 'isEnabled'>[];
  /** Indexes into what was given. */
  readonly order: readonly number[];
}

/** As many charts as are edited at the same time. */
const MOST_ORDERS = 8;
const orders = new Map<string, Order>();

/** Names stay what they are while texts are typed, and sorting those of many charts takes longer than all else. */
function inOrder(root: string, all: readonly Placed[]): readonly Placed[] {
  const known = orders.get(root);
  const isSame = known?.given.length === all.length && known.given.every((one, i) => isAlike(one, all[i] as Placed));
  if (known && isSame) return known.order.map((index) => all[index] as Placed);
  const order = all.map((_, index) => index);
  order.sort((i, j) => {
    const [a, b] = [all[i] as Placed, all[j] as Placed];
    return Number(b.isEnabled) - Number(a.isEnabled) || a.depth - b.depth || compareBytes(a.name, b.name);
  });
  orders.delete(root);
  orders.set(root, { given: all.map(({ name, isEnabled }) => ({ name, isEnabled })), order });
  if (orders.size > MOST_ORDERS) orders.delete(orders.keys().next().value as string);
  return order.map((index) => all[index] as Placed);
}

function isAlike(a: Pick<Placed, 'name' | 'isEnabled'>, b: Placed): boolean {
  return a.isEnabled === b.isEnabled && a.name === b.name;
}

/** Under which of its names a chart's templates come first. */
function placeOf(tree: ChartTree, chart: ChartNode): { readonly path: string; readonly isEnabled: boolean } {
  if (chart.parent === undefined) return { path: chart.path, isEnabled: true };
  const enabled = chart.isLeftOut ? [] : chainsOf(chart).filter((chain) => enabledChain(tree, chain).isEnabled);
  const paths = enabled.map(({ keys }) => [tree.root.path, ...keys].join('/charts/'));
  return { path: paths.sort(compareBytes)[0] ?? chart.path, isEnabled: enabled.length > 0 };
}

/** Those that are empty replace none, so they come behind the others. */
function winnerFirst(sites: readonly TemplateSite[]): TemplateSite[] {
  return [...sites.filter((site) => !site.isEmpty), ...sites.filter((site) => site.isEmpty)];
}
