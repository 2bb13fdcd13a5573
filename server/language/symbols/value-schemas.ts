// What schemas say of a path of a chart's values: values.schema.json of the chart, its parents and subcharts, and comments.

import { ELEMENT, type Step } from '../documents/values.ts';
import { commentSchema, namedKeys, namedSchemas } from '../schema/comment-schema.ts';
import { type JsonSchema, keysAt, schemaIn, schemasAt } from '../schema/json-schema.ts';
import type { FileText } from '../workspace/snapshot.ts';
import { type ChartNode, type ChartTree, pathIn, treeHolding } from './charts.ts';
import { placesOfChart } from './places.ts';
import { type ValueSite, valueSites } from './values.ts';

export interface KeySchemas {
  /** Of values.schema.json files: the chart's own, its parents', its subcharts'. */
  readonly files: readonly JsonSchema[];
  /** Of comments in values files. */
  readonly comments: readonly JsonSchema[];
}

/** The schemas that speak of the value at a path; `sites` are its places, when they are known already. */
export function valueSchemas(
  tree: ChartTree,
  chart: ChartNode,
  path: readonly Step[],
  sites: readonly ValueSite[] = valueSites(tree, chart, path),
): KeySchemas {
  const files = schemaRoots(chart, path).flatMap(({ root, rest }) => spelled(rest, (steps) => schemasAt(root, steps)));
  const own = sites.map((site) => commentSchema(site.view, site)).filter((schema) => schema !== undefined);
  const comments = [...own, ...namedOnly(chart, path), ...enclosing(tree, chart, path)];
  return { files: [...new Set(files)], comments: [...new Set(comments)] };
}

/** The keys that schemas name below a path, those of files first, each with what is said of its value. */
export function schemaKeys(tree: ChartTree, chart: ChartNode, path: readonly Step[]): Map<string, JsonSchema[]> {
  const out = new Map<string, JsonSchema[]>();
  const add = (keys: ReadonlyMap<string, readonly JsonSchema[]>) => {
    for (const [key, schemas] of keys) out.set(key, [...(out.get(key) ?? []), ...schemas]);
  };
  for (const { root, rest } of schemaRoots(chart, path)) for (const steps of spellings(rest)) add(keysAt(root, steps));
  for (const { schema, rest } of commentRoots(tree, chart, path))
    for (const steps of spellings(rest)) add(keysAt(schema, steps));
  if (isPlain(path) && chart.defaults)
    for (const [key, schema] of namedKeys(chart.defaults, path)) if (!out.has(key)) out.set(key, [schema]);
  return out;
}

/** The keys that some schema demands at a path. */
export function requiredKeys(tree: ChartTree, chart: ChartNode, path: readonly Step[]): Set<string> {
  const { files, comments } = valueSchemas(tree, chart, path);
  const lists = [...files, ...comments].map(({ required }) => required);
  return new Set(lists.flatMap((list) => (Array.isArray(list) ? list.filter((key) => typeof key === 'string') : [])));
}

/** Comments that name a key which no file sets. */
function namedOnly(chart: ChartNode, path: readonly Step[]): JsonSchema[] {
  const said = chart.defaults && isPlain(path) ? namedSchemas(chart.defaults).get(path.join('.')) : undefined;
  return said ? [said] : [];
}

function isPlain(path: readonly Step[]): path is readonly (string | number)[] {
  return !path.includes(ELEMENT);
}

/** What the comments of an enclosing key say of the keys inside it. */
function enclosing(tree: ChartTree, chart: ChartNode, path: readonly Step[]): JsonSchema[] {
  return commentRoots(tree, chart, path.slice(0, -1)).flatMap(({ schema, rest }) =>
    spelled([...rest, ...path.slice(-1)], (steps) => schemasAt(schema, steps)),
  );
}

interface CommentRoot {
  readonly schema: JsonSchema;
  /** The path below the key that the comment stands at. */
  readonly rest: readonly Step[];
}

const NESTING = ['properties', 'items', 'additionalProperties', 'patternProperties', 'allOf', 'anyOf', 'oneOf'];

/** The comments along a path that speak of more than their own key. */
function commentRoots(tree: ChartTree, chart: ChartNode, path: readonly Step[]): CommentRoot[] {
  if (!mayNest(treeHolding(tree, chart))) return [];
  return path.flatMap((_, i) =>
    valueSites(tree, chart, path.slice(0, i + 1)).flatMap((site): CommentRoot[] => {
      const schema = commentSchema(site.view, site);
      return schema && NESTING.some((keyword) => keyword in schema) ? [{ schema, rest: path.slice(i + 1) }] : [];
    }),
  );
}

/** Most charts have no comments of the one kind that can, and every hover would look along its path for them. */
function mayNest({ charts, active }: ChartTree): boolean {
  const isIn = (file: FileText) => {
    let known = nesting.get(file);
    if (known === undefined) nesting.set(file, (known = file.text.includes('@schema')));
    return known;
  };
  return (
    active.some(isIn) ||
    charts.some(({ defaults, otherValues }) => (defaults && isIn(defaults)) || otherValues.some(isIn))
  );
}

const nesting = new WeakMap<FileText, boolean>();

/** A path with {@link ELEMENT} means an item of a list, or any value of a table: a key that nobody names. */
function spellings(path: readonly Step[]): (string | number)[][] {
  let all: (string | number)[][] = [[]];
  for (const step of path) {
    all =
      step === ELEMENT
        ? all.flatMap((one) => [
            [...one, 0],
            [...one, ANY_KEY],
          ])
        : all.map((one) => [...one, step]);
    if (all.length > MAX_SPELLINGS) all.length = MAX_SPELLINGS;
  }
  return all;
}

const ANY_KEY = '\u0000';
const MAX_SPELLINGS = 8;

function spelled(path: readonly Step[], ask: (steps: (string | number)[]) => JsonSchema[]): JsonSchema[] {
  return spellings(path).flatMap(ask);
}

interface SchemaRoot {
  readonly root: JsonSchema;
  readonly rest: readonly Step[];
}

/** The chart's schema, those of its parents for this part of their values, and those of the subcharts that the path leads to. */
function schemaRoots(chart: ChartNode, path: readonly Step[]): SchemaRoot[] {
  const out: SchemaRoot[] = [];
  const add = (node: ChartNode, rest: readonly Step[]) => {
    const root = schemaOf(node);
    if (root) out.push({ root, rest });
  };
  add(chart, path);
  for (const place of placesOfChart(chart)) {
    let rest = path;
    for (let node = place; node.parent; node = node.parent) {
      rest = [node.keys[0] ?? '', ...rest];
      add(node.parent, rest);
      // What a parent says of its global table holds for all charts below it.
      if (path[0] === 'global') add(node.parent, path);
    }
  }
  const down = (node: ChartNode, steps: readonly Step[]) => {
    const [key, ...inner] = steps;
    for (const sub of node.subcharts.filter(({ keys }) => typeof key === 'string' && keys.includes(key))) {
      add(sub, inner);
      down(sub, inner);
    }
  };
  down(chart, path);
  return out;
}

const FILE = 'values.schema.json';
const schemas = new WeakMap<ChartNode, JsonSchema | null>();

function schemaOf(node: ChartNode): JsonSchema | undefined {
  let known = schemas.get(node);
  if (known === undefined) {
    const isIt = (one: FileText) => one.uri.endsWith(FILE) && pathIn(node.folder, one) === FILE;
    const file = node.files.find(isIt);
    schemas.set(node, (known = (file && schemaIn(file)) ?? null));
  }
  return known ?? undefined;
}
