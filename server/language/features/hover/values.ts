// The hover of a values path: the value that holds, every file that sets it, what is said of it, and for helpers who calls.

import { commentMarkdown } from '../../documents/comment-markdown.ts';
import { commentedKey } from '../../documents/commented-key.ts';
import { ELEMENT, resolved, type Step, shortValue, valuesView, valueText } from '../../documents/values.ts';
import { builtinValue } from '../../symbols/builtin-value.ts';
import { builtinAt } from '../../symbols/builtins.ts';
import { chainsOf } from '../../symbols/chains.ts';
import type { ChartNode } from '../../symbols/charts.ts';
import type { ObjectPath } from '../../symbols/context.ts';
import { disabledText, isEnabledChart } from '../../symbols/enabled.ts';
import { factsOfSites, type KeyFacts } from '../../symbols/key-facts.ts';
import { builtinMarkdown, code, fenced, pathText, placeLink } from '../../symbols/markdown.ts';
import { HIDDEN, withoutSecrets } from '../../symbols/printed/secrets.ts';
import { isSecretName } from '../../symbols/secret-words.ts';
import { type ValueRole, type ValueSite, valueSites } from '../../symbols/values.ts';
import { mergedText } from './merged.ts';
import type { Place } from './place.ts';

const MOST_SITES = 6;

/** One possibility of what a path stands for; `isKnown`: what a built-in field came to is told beside it. */
export function pathMarkdown(place: Place, found: ObjectPath, isKnown = false): string | undefined {
  const { chart, object, path } = found;
  if (object === undefined) return `The root object of the chart ${code(chart.name)}`;
  const builtin = builtinAt([object, ...path]);
  if (object !== 'Values') {
    const value = isKnown ? undefined : builtinValue(place.context.snapshot, found);
    if (builtin) return builtinMarkdown(pathText(object, path), builtin, value);
    return value === undefined ? undefined : `**\`${pathText(object, path)}\`**\n\n${code(value)}`;
  }
  if (path.length === 0 && builtin) return builtinMarkdown('.Values', builtin, undefined);
  return valueMarkdown(place, chart, path);
}

function valueMarkdown(place: Place, chart: ChartNode, path: readonly Step[]): string {
  const { tree } = place.context;
  const title = pathText('Values', path);
  const sites = valueSites(tree, chart, path);
  const facts = factsOfSites(tree, chart, path, sites);
  const used = sites.filter(({ role }) => role !== 'other');
  const [winner] = used;
  const isHidden = isSecretName(String(path.at(-1)));
  const head = `**${code(title)}**`;
  // Elements differ, and what the first one is, or says, holds for no other.
  const isAny = path.includes(ELEMENT) && sites.length > 1;
  const type = facts.type === '' || (isAny && facts.source === 'value') ? '' : ` *(${facts.type})*`;
  const said = factParts(isAny ? { ...facts, doc: undefined } : facts);
  const parts: string[] = [];
  if (path.includes(ELEMENT)) {
    parts.push(head + type);
    // A table that one element alone has is told whole.
    const only = used.length === 1 ? heldText(place, chart, path, used, isHidden) : undefined;
    if (only?.isBlock) parts.push(fenced('yaml', only.text));
  } else if (winner === undefined) {
    parts.push(head + type, sites.length === 0 ? unsetText(place, chart, path) : 'No values file in use sets it.');
  } else {
    const { text, isBlock } = heldText(place, chart, path, used, isHidden);
    const from = sites.length === 1 ? ` from ${linkOf(place, winner)}${roleText(place, winner)}` : '';
    parts.push(`${head}${isBlock ? '' : ` = ${code(text)}`}${type}${from}`);
    // What is said of a table would be out of sight behind it.
    if (isBlock) parts.push(...said.splice(0), fenced('yaml', text));
  }
  if (sites.length > 1 || (sites.length === 1 && (winner === undefined || path.includes(ELEMENT))))
    parts.push(linksOf(place, sites, isHidden));
  else if (path.includes(ELEMENT) && sites.length === 0) parts.push('No values file of the chart sets it.');
  parts.push(...said);
  const disabled = disabledIn(place, chart);
  if (disabled) parts.push(disabled);
  return parts.join('\n\n');
}

/** Many charts name what may be set in comments: what is said there is what its author says of it. */
function unsetText({ context: { tree } }: Place, chart: ChartNode, path: readonly Step[]): string {
  const file = chart.defaults;
  const names = path.every((step) => typeof step === 'string') ? path : [];
  const key = file && commentedKey(valuesView(file), names);
  if (file === undefined || key === undefined) return 'No values file of the chart sets it.';
  const said = `No values file of the chart sets it; ${placeLink(tree, file, key.span.start)} has it as a comment.`;
  return key.doc === '' ? said : `${said}\n\n${commentMarkdown(key.doc)}`;
}

/** Under the active values nothing of the chart is in the release. */
function disabledIn({ context: { tree } }: Place, chart: ChartNode): string | undefined {
  if (chart.parent === undefined || isEnabledChart(tree, chart)) return undefined;
  const [chain] = chainsOf(chart);
  const why = chain && disabledText(tree, chain);
  return `The chart ${code(chart.name)} is ${why ?? 'disabled'}.`;
}

function factParts({ doc, enum: allowed, isDeprecated }: KeyFacts): string[] {
  const parts: string[] = [];
  if (isDeprecated) parts.push('**Deprecated.**');
  if (doc) parts.push(doc);
  if (allowed.length > 0) {
    const listed = allowed.slice(0, 12).map((one) => code(JSON.stringify(one)));
    parts.push(`One of ${listed.join(', ')}${allowed.length > 12 ? ' …' : ''}`);
  }
  return parts;
}

/** The value as templates see it; of a map that several files set, all of them together. */
function heldText(
  place: Place,
  chart: ChartNode,
  path: readonly Step[],
  used: readonly ValueSite[],
  isHidden: boolean,
): { readonly text: string; readonly isBlock: boolean } {
  const winner = used[0] as ValueSite;
  const node = resolved(winner.value);
  const isMap = node?.kind === 'map' && node.children.length > 0;
  if (isMap && used.length > 1 && path.every((step) => typeof step === 'string')) {
    const merged = mergedText(place.context.tree, chart, path);
    if (merged !== undefined) return { text: withoutSecrets(merged), isBlock: true };
  }
  const text = valueText(winner.view, winner.value);
  const isBlock = text.includes('\n') || isMap || (node?.kind === 'list' && node.items.length > 0);
  if (isHidden && isShowable(winner)) return { text: HIDDEN, isBlock: false };
  return { text: isBlock ? withoutSecrets(text) : shortValue(winner.view, winner.value), isBlock };
}

/** Not empty: whether it is, is worth knowing. */
function isShowable({ value }: ValueSite): boolean {
  const node = resolved(value);
  return node?.kind !== 'scalar' || (!node.isAbsent && node.text !== '');
}

const ROLES: Readonly<Record<ValueRole, string>> = {
  active: ' (active)',
  parent: ' (parent chart)',
  default: '',
  other: ' (not in use)',
};

/** A file in use may say something that another one, or a null, takes away. */
function roleText({ context: { tree } }: Place, { role, view: { file }, chart }: ValueSite): string {
  const isUsed = tree.active.includes(file) || chart.defaults === file;
  return role === 'other' && isUsed ? ' (without effect)' : ROLES[role];
}

function linkOf({ context }: Place, site: ValueSite): string {
  return placeLink(context.tree, site.view.file, (site.key ?? site.value).start);
}

function linksOf(place: Place, sites: readonly ValueSite[], isHidden: boolean): string {
  const lines = new Map<string, string>();
  for (const site of sites) {
    const link = linkOf(place, site);
    if (lines.has(link)) continue;
    const value = isHidden && isShowable(site) ? HIDDEN : shortValue(site.view, site.value);
    lines.set(link, `- ${link}${roleText(place, site)}: ${code(value)}`);
  }
  const all = [...lines.values()];
  const more = all.length - MOST_SITES;
  return more > 1 ? [...all.slice(0, MOST_SITES), `- … ${more} more`].join('\n') : all.join('\n');
}
