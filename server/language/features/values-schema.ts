// values.schema.json written from values.yaml: a new one, or the keys that are missing in the one that is there.

import { applied, newlineOf, type TextEdit } from '../documents/edits.ts';
import type { JsonSchema } from '../schema/json-schema.ts';
import { chartOfFile, chartTreeOf } from '../symbols/charts.ts';
import { missingKeys, schemaFileOf } from '../symbols/values-schema/drift.ts';
import { generatedSchema, schemaText } from '../symbols/values-schema/generated.ts';
import { insertSchema } from '../symbols/values-schema/insert.ts';
import { schemaAt } from '../symbols/values-schema/schema-at.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { joinUri } from '../workspace/uri.ts';
import { seenFrom } from '../workspace/values-set.ts';

export interface SchemaUpdate {
  /** The schema's file, and whether it has yet to be made. */
  readonly uri: string;
  readonly isNew: boolean;
  readonly edits: readonly TextEdit[];
  /** Paths of the keys that come in; of a new schema none are told. */
  readonly added: readonly string[];
}

/** What brings the schema of the file's chart up to date; undefined: the chart has no values.yaml that can be read. */
export function valuesSchemaUpdate(given: Snapshot, uri: string): SchemaUpdate | undefined {
  const snapshot = seenFrom(given, uri);
  const tree = chartTreeOf(snapshot, uri);
  const chart = tree && chartOfFile(tree, snapshot, uri);
  const schema = chart && generatedSchema(snapshot, chart, tree.root.folder);
  if (chart === undefined || schema === undefined) return undefined;
  const file = schemaFileOf(chart);
  const text = file?.text ?? '';
  if (file !== undefined && text.trim() !== '') {
    const { text: now, added } = withMissing(
      text,
      schema,
      missingKeys(chart).map(({ path }) => path),
    );
    const edits = now === text ? [] : [difference(text, now)];
    return { uri: file.uri, isNew: false, edits, added };
  }
  const written = schemaText(schema, newlineOf(chart.defaults?.text ?? ''));
  const edits = [{ span: { start: 0, end: text.length }, text: written }];
  return { uri: file?.uri ?? joinUri(chart.folder, 'values.schema.json'), isNew: file === undefined, edits, added: [] };
}

function withMissing(
  text: string,
  schema: JsonSchema,
  paths: readonly (readonly string[])[],
): { readonly text: string; readonly added: readonly string[] } {
  let now = text;
  const added: string[] = [];
  for (const path of paths) {
    const edits = insertSchema(now, path, schemaAt(schema, path));
    if (edits.length === 0) continue;
    now = applied(now, edits);
    added.push(path.join('.'));
  }
  return { text: now, added };
}

/** One edit, as small as it can be. */
function difference(before: string, after: string): TextEdit {
  let start = 0;
  const shorter = Math.min(before.length, after.length);
  while (start < shorter && before[start] === after[start]) start++;
  let tail = 0;
  while (tail < shorter - start && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  return { span: { start, end: before.length - tail }, text: after.slice(start, after.length - tail) };
}
