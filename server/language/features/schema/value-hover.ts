// Hover on a key of a values file: its value in every file, what it overrides or is overridden by, its uses, its schema.

import type { Step, ValuePlace } from '../../documents/values.ts';
import { commentOf } from '../../documents/values-comment.ts';
import { descriptionIn, factsText } from '../../schema/describe.ts';
import type { ChartNode } from '../../symbols/charts.ts';
import { code, pathText, placeLink, valueMarkdown } from '../../symbols/markdown.ts';
import { hasEffect, isRemoval, overridesOf, siteIn } from '../../symbols/overrides.ts';
import type { SchemaDocument } from '../../symbols/schema-document.ts';
import { namedInChartYaml, readsOf } from '../../symbols/told-uses.ts';
import { valueSchemas } from '../../symbols/value-schemas.ts';
import { type ValueSite, valueSites } from '../../symbols/values.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';

export function valueHover(snapshot: Snapshot, document: SchemaDocument, place: ValuePlace): string {
  const { tree, chart } = document;
  const { path } = place;
  const sites = valueSites(tree, chart, path);
  const { files, comments } = valueSchemas(tree, chart, path, sites);
  const schemas = [...files, ...comments];
  const comment = sites.map((site) => commentOf(site.view, site)).find((text) => text !== undefined);
  const { head, block } = valueMarkdown(tree, pathText('Values', path), sites);
  const main = [head, inSubchart(chart, path)];
  const relations = [overrideText(document, place, sites), usesText(snapshot, document, path)];
  // What a schema file says beside a comment may be another thing; what a comment says was said.
  const description = descriptionIn(comment === undefined ? schemas : files);
  const isSaid =
    comment !== undefined && description !== undefined && inOneLine(comment).includes(inOneLine(description));
  const said = [isSaid ? undefined : description, factsText(schemas)];
  const groups = [[...main, ...relations, block], said].map((group) => group.filter((part) => part !== undefined));
  return groups
    .filter((group) => group.length > 0)
    .map((group) => group.join('\n\n'))
    .join('\n\n---\n\n');
}

/** Tools copy comments into schemas, with other line breaks. */
function inOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** A subchart knows the value by another path. */
function inSubchart(chart: ChartNode, path: readonly Step[]): string | undefined {
  const [key, ...rest] = path;
  const sub = chart.subcharts.find(({ keys }) => typeof key === 'string' && keys.includes(key));
  if (sub === undefined) return undefined;
  if (rest.length === 0) return `The values of the chart ${code(sub.name)}.`;
  return inSubchart(sub, rest) ?? `In the chart ${code(sub.name)}: ${code(pathText('Values', rest))}`;
}

const MAX_LINKS = 6;

function overrideText(
  { tree, file }: SchemaDocument,
  place: ValuePlace,
  sites: readonly ValueSite[],
): string | undefined {
  const self = siteIn(sites, file.uri, place.key);
  if (self === undefined) return undefined;
  const { by, over } = overridesOf(tree, self, sites);
  const link = (site: ValueSite) => placeLink(tree, site.view.file, (site.key ?? site.value).start);
  const list = (all: readonly ValueSite[]) => linked([...new Set(all.map(link))]);
  const winners = by.filter((site) => hasEffect(site, self));
  const losers = over.filter((site) => hasEffect(self, site));
  const parts = [
    winners.length > 0 ? `Overridden in ${list(winners)}` : undefined,
    losers.length > 0 ? `${isRemoval(self) ? 'Removes' : 'Overrides'} ${list(losers)}` : undefined,
  ].filter((part) => part !== undefined);
  return parts.length > 0 ? parts.join('  \n') : undefined;
}

function usesText(snapshot: Snapshot, { tree, chart }: SchemaDocument, path: ValuePlace['path']): string | undefined {
  const { path: read, uses } = readsOf(snapshot, chart, path);
  const named = namedInChartYaml(snapshot, tree, chart, path).map(({ file, span }) =>
    placeLink(tree, file, span.start),
  );
  const inChart = named.length > 0 ? `Named in ${linked([...new Set(named)])}` : '';
  const isSubchart = path.length === 1 && chart.subcharts.some(({ keys }) => keys.includes(String(path[0])));
  // The subchart's own templates use what is in it.
  if (uses.length === 0 && isSubchart) return undefined;
  if (uses.length === 0) return inChart === '' ? 'No template was found to use it.' : inChart;
  const files = new Set(uses.map(({ file }) => file));
  const links = linked([...new Set(uses.map(({ file, span }) => placeLink(tree, file, span.start)))]);
  const count = files.size === 1 ? '1 template' : `${files.size} templates`;
  if (read.length === path.length) return `Used by ${count}: ${links}${inChart === '' ? '' : `  \n${inChart}`}`;
  if (inChart !== '') return inChart;
  return `No template names it; ${code(pathText('Values', read))} around it is used by ${count}: ${links}`;
}

function linked(links: readonly string[]): string {
  const more = links.length - MAX_LINKS;
  return links.slice(0, MAX_LINKS).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
