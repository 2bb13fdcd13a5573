// The flows of all templates of a release, each with its file, and the tables that they take whole.

import { type TemplateView, templateView } from '../../documents/template.ts';
import type { FileText, Snapshot } from '../../workspace/snapshot.ts';
import { underSet } from '../../workspace/values-set.ts';
import type { ChartNode, ChartTree } from '../charts.ts';
import { withIncluded } from '../included.ts';
import { templatesIn } from '../release-part.ts';
import { embeddedIn, resolveEmbedded, resolveIn, templateIndex } from '../templates.ts';
import type { Possible } from '../value.ts';
import { absolutePaths } from './absolute.ts';
import type { Address } from './addresses.ts';
import { isTruncated, withEveryCaller } from './every-caller.ts';
import { everyPath, type Place } from './every-path.ts';
import { type Flow, flowsOf, takesKey } from './flows.ts';
import { type Holding, holding, holdsTable, type KnownInside } from './holds.ts';

/** One text with its flows. */
interface TextFlows {
  readonly file: FileText;
  readonly chart: ChartNode;
  /** Read when somebody asks. */
  readonly view: TemplateView;
  readonly isEmbedded: boolean;
  readonly resolve: (flow: Flow, value: Possible) => Possible;
  /** Values that were resolved already, since a rename asks when it is prepared and when it is done. */
  readonly resolved: Map<Possible, Possible>;
}

const memos = new WeakMap<ChartTree, readonly TextFlows[]>();

function textsOf(given: Snapshot, tree: ChartTree): readonly TextFlows[] {
  let texts = memos.get(tree);
  if (texts !== undefined) return texts;
  const snapshot = underSet(given, tree.root.folder);
  const own = tree.charts.flatMap((chart) =>
    templatesIn(tree, chart).map((file): TextFlows => {
      const resolve = ({ body }: Flow, value: Possible) =>
        (body === undefined ? absolutePaths(value, chart.folder) : undefined) ??
        resolveIn(snapshot, tree, { chart, call: { body } }, value);
      return {
        file,
        chart,
        get view() {
          return templateView(file, snapshot.settings);
        },
        isEmbedded: false,
        resolve,
        resolved: new Map(),
      };
    }),
  );
  const inner = embeddedIn(snapshot, tree).map((embedded): TextFlows => {
    const resolve = (_flow: Flow, value: Possible) => resolveEmbedded(snapshot, tree, embedded, value);
    const { host: file, chart } = embedded;
    return {
      file,
      chart,
      view: templateView(embedded.file, snapshot.settings),
      isEmbedded: true,
      resolve,
      resolved: new Map(),
    };
  });
  memos.set(tree, (texts = [...own, ...inner]));
  return texts;
}

function resolvedIn(text: TextFlows, flow: Flow, value: Possible): Possible {
  let known = text.resolved.get(value);
  if (known === undefined) text.resolved.set(value, (known = text.resolve(flow, value)));
  return known;
}

/** Tables that become one. */
export interface Merge {
  readonly file: FileText;
  readonly flow: Flow;
  readonly values: readonly Possible[];
}

const merges = new WeakMap<ChartTree, readonly Merge[]>();

export function mergesOf(snapshot: Snapshot, tree: ChartTree): readonly Merge[] {
  let known = merges.get(tree);
  if (known === undefined) merges.set(tree, (known = findMerges(snapshot, tree)));
  return known;
}

function findMerges(snapshot: Snapshot, tree: ChartTree): Merge[] {
  // `merge`, `mustMergeOverwrite`: a function is called by its letters, so most texts need not be read for this.
  const some = textsOf(snapshot, tree).filter(({ file, isEmbedded }) => isEmbedded || file.text.includes('erge'));
  return some.flatMap((text) =>
    flowTable(text.view).merges.map((flow) => {
      return { file: text.file, flow, values: flow.values.map((value) => resolvedIn(text, flow, value)) };
    }),
  );
}

/** A place that takes a table in which one of the values lies. */
export interface Taking {
  readonly file: FileText;
  readonly flow: Flow;
  /** `many`: so many tables go that way that nobody knows them all. */
  readonly holds: Exclude<Holding, undefined> | 'many';
}

/** The places that take a table with one of the values: all but merges, and those that look at keys of other tables. */
export function takingsOf(snapshot: Snapshot, tree: ChartTree, addresses: readonly Address[]): Taking[] {
  return [...eachTaking(snapshot, tree, addresses)];
}

/** The same one after the other, for who is content with the first of some kind. */
export function* eachTaking(snapshot: Snapshot, tree: ChartTree, addresses: readonly Address[]): Generator<Taking> {
  const firsts = new Set(addresses.map(({ path }) => path[0]));
  const known: KnownInside = new Map();
  for (const text of textsOf(snapshot, tree)) {
    for (const flow of concerned(text, firsts)) {
      for (const value of flow.values) {
        const whole = resolvedIn(text, flow, value);
        // What is left out of the table itself may still come along where it lies deeper.
        const some = addresses.filter(
          (address) => takesKey(flow, address.path.at(-1)) || !holdsTable(tree, whole, [address]),
        );
        const holds =
          holding(tree, whole, some, some.length === addresses.length ? known : undefined) ??
          (isTruncated(whole) ? heldByCallers(snapshot, tree, text, flow, value, some) : undefined);
        if (holds && (flow.kind !== 'keys' || holds !== 'above')) yield { file: text.file, flow, holds };
      }
    }
  }
}

/** What is looked for in the values that are taken. */
export interface Sought {
  readonly holds: (value: Possible, flow: Flow) => Holding;
  /** Is asked of what single callers hand over where they are too many for one value: there dicts that look alike are one. */
  readonly mayHold: (value: Possible) => Holding;
  /** False where a template cannot have it but by what a caller hands over or what another template prints. */
  readonly isMadeIn: (file: FileText) => boolean;
}

/** The places that take something in which that is found, one after the other. */
export function* takingsWith(
  given: Snapshot,
  tree: ChartTree,
  { holds, mayHold, isMadeIn }: Sought,
): Generator<Taking> {
  const snapshot = underSet(given, tree.root.folder);
  const callersHold = (text: TextFlows, flow: Flow, value: Possible): Taking['holds'] | undefined => {
    if (text.isEmbedded) return 'many';
    return heldOnWays(snapshot, tree, { chart: text.chart, body: flow.body }, value, mayHold, new Set());
  };
  for (const text of textsOf(given, tree)) {
    if (!text.isEmbedded && !HAS_OTHERS.test(text.file.text) && !isMadeIn(text.file)) continue;
    for (const flow of flowsOf(text.view)) {
      for (const value of flow.values) {
        const whole = resolvedIn(text, flow, value);
        const held = holds(whole, flow) ?? (isTruncated(whole) ? callersHold(text, flow, value) : undefined);
        if (held && (flow.kind !== 'keys' || held !== 'above')) yield { file: text.file, flow, holds: held };
      }
    }
  }
}

/** It may have named templates, which are handed things, or read what templates print. */
const HAS_OTHERS = /define|block|from[A-Z]/;

/** `seen` has what templates print that was looked through. */
function heldOnWays(
  snapshot: Snapshot,
  tree: ChartTree,
  place: Place,
  value: Possible,
  mayHold: Sought['mayHold'],
  seen: Set<Possible>,
): Taking['holds'] | undefined {
  const all = everyPath(snapshot, tree, place, value);
  if (all === undefined) return 'many';
  const own = mayHold({ refs: all.itself, complete: true });
  if (own === 'table') return own;
  let found: Taking['holds'] | undefined;
  for (const { place: at, value: printed } of all.printed) {
    if (seen.has(printed)) continue;
    seen.add(printed);
    // What a template prints for a call can be said in the words of that call, unless that is too much.
    const inside = withIncluded(snapshot, () => templateIndex(snapshot, tree), printed);
    const held = isTruncated(inside)
      ? heldByEach(snapshot, tree, at, printed, mayHold)
      : heldOnWays(snapshot, tree, at, inside, mayHold, seen);
    if (held === 'many' || held === 'table') return held;
    found ??= held;
  }
  return own ?? found ?? (mayHold({ refs: all.inside, complete: true }) && 'above');
}

function heldByEach(
  snapshot: Snapshot,
  tree: ChartTree,
  place: Place,
  value: Possible,
  mayHold: Sought['mayHold'],
): Taking['holds'] | undefined {
  const values = withEveryCaller(snapshot, tree, place, value);
  if (values === undefined) return 'many';
  return values.some((one) => mayHold(one) === 'table') ? 'table' : values.map(mayHold).find((held) => held);
}

function heldByCallers(
  given: Snapshot,
  tree: ChartTree,
  text: TextFlows,
  flow: Flow,
  value: Possible,
  addresses: readonly Address[],
): Taking['holds'] | undefined {
  if (text.isEmbedded) return 'many';
  const snapshot = underSet(given, tree.root.folder);
  const all = everyPath(snapshot, tree, { chart: text.chart, body: flow.body }, value);
  if (all === undefined) return 'many';
  const own = holding(tree, { refs: all.itself, complete: true }, addresses);
  if (own !== undefined) return own;
  return holding(tree, { refs: all.inside, complete: true }, addresses) && 'above';
}

interface FlowTable {
  readonly merges: readonly Flow[];
  /** Flows of a file's own text whose values all begin with `.Values` and this key. */
  readonly byFirst: ReadonlyMap<string, readonly Flow[]>;
  readonly others: readonly Flow[];
}

const tables = new WeakMap<TemplateView, FlowTable>();

function flowTable(view: TemplateView): FlowTable {
  let table = tables.get(view);
  if (table !== undefined) return table;
  const flows = flowsOf(view);
  const byFirst = new Map<string, Flow[]>();
  const others: Flow[] = [];
  for (const flow of flows) {
    if (flow.kind === 'merge') continue;
    const firsts = firstKeys(flow);
    for (const first of firsts ?? []) {
      const list = byFirst.get(first);
      if (list) list.push(flow);
      else byFirst.set(first, [flow]);
    }
    if (firsts === undefined) others.push(flow);
  }
  table = { merges: flows.filter(({ kind }) => kind === 'merge'), byFirst, others };
  tables.set(view, table);
  return table;
}

/** Undefined: the values may be anything. */
function firstKeys({ body, values }: Flow): ReadonlySet<string> | undefined {
  const out = new Set<string>();
  if (body !== undefined) return undefined;
  for (const ref of values.flatMap(({ refs }) => refs)) {
    const [object, first] = ref.kind === 'path' ? ref.path : [];
    if (object !== 'Values' || typeof first !== 'string') return undefined;
    out.add(first);
  }
  return out;
}

function concerned(text: TextFlows, firsts: ReadonlySet<unknown>): Flow[] {
  const { byFirst, others } = flowTable(text.view);
  if (text.isEmbedded) return flowsOf(text.view).filter(({ kind }) => kind !== 'merge');
  const out = [...others];
  for (const first of firsts) if (typeof first === 'string') out.push(...(byFirst.get(first) ?? []));
  return out;
}
