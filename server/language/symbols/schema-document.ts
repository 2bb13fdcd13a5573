// What is known of the keys of a Chart.yaml, of the files beside it that name dependencies, or of a values file: its schemas, and for values the files that set them.

import type { Step } from '../documents/values.ts';
import { dependencyFileOf } from '../schema/chart-files.ts';
import { CHART_SCHEMA, type JsonSchema, keysAt, schemasAt } from '../schema/json-schema.ts';
import { chartFolderOf, type FileText, fileAt, roleIn, type Snapshot } from '../workspace/snapshot.ts';
import { type ChartNode, type ChartTree, chartOfFile, chartTreeOf } from './charts.ts';
import { requiredKeys, schemaKeys, valueSchemas } from './value-schemas.ts';
import { childKeys, type ValueSite, valueSites } from './values.ts';

/** A document of the chart whose keys are known. A path may say "any element" for an item of a list. */
export interface SchemaDocument {
  readonly file: FileText;
  /** `chart` is requirements.yaml as well; a lock is Chart.lock or requirements.lock. */
  readonly kind: 'chart' | 'lock' | 'values';
  readonly tree: ChartTree;
  readonly chart: ChartNode;
  /** The schemas that judge the value at a path. */
  readonly schemasAt: (path: readonly Step[]) => readonly JsonSchema[];
  /** Keys that schemas name at a path. */
  readonly keysAt: (path: readonly Step[]) => ReadonlyMap<string, readonly JsonSchema[]>;
  /** Keys that schemas demand at a path. */
  readonly requiredAt: (path: readonly Step[]) => ReadonlySet<string>;
  /** Keys that values files set at a path; none for Chart.yaml. */
  readonly setAt: (path: readonly Step[]) => ReadonlyMap<string, readonly ValueSite[]>;
  /** The places that set the value at a path. */
  readonly sitesAt: (path: readonly Step[]) => readonly ValueSite[];
}

/** Undefined for files of other kinds. */
export function schemaDocument(snapshot: Snapshot, uri: string): SchemaDocument | undefined {
  const file = fileAt(snapshot, uri);
  const folder = file && chartFolderOf(snapshot, file.uri);
  const tree = file && chartTreeOf(snapshot, file.uri);
  if (file === undefined || folder === undefined || tree === undefined) return undefined;
  const chart = chartOfFile(tree, snapshot, file.uri);
  const role = roleIn(snapshot, folder, file.uri);
  if (role === 'chart') return { file, kind: 'chart', tree, chart, ...CHART_KNOWLEDGE };
  const dependencies = dependencyFileOf(folder, file.uri);
  if (dependencies !== undefined) {
    const kind = dependencies.kind === 'lock' ? 'lock' : 'chart';
    return { file, kind, tree, chart, ...knowledgeOf(dependencies.schema) };
  }
  if (role !== 'values' && !chart.otherValues.includes(file)) return undefined;
  return { file, kind: 'values', tree, chart, ...valuesKnowledge(tree, chart) };
}

type Knowledge = Omit<SchemaDocument, 'file' | 'kind' | 'tree' | 'chart'>;

const CHART_KNOWLEDGE = knowledgeOf(CHART_SCHEMA);

/** What one of our own schemas knows. */
function knowledgeOf(schema: JsonSchema): Knowledge {
  return {
    schemasAt: (path) => schemasAt(schema, indexed(path)),
    keysAt: (path) => keysAt(schema, indexed(path)),
    requiredAt: (path) => {
      const lists = schemasAt(schema, indexed(path)).flatMap(({ required }) =>
        Array.isArray(required) ? required : [],
      );
      return new Set(lists.map(String));
    },
    setAt: () => new Map(),
    sitesAt: () => [],
  };
}

/** All items of Chart.yaml's lists are alike. */
function indexed(path: readonly Step[]): (string | number)[] {
  return path.map((step) => (typeof step === 'symbol' ? 0 : step));
}

function valuesKnowledge(tree: ChartTree, chart: ChartNode): Knowledge {
  return {
    schemasAt: (path) => {
      const { files, comments } = valueSchemas(tree, chart, path);
      return [...files, ...comments];
    },
    keysAt: (path) => schemaKeys(tree, chart, path),
    requiredAt: (path) => requiredKeys(tree, chart, path),
    setAt: (path) => setKeys(tree, chart, path),
    sitesAt: (path) => valueSites(tree, chart, path),
  };
}

/** What the charts below read from the global table may be set here as well. */
function setKeys(tree: ChartTree, chart: ChartNode, path: readonly Step[]): Map<string, readonly ValueSite[]> {
  const keys = new Map<string, readonly ValueSite[]>(childKeys(tree, chart, path));
  if (path.length === 0 || path[0] === 'global') {
    for (const sub of below(chart)) {
      for (const [key, sites] of childKeys(tree, sub, path))
        if (!keys.has(key) && (path.length > 0 || key === 'global')) keys.set(key, sites);
    }
  }
  return keys;
}

function below(chart: ChartNode): ChartNode[] {
  return chart.subcharts.flatMap((sub) => [sub, ...below(sub)]);
}
