// The flows of all templates of a release, each with its file, and the tables that they take whole.

import { templateView } from '../../documents/template.ts';
import type { FileText, Snapshot } from '../../workspace/snapshot.ts';
import { underSet } from '../../workspace/values-set.ts';
import type { ChartNode, ChartTree } from '../charts.ts';
import { embeddedIn, resolveEmbedded, resolveIn } from '../templates.ts';
import type { Possible } from '../value.ts';
import type { Address } from './addresses.ts';
import { type Flow, flowsOf } from './flows.ts';
import { type Holding, holding } from './holds.ts';

export interface FlowSite {
  readonly file: FileText;
  /** The chart whose file it is. */
  readonly chart: ChartNode;
  readonly flow: Flow;
  /** A value of the flow in terms of charts' root objects. */
  readonly resolve: (value: Possible) => Possible;
  /** It stands in a template inside another text. */
  readonly isEmbedded: boolean;
}

const memos = new WeakMap<ChartTree, readonly FlowSite[]>();

export function releaseFlows(given: Snapshot, tree: ChartTree): readonly FlowSite[] {
  let sites = memos.get(tree);
  if (sites === undefined) {
    sites = [...inTemplates(given, tree), ...inTexts(given, tree)];
    memos.set(tree, sites);
  }
  return sites;
}

function inTemplates(given: Snapshot, tree: ChartTree): FlowSite[] {
  const snapshot = underSet(given, tree.root.folder);
  return tree.charts.flatMap((chart) =>
    chart.templates.flatMap((file) =>
      flowsOf(templateView(file, snapshot.settings)).map((flow): FlowSite => {
        const place = { chart, call: { body: flow.body } };
        return { file, chart, flow, resolve: (value) => resolveIn(snapshot, tree, place, value), isEmbedded: false };
      }),
    ),
  );
}

function inTexts(given: Snapshot, tree: ChartTree): FlowSite[] {
  const snapshot = underSet(given, tree.root.folder);
  return embeddedIn(snapshot, tree).flatMap((embedded) =>
    flowsOf(templateView(embedded.file, snapshot.settings)).map((flow): FlowSite => {
      const resolve = (value: Possible) => resolveEmbedded(snapshot, tree, embedded, value);
      return { file: embedded.host, chart: embedded.chart, flow, resolve, isEmbedded: true };
    }),
  );
}

/** A place that takes a table in which one of the values lies. */
export interface Taking {
  readonly site: FlowSite;
  readonly holds: Exclude<Holding, undefined>;
}

/** The places that take a table with one of the values: all but merges, and those that look at keys of other tables. */
export function takingsOf(snapshot: Snapshot, tree: ChartTree, addresses: readonly Address[]): Taking[] {
  const firsts = new Set(addresses.map(({ path }) => path[0]));
  const out: Taking[] = [];
  for (const site of releaseFlows(snapshot, tree)) {
    const { flow } = site;
    if (flow.kind === 'merge') continue;
    for (const value of flow.values) {
      if (flow.body === undefined && !site.isEmbedded && !mayConcern(value, firsts)) continue;
      const holds = holding(tree, site.resolve(value), addresses);
      if (holds && (flow.kind !== 'keys' || holds === 'table')) out.push({ site, holds });
    }
  }
  return out;
}

/** Most values of a file's own text are told apart by their first key, before anything is resolved. */
function mayConcern({ refs }: Possible, firsts: ReadonlySet<unknown>): boolean {
  return refs.some((ref) => {
    if (ref.kind !== 'path') return true;
    const [object, first] = ref.path;
    return object !== 'Values' || ref.path.length === 1 || typeof first !== 'string' || firsts.has(first);
  });
}
