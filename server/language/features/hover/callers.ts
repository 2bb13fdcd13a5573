// Which callers of a helper make an expression inside it stand for what: "when called from templates/deployment.yaml:12".

import type { OperandNode } from '#engine/template/node.ts';
import type { Span } from '#engine/text/span.ts';
import { type ObjectPath, objectPaths } from '../../symbols/context.ts';
import { evaluateOperand } from '../../symbols/evaluate.ts';
import { placeLink } from '../../symbols/markdown.ts';
import { otherCallersOf } from '../../symbols/other-users.ts';
import { resolveIn, templateIndex } from '../../symbols/templates.ts';
import { type Possible, substitute } from '../../symbols/value.ts';
import type { Place } from './place.ts';

/** More calls than this are not asked one by one. */
const MOST_CALLS = 200;
const MOST_NAMED = 3;

/** By the text of a path (`pathKey`), links to the calls that lead to it; empty outside of helpers. */
export function callersByPath(place: Place, target: Span): ReadonlyMap<string, string> {
  const { context, nodes } = place;
  const { snapshot, tree, scope } = context;
  const node = nodes.at(-1);
  const raw = node && rawValue(place, node as OperandNode, target);
  const links = new Map<string, string[]>();
  if (raw === undefined || scope.body === undefined) return new Map();
  const { name } = scope.body;
  const trees = [tree, ...otherCallersOf(snapshot, context, name).map((other) => other.tree)];
  const sites = trees.flatMap((one) =>
    templateIndex(snapshot, one)
      .callsOf(name)
      .map((site) => ({ one, site })),
  );
  for (const { one, site } of sites.slice(0, MOST_CALLS)) {
    const top = resolveIn(snapshot, one, site, site.call.data);
    const link = placeLink(tree, site.file, site.call.span.start);
    for (const key of new Set(objectPaths(tree, substitute(raw, top)).map(pathKey))) {
      const known = links.get(key);
      if (known === undefined) links.set(key, [link]);
      else if (!known.includes(link)) known.push(link);
    }
  }
  return new Map([...links].map(([key, all]) => [key, sentence(all)]));
}

function sentence(links: readonly string[]): string {
  const more = links.length - MOST_NAMED;
  const named = links.slice(0, more > 1 ? MOST_NAMED : MOST_NAMED + 1).join(', ');
  return `When called from ${named}${more > 1 ? ` and ${more} more` : ''}:`;
}

export function pathKey({ chart, object, path }: ObjectPath): string {
  return JSON.stringify([chart.folder, object, ...path.map((step) => (typeof step === 'symbol' ? null : step))]);
}

/** The word's value in terms of what the helper is given. */
function rawValue({ context: { scope } }: Place, node: OperandNode, { end }: Span): Possible | undefined {
  switch (node.kind) {
    case 'dot':
      return scope.dot;
    case 'field':
    case 'variable': {
      const count = node.parts.filter((part) => part.end <= end).length;
      return evaluateOperand(scope, { ...node, ident: node.ident.slice(0, count), parts: node.parts.slice(0, count) });
    }
    case 'chain': {
      const count = node.parts.filter((part) => part.end <= end).length;
      return evaluateOperand(scope, { ...node, field: node.field.slice(0, count), parts: node.parts.slice(0, count) });
    }
    default:
      return undefined;
  }
}
