// Hover in Chart.yaml and in values files: what schemas and comments say of a key; for values who sets, overrides and reads them.

import { type Span, span } from '#engine/text/span.ts';
import { valuePlaceAt, valuesView } from '../documents/values.ts';
import { schemaMarkdown } from '../schema/describe.ts';
import { schemaDocument } from '../symbols/schema-document.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { seenFrom } from '../workspace/values-set.ts';
import { anchorHover } from './schema/anchor-hover.ts';
import { chartHover } from './schema/chart-hover.ts';
import { valueHover } from './schema/value-hover.ts';

export interface SchemaHover {
  readonly span: Span;
  readonly markdown: string;
}

/** The hover on a key, or on a scalar, of a Chart.yaml or values file; undefined elsewhere. */
export function schemaHover(given: Snapshot, uri: string, offset: number): SchemaHover | undefined {
  const snapshot = seenFrom(given, uri);
  const document = schemaDocument(snapshot, uri);
  if (document === undefined) return undefined;
  const view = valuesView(document.file);
  const anchored = anchorHover(document.tree, view, offset);
  if (anchored) return anchored;
  const place = valuePlaceAt(view, offset);
  if (place === undefined) return undefined;
  const node = place.isKey ? (place.key ?? place.value) : place.value;
  const where = span(node.start, node.end);
  if (document.kind === 'values') return { span: where, markdown: valueHover(snapshot, document, place) };
  const more = chartHover(snapshot, document, place);
  const said = schemaMarkdown(document.schemasAt(place.path));
  const parts = [more, said && `**\`${place.path.findLast((step) => typeof step === 'string')}\`**\n\n${said}`];
  const told = parts.filter((part) => part !== undefined);
  return told.length === 0 ? undefined : { span: where, markdown: told.join('\n\n---\n\n') };
}
