// Completion of what only Chart.yaml has: names, versions and addresses of dependencies, conditions, tags and imports.

import { entryOf, type YamlNode } from '#engine/yaml/read-tree.ts';
import { resolved, valuesView } from '../../documents/values.ts';
import type { YamlCursor } from '../../schema/yaml-cursor.ts';
import type { ChartNode } from '../../symbols/charts.ts';
import { type DependencyEntry, dependencyEntries } from '../../symbols/dependencies.ts';
import { knownRepositories, latestVersion, type Offer, offeredNames, offersOf } from '../../symbols/offered-charts.ts';
import type { SchemaDocument } from '../../symbols/schema-document.ts';
import { childKeys } from '../../symbols/values.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import type { SchemaItem } from './item.ts';

/** What the chart's surroundings know; the schema's own keys and values come besides. */
export function chartItems(snapshot: Snapshot, document: SchemaDocument, cursor: YamlCursor): SchemaItem[] {
  const [list, index, key, ...rest] = cursor.path;
  if (list !== 'dependencies' || typeof index !== 'number' || cursor.kind === 'key') return [];
  const entry = dependencyEntries(document.file).find((one) => one.index === index);
  const choices = choicesOf(snapshot, document, entry, [key, ...rest]);
  const typed = document.file.text.slice(cursor.replace.start, cursor.replace.end).replace(/^["']|["']$/g, '');
  // What is being written here is known from here alone, as far as it goes.
  const others = key === 'repository' || key === 'tags' ? choices.filter(({ text }) => text !== typed) : choices;
  return others.map((choice, i) => itemOf(document, cursor, choice, i));
}

interface Choice {
  readonly text: string;
  readonly detail?: string | undefined;
  readonly doc?: string | undefined;
}

function choicesOf(
  snapshot: Snapshot,
  document: SchemaDocument,
  entry: DependencyEntry | undefined,
  path: readonly (string | number | undefined)[],
): Choice[] {
  const [key, index, side] = path;
  const { chart } = document;
  const sub = chart.subcharts.find(({ keys }) => keys.includes(entry?.alias || entry?.name || ''));
  if (index !== undefined) {
    if (key === 'tags') return tagChoices(document);
    if (key !== 'import-values') return [];
    if (side === 'child') return sub ? tables(sub).map((text) => ({ text })) : [];
    if (side === 'parent') return tables(chart).map((text) => ({ text }));
    return sub && side === undefined ? exportsOf(sub) : [];
  }
  if (key === 'name') return nameChoices(snapshot, chart);
  if (key === 'version') return versionChoices(offersOf(snapshot, chart.folder, entry?.name ?? ''));
  if (key === 'repository') return repositoryChoices(snapshot, chart, entry?.name ?? '');
  return key === 'condition' ? conditionChoices(document, entry) : [];
}

function nameChoices(snapshot: Snapshot, { folder }: ChartNode): Choice[] {
  const names = offeredNames(snapshot, folder).map((name) => [name, offersOf(snapshot, folder, name, 1)] as const);
  // A chart that lies in a folder beside is nearer than one of a thousand in a repository.
  const isNear = (offers: readonly Offer[]) => offers.some(({ from }) => !from.startsWith('repository '));
  const ordered = [...names.filter(([, offers]) => isNear(offers)), ...names.filter(([, offers]) => !isNear(offers))];
  return ordered.map(([text, offers]) => {
    const version = latestVersion(offers);
    const places = [...new Set(offers.map(({ from }) => from))].join(', ');
    const doc = offers.find(({ description }) => description !== '')?.description;
    return { text, detail: version ? `${version}, ${places}` : places, doc };
  });
}

const MAX_VERSIONS = 60;

/** Ranges of the latest, then every version. */
function versionChoices(offers: readonly Offer[]): Choice[] {
  const latest = latestVersion(offers);
  if (latest === undefined) return [];
  const ranges = [
    { text: `^${latest}`, detail: 'the same major version' },
    { text: latest, detail: 'exactly' },
    { text: `~${latest}`, detail: 'the same minor version' },
    { text: `>=${latest}`, detail: 'or later' },
  ];
  const places = new Map<string, string[]>();
  for (const { version, from } of offers) {
    const known = places.get(version);
    if (known && !known.includes(from)) known.push(from);
    else if (!known && version !== '') places.set(version, [from]);
  }
  const exact = [...places]
    .filter(([text]) => text !== latest)
    .map(([text, from]) => ({ text, detail: from.join(', ') }));
  return [...ranges, ...exact.slice(0, MAX_VERSIONS)];
}

/** Those under which this chart is known, then all that other dependencies name. */
function repositoryChoices(snapshot: Snapshot, { folder }: ChartNode, name: string): Choice[] {
  const own = offersOf(snapshot, folder, name, 1).flatMap(({ repository, from, version }): Choice[] =>
    repository === undefined ? [] : [{ text: repository, detail: version === '' ? from : `${from}, ${version}` }],
  );
  const others = knownRepositories(snapshot, name).map((text) => ({ text, detail: 'named by another dependency' }));
  const unnamed = name === '' ? offeredNames(snapshot, folder) : [];
  const near = unnamed
    .flatMap((other) => offersOf(snapshot, folder, other, 1))
    .filter(({ repository }) => repository?.startsWith('file:'));
  const all = [...own, ...others, ...near.map(({ repository = '', from }) => ({ text: repository, detail: from }))];
  const seen = new Set<string>();
  return all.filter(({ text }) => !seen.has(text) && seen.add(text) !== undefined);
}

/** `redis.enabled`, then every switch that values.yaml has. */
function conditionChoices(document: SchemaDocument, entry: DependencyEntry | undefined): Choice[] {
  const { tree, chart } = document;
  const usual = entry && (entry.alias || entry.name) ? `${entry.alias || entry.name}.enabled` : undefined;
  const found = [...childKeys(tree, chart, [])].flatMap(([key]) =>
    [...childKeys(tree, chart, [key]).keys()].filter((inner) => inner === 'enabled').map((inner) => `${key}.${inner}`),
  );
  return [...new Set([...(usual ? [usual] : []), ...found])].map((text) => ({ text }));
}

function tagChoices({ tree, chart, file }: SchemaDocument): Choice[] {
  const used = dependencyEntries(file).flatMap(({ tags }) => tags);
  return [...new Set([...used, ...childKeys(tree, chart, ['tags']).keys()])].map((text) => ({ text }));
}

/** Paths of the tables in a chart's own defaults, `.` for all of them left out. */
function tables(chart: ChartNode): string[] {
  const root = chart.defaults ? valuesView(chart.defaults).tree.root : null;
  const out: string[] = [];
  const walk = (node: YamlNode | null, path: string) => {
    const map = node && resolved(node);
    if (map?.kind !== 'map' || path.split('.').length > MAX_DEPTH || out.length > MAX_TABLES) return;
    if (path !== '') out.push(path);
    for (const { key, value } of map.entries)
      if (key.kind === 'scalar' && !key.text.includes('.')) walk(value, path === '' ? key.text : `${path}.${key.text}`);
  };
  walk(root, '');
  return out;
}

const MAX_DEPTH = 4;
const MAX_TABLES = 300;

/** The names in a subchart's `exports` table. */
function exportsOf({ defaults }: ChartNode): Choice[] {
  const root = defaults ? valuesView(defaults).tree.root : null;
  const table = root?.kind === 'map' ? entryOf(root, 'exports')?.value : undefined;
  const map = table ? resolved(table) : null;
  if (map?.kind !== 'map') return [];
  return map.entries.flatMap(({ key }) => (key.kind === 'scalar' ? [{ text: key.text, detail: 'exports' }] : []));
}

function itemOf({ file }: SchemaDocument, cursor: YamlCursor, { text, detail, doc }: Choice, i: number): SchemaItem {
  const mark = /^["']/.exec(file.text.slice(cursor.replace.start, cursor.replace.start + 1))?.[0];
  const insert = mark ? `${mark}${text}${mark}` : plainOrQuoted(text);
  return {
    label: text,
    kind: 'value',
    detail,
    documentation: doc,
    replace: cursor.replace,
    insert,
    filter: mark ? insert : undefined,
    sort: `0${String(i).padStart(4, '0')}`,
  };
}

/** What YAML would read as something else than this text is quoted: `1.10`, `>=1.2.3`, `@name`. */
function plainOrQuoted(text: string): string {
  const isPlain = /^[\^~]?[\w./-][\w./:+-]*$/.test(text) && !/^[-+.\d_e]*$/i.test(text.replace(/^\d+\.\d+\.\d+/, 'v'));
  const isWord = !/^(?:true|false|null|yes|no|on|off|y|n|~)$/i.test(text);
  return isPlain && isWord ? text : JSON.stringify(text);
}
