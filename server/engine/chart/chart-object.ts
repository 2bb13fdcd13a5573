// The `.Chart` object: Chart.yaml as templates see it, a struct in Helm 3 and a map in Helm 4.

import { GoMap, GoSlice, mapOf, nilSlice, sliceOf, type Value } from '../values/value.ts';
import type { Chart, Dependency, Maintainer, Metadata } from './chart.ts';
import { GoStruct, type StructField } from './go-struct.ts';
import type { Profile } from './profile.ts';

/** `.Chart` of one chart; its dependencies are those that dependency processing left in the metadata. */
export function chartObject(
  chart: Pick<Chart, 'metadata'>,
  isRoot: boolean,
  profile: Pick<Profile, 'major'>,
): GoStruct | GoMap {
  const metadata = metadataStruct(chart.metadata);
  if (profile.major === 4) {
    const map = asMap(metadata);
    map.set('IsRoot', isRoot);
    return map;
  }
  return new GoStruct('struct { chart.Metadata; IsRoot bool }', [
    { name: 'Metadata', type: 'chart.Metadata', value: metadata, embedded: true },
    { name: 'IsRoot', type: 'bool', value: isRoot, json: 'IsRoot' },
  ]);
}

/** chart.Metadata, fields in Go's order. */
function metadataStruct(metadata: Metadata): GoStruct {
  return new GoStruct('chart.Metadata', [
    field('Name', metadata.name, 'name'),
    field('Home', metadata.home, 'home'),
    field('Sources', strings(metadata.sources), 'sources', '[]string'),
    field('Version', metadata.version, 'version'),
    field('Description', metadata.description, 'description'),
    field('Keywords', strings(metadata.keywords), 'keywords', '[]string'),
    field(
      'Maintainers',
      list(metadata.maintainers, '*chart.Maintainer', maintainer),
      'maintainers',
      '[]*chart.Maintainer',
    ),
    field('Icon', metadata.icon, 'icon'),
    field('APIVersion', metadata.apiVersion, 'apiVersion'),
    field('Condition', metadata.condition, 'condition'),
    field('Tags', metadata.tags, 'tags'),
    field('AppVersion', metadata.appVersion, 'appVersion'),
    field('Deprecated', metadata.deprecated, 'deprecated', 'bool'),
    field('Annotations', annotations(metadata.annotations), 'annotations', 'map[string]string'),
    field('KubeVersion', metadata.kubeVersion, 'kubeVersion'),
    field(
      'Dependencies',
      list(metadata.dependencies, '*chart.Dependency', dependency),
      'dependencies',
      '[]*chart.Dependency',
    ),
    field('Type', metadata.type, 'type'),
  ]);
}

function maintainer(entry: Maintainer): GoStruct {
  return new GoStruct('*chart.Maintainer', [
    field('Name', entry.name, 'name'),
    field('Email', entry.email, 'email'),
    field('URL', entry.url, 'url'),
  ]);
}

function dependency(entry: Dependency): GoStruct {
  return new GoStruct('*chart.Dependency', [
    { name: 'Name', type: 'string', value: entry.name, json: 'name' },
    field('Version', entry.version, 'version'),
    { name: 'Repository', type: 'string', value: entry.repository, json: 'repository' },
    field('Condition', entry.condition, 'condition'),
    field('Tags', strings(present(entry.tags)), 'tags', '[]string'),
    field('Enabled', entry.enabled, 'enabled', 'bool'),
    field(
      'ImportValues',
      list(present(entry.importValues), 'interface {}', importPair),
      'import-values',
      '[]interface {}',
    ),
    field('Alias', entry.alias, 'alias'),
  ]);
}

/** Dependency processing has rewritten every import as a pair, the short form being about `exports`. */
function importPair(entry: Dependency['importValues'][number]): GoMap {
  const pair = typeof entry === 'string' ? { child: `exports.${entry}`, parent: '.' } : entry;
  const entries: [string, Value][] = [
    ['child', pair.child],
    ['parent', pair.parent],
  ];
  return new GoMap(new Map(entries), 'map[string]string', 'string');
}

function field(name: string, value: Value, json: string, type = 'string'): StructField {
  return { name, type, value, json, omitEmpty: true };
}

function strings(items: readonly string[] | undefined): GoSlice {
  return list(items, 'string', (item) => item);
}

/** An absent list is Go's nil slice. */
function list<T>(items: readonly T[] | undefined, elem: string, convert: (item: T) => Value): GoSlice {
  return items === undefined ? nilSlice(elem) : sliceOf(items.map(convert), elem);
}

/** An empty list that may as well be absent. */
function present<T>(items: readonly T[]): readonly T[] | undefined {
  return items.length === 0 ? undefined : items;
}

function annotations(entries: ReadonlyMap<string, string> | undefined): GoMap {
  return new GoMap(new Map(entries), 'map[string]string', 'string', entries === undefined);
}

/** Helm 4's conversion: structs become maps by field name, every list becomes a list of anything and is never nil. */
function asMap(struct: GoStruct): GoMap {
  return mapOf(struct.fields.map((entry) => [entry.name, converted(entry.value)] as const));
}

function converted(value: Value): Value {
  if (value instanceof GoStruct) return asMap(value);
  if (value instanceof GoSlice)
    return sliceOf(value.items().map((item) => (item instanceof GoStruct ? asMap(item) : item)));
  return value;
}
