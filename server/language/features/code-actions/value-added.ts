// A new value of a chart: the changes of its values.yaml, which may have to be made, and of its schema.

import { readTree } from '#engine/yaml/read-tree.ts';
import type { ChartNode } from '../../symbols/charts.ts';
import type { Context } from '../../symbols/context.ts';
import { insertSchemaKey, type JsonType } from '../../symbols/values-schema/insert.ts';
import { fileAt } from '../../workspace/snapshot.ts';
import { joinUri } from '../../workspace/uri.ts';
import { type FileEdit, newlineOf } from './action.ts';
import { entryText, insertKey } from './insert-key.ts';

/** Undefined: values.yaml has no place for the path. The value is written as for `insertKey`. */
export function valueAdded(
  { snapshot, chart: own, file }: Context,
  path: readonly string[],
  value: string,
  chart: ChartNode = own,
): readonly FileEdit[] | undefined {
  const uri = joinUri(chart.folder, 'values.yaml');
  const values = fileAt(snapshot, uri);
  const text = values?.text ?? '';
  const inserted = insertKey(text, path, value, newlineOf(text.includes('\n') ? text : file.text));
  if (inserted === undefined) return undefined;
  const changes: FileEdit[] = [{ uri, edits: inserted, isNew: values === undefined }];
  const schema = fileAt(snapshot, joinUri(chart.folder, 'values.schema.json'));
  const told = schema ? insertSchemaKey(schema.text, path, typeOf(value)) : [];
  if (schema && told.length > 0) changes.push({ uri: schema.uri, edits: told });
  return changes;
}

/** Whether the chart's schema names its keys in a way that nobody can add to, and takes no others: it may refuse a new one. */
export function mayBeRefused({ snapshot, chart }: Context, path: readonly string[]): boolean {
  const schema = fileAt(snapshot, joinUri(chart.folder, 'values.schema.json'));
  if (schema === undefined || !/"(?:additional|unevaluated)Properties"\s*:\s*false/.test(schema.text)) return false;
  return insertSchemaKey(schema.text, path, 'string').length === 0;
}

function typeOf(value: string): JsonType {
  const { root } = readTree(entryText('v', value));
  const node = root?.kind === 'map' ? root.children[1] : undefined;
  if (node?.kind !== 'scalar') return node?.kind === 'list' ? 'array' : 'object';
  const { type } = node.resolved;
  if (type === 'int') return 'integer';
  return type === 'float' ? 'number' : type === 'bool' ? 'boolean' : 'string';
}
