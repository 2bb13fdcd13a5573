// Hover in Chart.yaml and in values files: what the schema says of a key, and for values who sets them.

import { type Span, span } from '#engine/text/span.ts';
import { valuePlaceAt, valuesView } from '../documents/values.ts';
import { schemaMarkdown } from '../schema/describe.ts';
import { pathText, valueMarkdown } from '../symbols/markdown.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { schemaDocument } from './schema/document.ts';

export interface SchemaHover {
  readonly span: Span;
  readonly markdown: string;
}

/** The hover on a key, or on a scalar, of a Chart.yaml or values file; undefined elsewhere. */
export function schemaHover(snapshot: Snapshot, uri: string, offset: number): SchemaHover | undefined {
  const document = schemaDocument(snapshot, uri);
  if (document === undefined) return undefined;
  const place = valuePlaceAt(valuesView(document.file), offset);
  if (place === undefined) return undefined;
  const { path } = place;
  const said = schemaMarkdown(document.schemasAt(path));
  const node = place.isKey ? (place.key ?? place.value) : place.value;
  const where = span(node.start, node.end);
  if (document.kind === 'chart') {
    return said === undefined ? undefined : { span: where, markdown: `**\`${path.at(-1)}\`**\n\n${said}` };
  }
  const sites = document.sitesAt(path);
  const known = valueMarkdown(document.tree, pathText('Values', path), sites);
  return { span: where, markdown: said === undefined ? known : `${known}\n\n---\n\n${said}` };
}
