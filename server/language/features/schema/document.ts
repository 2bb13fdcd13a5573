// What is known of the keys of a Chart.yaml or a values file: its schemas, and for values the files that set them.

import { CHART_SCHEMA, type JsonSchema, keysAt, schemasAt } from '../../schema/json-schema.ts';
import { type ChartNode, type ChartTree, chartOfFile, chartTreeOf } from '../../symbols/charts.ts';
import { schemaKeys, valueSchemas } from '../../symbols/value-schemas.ts';
import { childKeys, type ValueSite, valueSites } from '../../symbols/values.ts';
import { chartFolderOf, type FileText, fileAt, roleOf, type Snapshot } from '../../workspace/snapshot.ts';

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
  return { file, kind: 'values', tree, chart, ...valuesKnowledge(tree, chart) };
}

function valuesKnowledge(
  tree: ChartTree,
  chart: ChartNode,
): Pick<SchemaDocument, 'schemasAt' | 'keysAt' | 'setAt' | 'sitesAt'> {
  return {
    schemasAt: (path) => {
      const { files, comments } = valueSchemas(tree, chart, path);
      return [...files, ...comments];
    },
    keysAt: (path) => schemaKeys(tree, chart, path),
    setAt: (path) => childKeys(tree, chart, path),
    sitesAt: (path) => valueSites(tree, chart, path),
  };
}
