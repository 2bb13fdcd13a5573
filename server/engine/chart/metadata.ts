// Chart.yaml as Go decodes it, and as Helm goes on with it: cleaned texts, requirements merged, empty entries gone.

import { formatValue } from '../values/format.ts';
import { GoMap } from '../values/value.ts';
import type { Decoded, DecodedMap } from '../yaml/decode.ts';
import type { Dependency, Maintainer, Metadata } from './chart.ts';
import { sanitize } from './metadata-check.ts';

/** Before validation an entry of a list may be null. */
export interface RawMetadata extends Omit<Metadata, 'maintainers' | 'dependencies'> {
  readonly maintainers: readonly (Maintainer | null)[] | undefined;
  readonly dependencies: readonly (Dependency | null)[] | undefined;
}

export type RawDependency = Dependency;

export const EMPTY_METADATA: RawMetadata = {
  name: '',
  home: '',
  sources: undefined,
  version: '',
  description: '',
  keywords: undefined,
  maintainers: undefined,
  icon: '',
  apiVersion: '',
  condition: '',
  tags: '',
  appVersion: '',
  deprecated: false,
  annotations: undefined,
  kubeVersion: '',
  dependencies: undefined,
  type: '',
};

const EMPTY_DEPENDENCY: Dependency = {
  name: '',
  version: '',
  repository: '',
  condition: '',
  tags: [],
  enabled: false,
  importValues: [],
  alias: '',
};

/**
 * The metadata with the decoded fields of one more file written over them. As in Go, lists are written entry by entry
 * over what is there, maps key by key, and a null changes nothing but lists and maps, which it empties.
 */
export function withFields(metadata: RawMetadata, fields: DecodedMap): RawMetadata {
  const text = (key: string, before: string) => textOf(fields.get(key), before);
  return {
    name: text('name', metadata.name),
    home: text('home', metadata.home),
    sources: textsOf(fields.get('sources'), metadata.sources),
    version: text('version', metadata.version),
    description: text('description', metadata.description),
    keywords: textsOf(fields.get('keywords'), metadata.keywords),
    maintainers: entriesOf(fields.get('maintainers'), metadata.maintainers, maintainerWith),
    icon: text('icon', metadata.icon),
    apiVersion: text('apiVersion', metadata.apiVersion),
    condition: text('condition', metadata.condition),
    tags: text('tags', metadata.tags),
    appVersion: text('appVersion', metadata.appVersion),
    deprecated: flagOf(fields.get('deprecated'), metadata.deprecated),
    annotations: mapOver(fields.get('annotations'), metadata.annotations),
    kubeVersion: text('kubeVersion', metadata.kubeVersion),
    dependencies: entriesOf(fields.get('dependencies'), metadata.dependencies, dependencyWith),
    type: text('type', metadata.type),
  };
}

function maintainerWith(before: Maintainer | null | undefined, fields: DecodedMap): Maintainer {
  const text = (key: 'name' | 'email' | 'url') => textOf(fields.get(key), before?.[key] ?? '');
  return { name: text('name'), email: text('email'), url: text('url') };
}

function dependencyWith(before: Dependency | null | undefined, fields: DecodedMap): Dependency {
  const old = before ?? EMPTY_DEPENDENCY;
  const text = (key: 'name' | 'version' | 'repository' | 'condition' | 'alias') => textOf(fields.get(key), old[key]);
  return {
    name: text('name'),
    version: text('version'),
    repository: text('repository'),
    condition: text('condition'),
    tags: textsOf(fields.get('tags'), old.tags) ?? [],
    enabled: flagOf(fields.get('enabled'), old.enabled),
    importValues: importsOf(fields.get('import-values'), old.importValues),
    alias: text('alias'),
  };
}

/** What is neither a text nor a table imports nothing; a table's parts are printed, whatever they are. */
function importsOf(value: Decoded | undefined, before: Dependency['importValues']): Dependency['importValues'] {
  if (value === undefined) return before;
  if (!Array.isArray(value)) return [];
  return value.flatMap((item): Dependency['importValues'] => {
    if (typeof item === 'string') return [item];
    if (!(item instanceof GoMap)) return [];
    return [{ child: formatValue(item.get('child') ?? null), parent: formatValue(item.get('parent') ?? null) }];
  });
}

/** The metadata with Helm's cleaning done; aliases, versions, types and annotations stay as they are. */
export function sanitizeMetadata(metadata: RawMetadata): RawMetadata {
  return {
    ...metadata,
    name: sanitize(metadata.name),
    description: sanitize(metadata.description),
    home: sanitize(metadata.home),
    icon: sanitize(metadata.icon),
    condition: sanitize(metadata.condition),
    tags: sanitize(metadata.tags),
    appVersion: sanitize(metadata.appVersion),
    kubeVersion: sanitize(metadata.kubeVersion),
    sources: metadata.sources?.map(sanitize),
    keywords: metadata.keywords?.map(sanitize),
    maintainers: metadata.maintainers?.map((entry) => entry && sanitizeMaintainer(entry)),
    dependencies: metadata.dependencies?.map((entry) => entry && sanitizeDependency(entry)),
  };
}

function sanitizeMaintainer({ name, email, url }: Maintainer): Maintainer {
  return { name: sanitize(name), email: sanitize(email), url: sanitize(url) };
}

function sanitizeDependency(entry: Dependency): Dependency {
  return {
    ...entry,
    name: sanitize(entry.name),
    version: sanitize(entry.version),
    repository: sanitize(entry.repository),
    condition: sanitize(entry.condition),
    tags: entry.tags.map(sanitize),
  };
}

/** Metadata without the null entries, which only a tolerant reader gets past. */
export function finishMetadata(metadata: RawMetadata): Metadata {
  return {
    ...metadata,
    maintainers: metadata.maintainers?.filter((entry) => entry !== null),
    dependencies: metadata.dependencies?.filter((entry) => entry !== null),
  };
}

function textOf(value: Decoded | undefined, before: string): string {
  return typeof value === 'string' ? value : before;
}

function flagOf(value: Decoded | undefined, before: boolean): boolean {
  return typeof value === 'boolean' ? value : before;
}

/** A null entry of a list of texts leaves what stood there. */
function textsOf(value: Decoded | undefined, before: readonly string[] | undefined): readonly string[] | undefined {
  if (value === undefined) return before;
  if (!Array.isArray(value)) return undefined;
  return value.map((item, i) => textOf(item, before?.[i] ?? ''));
}

function entriesOf<T>(
  value: Decoded | undefined,
  before: readonly (T | null)[] | undefined,
  merge: (before: T | null | undefined, fields: DecodedMap) => T,
): readonly (T | null)[] | undefined {
  if (value === undefined) return before;
  if (!Array.isArray(value)) return undefined;
  return value.map((item, i) => (item instanceof Map ? merge(before?.[i], item) : null));
}

function mapOver(
  value: Decoded | undefined,
  before: ReadonlyMap<string, string> | undefined,
): ReadonlyMap<string, string> | undefined {
  if (value === undefined) return before;
  if (!(value instanceof Map)) return undefined;
  const out = new Map(before);
  for (const [key, item] of value) out.set(key, textOf(item, ''));
  return out;
}
