// What is known of the keys of a Chart.yaml or a values file: its schemas, and for values the files that set them.

import { CHART_SCHEMA, type JsonSchema, keysAt, schemaIn, schemasAt } from '../../schema/json-schema.ts';
import { type ChartNode, type ChartTree, chartOfFile, chartTreeOf } from '../../symbols/charts.ts';
import { childKeys, type ValueSite, valueSites } from '../../symbols/values.ts';
import { chartFolderOf, type FileText, fileAt, roleOf, type Snapshot } from '../../workspace/snapshot.ts';
import { joinUri } from '../../workspace/uri.ts';

export type Path = readonly (string | number)[];

/** A document of the chart whose keys are known. */
export interface SchemaDocument {
  readonly file: FileText;
  readonly kind: 'chart' | 'values';
  readonly tree: ChartTree;
  readonly chart: ChartNode;
  /** The schemas that judge the value at a path. */
  readonly schemasAt: (path: Path) => JsonSchema[];
  /** Keys that schemas name at a path. */
  readonly keysAt: (path: Path) => Map<string, JsonSchema[]>;
  /** Keys that values files set at a path; none for Chart.yaml. */
  readonly setAt: (path: Path) => Map<string, ValueSite[]>;
  /** The places that set the value at a path. */
  readonly sitesAt: (path: Path) => ValueSite[];
}

/** Undefined for files of other kinds. */
export function schemaDocument(snapshot: Snapshot, uri: string): SchemaDocument | undefined {
  const file = fileAt(snapshot, uri);
  const folder = file && chartFolderOf(snapshot, file.uri);
  const tree = file && chartTreeOf(snapshot, file.uri);
  if (file === undefined || folder === undefined || tree === undefined) return undefined;
  const chart = chartOfFile(tree, snapshot, file.uri);
  const role = roleOf(folder, file.uri);
  if (role === 'chart') {
    const none = { setAt: () => new Map<string, ValueSite[]>(), sitesAt: () => [] };
    const own = {
      schemasAt: (path: Path) => schemasAt(CHART_SCHEMA, path),
      keysAt: (path: Path) => keysAt(CHART_SCHEMA, path),
    };
    return { file, kind: 'chart', tree, chart, ...own, ...none };
  }
  if (role !== 'values' && !chart.otherValues.includes(file)) return undefined;
  return { file, kind: 'values', tree, chart, ...valuesKnowledge(snapshot, tree, chart) };
}

function valuesKnowledge(
  snapshot: Snapshot,
  tree: ChartTree,
  chart: ChartNode,
): Pick<SchemaDocument, 'schemasAt' | 'keysAt' | 'setAt' | 'sitesAt'> {
  return {
    schemasAt: (path) => schemaRoots(snapshot, chart, path).flatMap(({ root, rest }) => schemasAt(root, rest)),
    keysAt: (path) => {
      const out = new Map<string, JsonSchema[]>();
      for (const { root, rest } of schemaRoots(snapshot, chart, path)) {
        for (const [key, schemas] of keysAt(root, rest)) out.set(key, [...(out.get(key) ?? []), ...schemas]);
      }
      return out;
    },
    setAt: (path) => childKeys(tree, chart, path),
    sitesAt: (path) => valueSites(tree, chart, path),
  };
}

interface SchemaRoot {
  readonly root: JsonSchema;
  readonly rest: Path;
}

/** The chart's schema, those of its parents for this part of their values, and those of the subcharts that the path leads to. */
function schemaRoots(snapshot: Snapshot, chart: ChartNode, path: Path): SchemaRoot[] {
  const out: SchemaRoot[] = [];
  const add = (node: ChartNode, rest: Path) => {
    const file = fileAt(snapshot, joinUri(node.folder, 'values.schema.json'));
    const root = file && schemaIn(file);
    if (root) out.push({ root, rest });
  };
  for (
    let node: ChartNode | undefined = chart, rest = path;
    node;
    rest = [node.keys[0] ?? '', ...rest], node = node.parent
  )
    add(node, rest);
  const down = (node: ChartNode, rest: Path) => {
    const [key, ...inner] = rest;
    for (const sub of node.subcharts.filter(({ keys }) => typeof key === 'string' && keys.includes(key))) {
      add(sub, inner);
      down(sub, inner);
    }
  };
  down(chart, path);
  return out;
}
