// Hover on a dependency in Chart.yaml: where it is found, which version is locked, which are at hand.

import { isCompatible } from '#engine/chart/dependencies.ts';
import type { ValuePlace } from '../../documents/values.ts';
import { type ChartNode, chartHead } from '../../symbols/charts.ts';
import { type DependencyEntry, dependencyEntries, lockedVersions } from '../../symbols/dependencies.ts';
import { code, placeLink } from '../../symbols/markdown.ts';
import { offersOf } from '../../symbols/offered-charts.ts';
import type { SchemaDocument } from '../../symbols/schema-document.ts';
import { fileAt, type Snapshot } from '../../workspace/snapshot.ts';
import { joinUri } from '../../workspace/uri.ts';

/** What is known of the dependency around a place; undefined elsewhere, and on keys that say nothing of which chart it is. */
export function chartHover(snapshot: Snapshot, document: SchemaDocument, { path }: ValuePlace): string | undefined {
  const [list, index, key] = path;
  if (list !== 'dependencies' || typeof index !== 'number' || path.length !== 3) return undefined;
  if (!['name', 'version', 'repository', 'alias'].includes(String(key))) return undefined;
  const entry = dependencyEntries(document.file).find((one) => one.index === index);
  if (entry === undefined || entry.name === '') return undefined;
  const lines = [foundLine(snapshot, document, entry), lockLine(snapshot, document.chart, entry)];
  const parts = [
    `**${code(entry.name)}**${entry.version === '' ? '' : ` ${code(entry.version)}`}`,
    lines.filter((line) => line !== undefined).join('  \n'),
    versionsLine(snapshot, document.chart, entry),
  ];
  return parts.filter((part) => part !== undefined && part !== '').join('\n\n');
}

function foundLine(snapshot: Snapshot, { tree, chart }: SchemaDocument, entry: DependencyEntry): string {
  const sub = chart.subcharts.find(({ keys, name }) => name === entry.name && keys.includes(entry.alias || entry.name));
  const file = sub && fileAt(snapshot, joinUri(sub.folder, 'Chart.yaml'));
  if (file === undefined) return 'Not found in charts/, nor by file://.';
  const { version } = chartHead(file);
  const fits = entry.version === '' || isCompatible(entry.version, version);
  return `Found: ${placeLink(tree, file, 0)}, version ${code(version)}${fits ? '' : ', which is not in the range'}`;
}

function lockLine(snapshot: Snapshot, { folder }: ChartNode, entry: DependencyEntry): string | undefined {
  const locked = lockedVersions(snapshot, folder).get(entry.name);
  if (locked === undefined) return undefined;
  const fits = entry.version === '' || isCompatible(entry.version, locked);
  return `Locked in Chart.lock: ${code(locked)}${fits ? '' : ', which is not in the range'}`;
}

const MAX_SHOWN = 8;

function versionsLine(
  snapshot: Snapshot,
  { folder }: ChartNode,
  { name, version }: DependencyEntry,
): string | undefined {
  const places = new Map<string, string[]>();
  for (const offer of offersOf(snapshot, folder, name)) {
    const known = places.get(offer.version) ?? [];
    if (offer.version !== '' && offer.from !== 'Chart.lock') places.set(offer.version, [...known, offer.from]);
  }
  if (places.size === 0) return undefined;
  const shown = [...places].slice(0, MAX_SHOWN).map(([at, from]) => {
    const fits = version !== '' && isCompatible(version, at);
    return `- ${code(at)} (${from.join(', ')})${fits ? ', in the range' : ''}`;
  });
  const more = places.size - shown.length;
  return `Known versions:\n${shown.join('\n')}${more > 0 ? `\n- and ${more} more` : ''}`;
}
