// What expressions in a named template stand for with each of its callers, one after another: what a caller hands over
// together stays together, which a union of all callers does not keep.

import type { NamedBody } from '../documents/template.ts';
import type { ChartNode } from './charts.ts';
import type { TemplateIndex } from './template-index.ts';
import { type Possible, rootOf, substitute } from './value.ts';

/** Chains of helpers are rarely longer than three. */
const MAX_DEPTH = 8;
/** Helpers that call each other have ever more ways. */
const MAX_WAYS = 20_000;

/**
 * Calls `visit` with the values for every way on which the body is reached, and the chart whose file begins it; never for
 * one that nobody calls.
 */
export function throughCallers(
  index: Pick<TemplateIndex, 'givenTo'>,
  place: { readonly chart: ChartNode; readonly body: NamedBody | undefined },
  values: readonly Possible[],
  visit: (values: readonly Possible[], chart: ChartNode) => void,
): void {
  let ways = 0;
  const open: string[] = [];
  const go = (chart: ChartNode, body: NamedBody | undefined, given: readonly Possible[]) => {
    if (ways > MAX_WAYS) return;
    if (body === undefined) {
      ways++;
      visit(at(given, rootOf(chart.folder)), chart);
      return;
    }
    if (open.length >= MAX_DEPTH || open.includes(body.name)) return;
    open.push(body.name);
    const { roots, others } = index.givenTo(body.name);
    for (const root of roots) {
      ways++;
      visit(at(given, rootOf(root.folder)), root);
    }
    for (const { chart: caller, call } of others) go(caller, call.body, at(given, call.data));
    open.pop();
  };
  go(place.chart, place.body, values);
}

function at(values: readonly Possible[], top: Possible): readonly Possible[] {
  return values.map((value) => substitute(value, top));
}
