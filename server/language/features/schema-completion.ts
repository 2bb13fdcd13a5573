// Completion in Chart.yaml and in values files: keys and values that schemas, comments, defaults and subcharts know of.

import { yamlCursor } from '../schema/yaml-cursor.ts';
import { schemaDocument } from '../symbols/schema-document.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { seenFrom } from '../workspace/values-set.ts';
import { aliasItems } from './schema/alias-items.ts';
import { chartItems } from './schema/chart-items.ts';
import type { SchemaItem } from './schema/item.ts';
import { keyItems } from './schema/key-items.ts';
import { valueItems } from './schema/value-items.ts';

/** The completions at an offset of a Chart.yaml or values file; none elsewhere. Not filtered by what was typed. */
export function schemaCompletion(snapshot: Snapshot, uri: string, offset: number): SchemaItem[] {
  const document = schemaDocument(snapshot, uri);
  const cursor = document && yamlCursor(document.file.text, offset);
  if (document === undefined || cursor === undefined) return [];
  const aliases = cursor.kind === 'key' ? undefined : aliasItems(document, cursor, offset);
  if (aliases) return aliases;
  const local = document.kind === 'chart' ? chartItems(snapshot, document, cursor) : [];
  const values = cursor.kind === 'key' ? [] : valueItems(document, cursor, local.length);
  return [...local, ...values, ...(cursor.kind === 'value' ? [] : keyItems(seenFrom(snapshot, uri), document, cursor))];
}
