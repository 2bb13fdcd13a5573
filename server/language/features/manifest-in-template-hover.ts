// Hover in the YAML of templates: what a field is for, its type and what it may be.

import { type Span, span } from '#engine/text/span.ts';
import { type FieldCursor, fieldCursor } from '../symbols/fields/field-cursor.ts';
import type { RenderState } from '../workspace/render-state.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { placeMarkdown } from './manifest/place-text.ts';
import { schemaPlaces, templateWorld, withModeline } from './manifest/template-world.ts';

/** The hover on a key or a scalar in a template's text; undefined where nobody knows what it is. */
export function manifestHoverInTemplate(
  snapshot: Snapshot,
  uri: string,
  offset: number,
  state?: RenderState,
): { readonly span: Span; readonly markdown: string } | undefined {
  const given = templateWorld(snapshot, uri, state);
  const found = given && fieldCursor(given.view, offset);
  if (given === undefined || found === undefined) return undefined;
  const { replace } = found.cursor;
  if (replace.start === replace.end) return undefined;
  const path = pathOf(found);
  const place = path && schemaPlaces(withModeline(given, found), found, path).place;
  const markdown = place && placeMarkdown(place);
  return markdown === undefined ? undefined : { span: span(replace.start, replace.end), markdown };
}

/** A key is a word with a colon; a word at the beginning of a line that has none is not written yet. */
function pathOf({ cursor, view }: FieldCursor): readonly (string | number)[] | undefined {
  const { path, kind, hasColon, replace } = cursor;
  if (kind === 'value') return path;
  if (hasColon) return [...path, view.file.text.slice(replace.start, replace.end)];
  return kind === 'item' ? path : undefined;
}
