// values.schema.json before a chart's values: Helm's message, or the causes as a tree for whoever places them on keys.

import { GoError } from '../values/errors.ts';
import { GoMap, typeName, type Value } from '../values/value.ts';
import { type Cause, causeLines } from './causes.ts';
import { compileSchema } from './compile.ts';
import type { Schema } from './compiled.ts';
import { readSchemaText } from './json-text.ts';
import type { LoadOptions } from './loader.ts';
import { validate } from './validate.ts';

export type { Cause, LoadOptions };

/** The address under which Helm knows a chart's schema. */
const SCHEMA_URL = 'file:///values.schema.json';

/** What judging found: problems of the values, or the one problem of the schema itself. */
export interface Judgement {
  readonly causes: readonly Cause[];
  /** Why the schema cannot judge at all; then there are no causes. */
  readonly schemaProblem: string | undefined;
}

/** Helm's message block for one chart, line end included where Helm has one; undefined when nothing is wrong. */
export function judge(schemaText: string, value: Value, options: LoadOptions = {}): { text: string } | undefined {
  const { causes, schemaProblem } = judgeCauses(schemaText, value, options);
  if (schemaProblem !== undefined) return { text: schemaProblem };
  return causes.length === 0 ? undefined : { text: `${causeLines(causes).join('\n')}\n` };
}

/** The same as data. */
export function judgeCauses(schemaText: string, value: Value, options: LoadOptions = {}): Judgement {
  try {
    return { causes: validate(compiled(schemaText, options), value), schemaProblem: undefined };
  } catch (error) {
    if (error instanceof GoError) return { causes: [], schemaProblem: error.message };
    throw error;
  }
}

const CACHE_SIZE = 64;
const cache = new Map<string, Schema>();

/** A schema is compiled once for its text, unless what it refers to may differ from call to call. */
function compiled(text: string, options: LoadOptions): Schema {
  const known = cache.get(text);
  if (known) return known;
  let selfContained = true;
  const watched: LoadOptions = {
    load: (url) => {
      selfContained = false;
      return options.load?.(url);
    },
    unresolvedUrn: (urn) => {
      selfContained = false;
      options.unresolvedUrn?.(urn);
    },
  };
  const schema = compileSchema(SCHEMA_URL, readSchemaText(text), watched);
  if (selfContained) {
    if (cache.size >= CACHE_SIZE) cache.delete(cache.keys().next().value as string);
    cache.set(text, schema);
  }
  return schema;
}

/** A chart as far as judging looks at it. */
export interface SchemaChart {
  readonly metadata: { readonly name: string };
  readonly schema: { readonly text: string } | undefined;
  readonly dependencies: readonly SchemaChart[];
}

/** One chart's result inside a tree: by names from the root, with the block that Helm prints for it. */
export interface ChartJudgement {
  readonly path: readonly string[];
  readonly text: string;
}

/**
 * All charts of a release before their part of the coalesced values, parents first: the text that follows
 * `values don't meet the specifications of the schema(s) in the following chart(s):` and a line end; undefined when all hold.
 */
export function validateSchemas(
  chart: SchemaChart,
  values: GoMap,
  profile: { readonly major: 3 | 4 },
  warn: (text: string) => void = () => {},
  load?: LoadOptions['load'],
): string | undefined {
  const seen = new Set<string>();
  const unresolvedUrn = (urn: string) => {
    if (seen.has(urn)) return;
    seen.add(urn);
    const text = 'unresolved URN reference ignored; using permissive schema';
    warn(profile.major === 3 ? `WARNING: ${text}: ${urn}` : `level=WARN msg="${text}" urn=${urn}`);
  };
  const blocks = judgeTree(chart, values, { load, unresolvedUrn }, [chart.metadata.name]);
  return blocks.length === 0 ? undefined : blocks.map((block) => block.text).join('');
}

function judgeTree(chart: SchemaChart, values: GoMap, options: LoadOptions, path: readonly string[]): ChartJudgement[] {
  const own = chart.schema === undefined ? undefined : judge(chart.schema.text, values, options);
  const out: ChartJudgement[] = own ? [{ path, text: `${chart.metadata.name}:\n${own.text}` }] : [];
  for (const sub of chart.dependencies) {
    const { name } = sub.metadata;
    const part = values.get(name);
    if (part === undefined || part === null) continue;
    if (part instanceof GoMap) out.push(...judgeTree(sub, part, options, [...path, name]));
    else {
      const text = `${name}:\ninvalid type for values: expected object (map), got ${typeName(part)}\n`;
      out.push({ path: [...path, name], text });
    }
  }
  return out;
}
