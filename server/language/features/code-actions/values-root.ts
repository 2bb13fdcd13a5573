// How a place of a template names its chart's values, and whether a path of them is free.

import { resolved } from '../../documents/values.ts';
import type { ChartNode } from '../../symbols/charts.ts';
import { type Context, contextAt, dotHere, objectPaths, rootHere } from '../../symbols/context.ts';
import { addressesOf } from '../../symbols/occurrences/addresses.ts';
import { takingsOf } from '../../symbols/occurrences/release-flows.ts';
import { valueUses } from '../../symbols/occurrences.ts';
import type { Possible } from '../../symbols/value.ts';
import { valueSites } from '../../symbols/values.ts';
import type { FileText } from '../../workspace/snapshot.ts';
import { relativeUri } from '../../workspace/uri.ts';
import type { Question } from './action.ts';

/** `.Values`, or `$.Values` where the dot is another one, or `$.ctx.Values` where a dict hands the root on. */
export function valuesAt({ snapshot, file }: Pick<Question, 'snapshot' | 'file'>, offset: number): string | undefined {
  const context = contextAt(snapshot, file.uri, offset);
  if (context === undefined) return undefined;
  if (isRoot(context, dotHere(context))) return '.Values';
  const root = rootHere(context);
  if (isRoot(context, root)) return '$.Values';
  const key = rootKey(context, root);
  return key && `$.${key}.Values`;
}

/** The root object of the chart itself; of a helper that other charts call as well it would be theirs. */
function isRoot({ tree, chart }: Context, value: Possible): boolean {
  const paths = objectPaths(tree, value);
  const isOwn = paths.every((path) => path.object === undefined && path.path.length === 0 && path.chart === chart);
  return isOwn && paths.length > 0 && value.refs.length === paths.length;
}

/** The key under which every caller's dict has the root object. */
function rootKey(context: Context, value: Possible): string | undefined {
  const dicts = value.refs.flatMap((ref) => (ref.kind === 'dict' ? [ref] : []));
  const [first] = dicts;
  if (first === undefined || dicts.length < value.refs.length || !value.complete) return undefined;
  return [...first.entries.keys()].find(
    (key) => /^[A-Za-z_]\w*$/.test(key) && dicts.every(({ entries }) => isRoot(context, entries.get(key) ?? NONE)),
  );
}

const NONE: Possible = { refs: [], complete: false };

/** Why nothing new can be put at a path of the chart's values; undefined: it is free. */
export function whyNotFree({ tree, chart }: Context, path: readonly string[]): string | undefined {
  const name = path.join('.');
  const [site] = valueSites(tree, chart, path);
  if (site) return `${name} is set already.`;
  if (isSubchart(chart, path[0])) return `${path[0]} is a subchart: its values belong to it.`;
  for (let count = 1; count < path.length; count++) {
    const above = valueSites(tree, chart, path.slice(0, count)).find(
      ({ value }) => value.kind !== 'map' && !(value.kind === 'scalar' && value.resolved.type === 'null'),
    );
    if (above) return `${path.slice(0, count).join('.')} is no table.`;
  }
  return undefined;
}

/** Why a new value there would change what is rendered, or has no place; undefined: it changes nothing. */
export function whyNotNew(context: Context, path: readonly string[]): string | undefined {
  const taken = whyNotFree(context, path);
  if (taken !== undefined) return taken;
  const { snapshot, chart } = context;
  const [use] = valueUses(snapshot, chart, path);
  if (use) return `${path.join('.')} is read already, by ${nameOf(context, use.file)}, which would get this value.`;
  for (let count = 1; count < path.length; count++) {
    const reader = readerOfAll(context, path.slice(0, count + 1));
    const name = path.slice(0, count).join('.');
    const user = isFilled(context, path.slice(0, count))
      ? undefined
      : valueUses(snapshot, chart, path.slice(0, count))[0];
    if (user) return `${name} has nothing in it, and ${nameOf(context, user.file)} may go by that.`;
    if (reader) return `${reader} reads all of ${name}: a new key in it would be rendered.`;
  }
  return undefined;
}

/** A condition on a table comes out otherwise once something is in it. */
function isFilled({ tree, chart }: Context, path: readonly string[]): boolean {
  return valueSites(tree, chart, path).some(({ value, role }) => {
    const node = resolved(value);
    return role !== 'other' && node?.kind === 'map' && node.children.length > 0;
  });
}

/** The template that prints everything in the table of the path's last key, or goes over its keys. */
export function readerOfAll(context: Context, path: readonly string[]): string | undefined {
  const { snapshot, tree, chart } = context;
  const taking = takingsOf(snapshot, tree, addressesOf(tree, { chart, path })).find(
    ({ flow, holds }) => holds === 'table' && (flow.kind === 'whole' || flow.kind === 'keys'),
  );
  return taking && nameOf(context, taking.file);
}

function nameOf({ tree }: Context, { uri }: FileText): string {
  return relativeUri(tree.root.folder, uri) ?? uri;
}

function isSubchart(chart: ChartNode, key: string | undefined): boolean {
  return chart.subcharts.some(({ keys }) => key !== undefined && keys.includes(key));
}
