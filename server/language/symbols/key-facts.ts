// What is known of a values key beside its values: type, description, default, allowed values, from schemas, comments and defaults.

import { commentMarkdown } from '../documents/comment-markdown.ts';
import { resolved, type Step, shortValue } from '../documents/values.ts';
import { commentOf } from '../documents/values-comment.ts';
import { allowedValues, descriptionIn, typesOf } from '../schema/describe.ts';
import type { JsonSchema } from '../schema/json-schema.ts';
import type { ChartNode, ChartTree } from './charts.ts';
import { valueSchemas } from './value-schemas.ts';
import type { ValueSite } from './values.ts';

export interface KeyFacts {
  /** `string`, `integer or null`; empty when nobody knows. */
  readonly type: string;
  /** Markdown. */
  readonly doc: string | undefined;
  /** The default in one line, as YAML writes it; undefined when there is none. */
  readonly default: string | undefined;
  /** The only values allowed; empty when any is. */
  readonly enum: readonly (string | number | boolean)[];
  /** Whose word the type is: values.schema.json, a comment, or the default's own type. */
  readonly source: 'schema' | 'comment' | 'value' | undefined;
  readonly isDeprecated: boolean;
}

/** The facts of a path below the `.Values` of a chart, whose places were looked up already. */
export function factsOfSites(
  tree: ChartTree,
  chart: ChartNode,
  path: readonly Step[],
  sites: readonly ValueSite[],
): KeyFacts {
  const { files, comments } = valueSchemas(tree, chart, path, sites);
  const all = [...files, ...comments];
  const written = sites.findLast(({ role }) => role === 'default') ?? sites.at(-1);
  const [type, source] = typeFrom(files, comments, written);
  return {
    type,
    source,
    doc: docFrom(all, sites),
    default: defaultFrom(all, written),
    enum: enumOf(all),
    isDeprecated: all.some(({ deprecated }) => deprecated === true),
  };
}

/** The words of the author beside the value say more than a schema's, which tools often generate. */
function docFrom(schemas: readonly JsonSchema[], sites: readonly ValueSite[]): string | undefined {
  for (const site of sites) {
    const comment = commentOf(site.view, site);
    if (comment !== undefined) return commentMarkdown(comment);
  }
  return descriptionIn(schemas);
}

function typeFrom(
  files: readonly JsonSchema[],
  comments: readonly JsonSchema[],
  written: ValueSite | undefined,
): readonly [string, KeyFacts['source']] {
  for (const [schemas, source] of [
    [files, 'schema'],
    [comments, 'comment'],
  ] as const) {
    const types = typesOf(schemas);
    if (types.length > 0) return [[...types, ...(isNullable(schemas) ? ['null'] : [])].join(' or '), source];
  }
  const own = written && valueType(written);
  return own ? [own, 'value'] : ['', undefined];
}

function isNullable(schemas: readonly JsonSchema[]): boolean {
  return schemas.some(({ type }) => Array.isArray(type) && type.includes('null'));
}

/** The type of a value as schemas call it; undefined for null, which says nothing. */
function valueType({ value }: ValueSite): string | undefined {
  const node = resolved(value);
  if (node === null) return undefined;
  if (node.kind !== 'scalar') return node.kind === 'map' ? 'object' : 'array';
  if (node.isAbsent) return undefined;
  const { type } = node.resolved;
  return { bool: 'boolean', int: 'integer', float: 'number', str: 'string' }[type as 'str'];
}

function defaultFrom(schemas: readonly JsonSchema[], written: ValueSite | undefined): string | undefined {
  // What the chart's values.yaml says is what holds; a schema's default is only a note.
  if (written?.role === 'default') return shortValue(written.view, written.value);
  const said = schemas.find((schema) => 'default' in schema)?.['default'];
  return said === undefined ? undefined : JSON.stringify(said);
}

/** Both booleans are no list that anybody wrote. */
function enumOf(schemas: readonly JsonSchema[]): (string | number | boolean)[] {
  return allowedValues(schemas.filter((schema) => 'enum' in schema || 'const' in schema));
}
