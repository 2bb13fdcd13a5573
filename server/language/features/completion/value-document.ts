// What is told of a values key in a list of completions: one line, and the Markdown of the one that is looked at.

import { resolved, type Step, shortValue, valueText } from '../../documents/values.ts';
import type { ChartNode, ChartTree } from '../../symbols/charts.ts';
import { factsOfSites } from '../../symbols/key-facts.ts';
import { code, fenced, pathText, placeLink } from '../../symbols/markdown.ts';
import { HIDDEN, withoutSecrets } from '../../symbols/printed/secrets.ts';
import { isSecretName } from '../../symbols/secret-words.ts';
import type { ValueSite } from '../../symbols/values.ts';

/** The value in one line; what its name calls a secret is not shown. */
export function valueDetail(name: string, site: ValueSite): string {
  const text = shortValue(site.view, site.value);
  return isSecretName(name) && isSaying(site) ? HIDDEN : text;
}

/** Not empty: whether it is, is worth knowing. */
function isSaying({ value }: ValueSite): boolean {
  const node = resolved(value);
  return node?.kind === 'scalar' && !node.isAbsent && node.text !== '' && node.resolved.type !== 'bool';
}

/** Type, what is said of the key, the value that holds, and every file that sets it. */
export function valueDocument(
  tree: ChartTree,
  chart: ChartNode,
  path: readonly Step[],
  sites: readonly ValueSite[],
): string {
  const name = String(path.at(-1));
  const facts = factsOfSites(tree, chart, path, sites);
  const parts = [`**${code(pathText('Values', path))}**${facts.type === '' ? '' : ` *(${facts.type})*`}`];
  if (facts.isDeprecated) parts.push('**Deprecated.**');
  if (facts.doc) parts.push(facts.doc);
  if (facts.enum.length > 0) {
    const listed = facts.enum.slice(0, MOST).map((one) => code(JSON.stringify(one)));
    parts.push(`One of ${listed.join(', ')}${facts.enum.length > MOST ? ' …' : ''}`);
  }
  const [winner] = sites;
  if (winner === undefined) return [...parts, 'No values file of the chart sets it.'].join('\n\n');
  const lines = linesOf(tree, name, sites);
  // What fits into one line stands above already.
  const text = withoutSecrets(valueText(winner.view, winner.value));
  if (valueDetail(name, winner) !== HIDDEN && text.includes('\n')) parts.push(fenced('yaml', text));
  parts.push(lines.join('\n'));
  return parts.join('\n\n');
}

const MOST = 12;

const ROLES: Readonly<Record<ValueSite['role'], string>> = {
  active: ' (active)',
  parent: ' (parent chart)',
  default: '',
  other: ' (not in use)',
};

function linesOf(tree: ChartTree, name: string, sites: readonly ValueSite[]): string[] {
  const lines = new Map<string, string>();
  for (const site of sites.slice(0, MOST)) {
    const link = placeLink(tree, site.view.file, (site.key ?? site.value).start);
    if (!lines.has(link)) lines.set(link, `- ${link}${ROLES[site.role]}: ${code(valueDetail(name, site))}`);
  }
  return [...lines.values()];
}
