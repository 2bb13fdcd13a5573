// Where a chart's values.yaml has keys that its values.schema.json does not name, although it names their neighbours.

import { isMergeKey, type YamlNode } from '#engine/yaml/read-tree.ts';
import { entriesOf, resolved, type ValuePlace, valuesView } from '../../documents/values.ts';
import { asSchema, expand, type JsonSchema, schemaIn, schemasBelow } from '../../schema/json-schema.ts';
import type { FileText } from '../../workspace/snapshot.ts';
import { type ChartNode, pathIn } from '../charts.ts';

export interface MissingKey {
  readonly path: readonly string[];
  /** In values.yaml. */
  readonly key: YamlNode;
}

export function schemaFileOf(chart: ChartNode): FileText | undefined {
  return chart.files.find((file) => pathIn(chart.folder, file) === 'values.schema.json');
}

/**
 * The keys, each the outermost of its kind. Nothing where the schema leaves a table open or lists a few of its keys only,
 * as schemas for a form do; nothing below keys of subcharts, and nothing that the schema refuses: of that Helm speaks itself.
 */
export function missingKeys(chart: ChartNode): readonly MissingKey[] {
  const file = schemaFileOf(chart);
  const schema = file && schemaIn(file);
  const view = chart.defaults && valuesView(chart.defaults);
  const root = view?.tree.root;
  if (schema === undefined || !root || view?.tree.error !== undefined) return [];
  const others = new Set(['global', ...chart.subcharts.flatMap(({ keys }) => keys), ...dependencyKeys(chart)]);
  const out: MissingKey[] = [];
  collect({ schema, others, out }, { key: undefined, value: root, path: [] }, expand(schema, schema));
  return out;
}

function dependencyKeys({ dependencies }: ChartNode): string[] {
  return dependencies.map(({ name, alias }) => alias || name);
}

interface Run {
  readonly schema: JsonSchema;
  readonly others: ReadonlySet<string>;
  readonly out: MissingKey[];
}

const MAX_DEPTH = 40;

function collect(run: Run, place: ValuePlace, schemas: readonly JsonSchema[]): void {
  if (resolved(place.value)?.kind !== 'map' || place.path.length > MAX_DEPTH) return;
  const properties = schemas.flatMap((schema) => Object.keys(asSchema(schema['properties']) ?? {}));
  const named = new Set([
    ...properties,
    ...schemas.flatMap(({ required }) => (Array.isArray(required) ? required : [])),
  ]);
  if (properties.length === 0 || schemas.some(judgesOtherKeys)) return;
  const isOwn = (name: unknown) => place.path.length > 0 || !run.others.has(String(name));
  const entries = entriesOf(place).filter(({ key, path }) => key && !isMergeKey(key) && isOwn(path.at(-1)));
  const isNamed = ({ path }: ValuePlace) => named.has(String(path.at(-1)));
  const known = entries.filter(isNamed);
  for (const entry of known) collect(run, entry, schemasBelow(run.schema, schemas, String(entry.path.at(-1))));
  if (known.length * 2 < entries.length) return;
  for (const { key, path } of entries.filter((entry) => !isNamed(entry)))
    run.out.push({ path: path.map(String), key: key as YamlNode });
}

/** Other keys than those named have a schema as well, or are refused. */
function judgesOtherKeys(schema: JsonSchema): boolean {
  return ['additionalProperties', 'unevaluatedProperties', 'patternProperties', 'propertyNames'].some(
    (keyword) => keyword in schema && schema[keyword] !== true,
  );
}
