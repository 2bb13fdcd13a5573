// One thing that a schema finds wrong, whoever judged, and where in a YAML document it is underlined.

import { type Span, span } from '#engine/text/span.ts';
import type { YamlNode } from '#engine/yaml/read-tree.ts';
import { placesOf, resolved, type ValuePlace, type ValuesView } from '../documents/values.ts';

export interface Violation {
  /** Keys and indexes from the root of the document. */
  readonly path: readonly (string | number)[];
  /** What is wrong: the value at the path, the key that ends it, or that the table at the path lacks something. */
  readonly what: 'value' | 'key' | 'table';
  /** The schema's keyword; empty for a schema that is just `false`. */
  readonly keyword: string;
  /** The key that is missing or refused. */
  readonly property?: string | undefined;
  readonly message: string;
}

/** Where the document says it; undefined when the path is not written there. The root always is. */
export function spanOf(view: ValuesView, violation: Pick<Violation, 'path' | 'what'>): Span | undefined {
  const { path, what } = violation;
  const place = placesOf(view, path)[0];
  if (path.length === 0) return span(0, 0);
  if (place === undefined) return undefined;
  return what === 'value' ? valueSpan(view, place) : headSpan(view, place);
}

/** Of the nearest place around the path that is written there, its head; the start of the document when none is. */
export function nearestSpan(view: ValuesView, path: readonly (string | number)[]): Span {
  for (let length = path.length; length > 0; length--) {
    const place = placesOf(view, path.slice(0, length))[0];
    if (place) return headSpan(view, place);
  }
  return span(0, 0);
}

/** A value that fits in a line is underlined itself, a longer one by its key. */
function valueSpan(view: ValuesView, place: ValuePlace): Span {
  const { value } = place;
  const isBlock = (value.kind === 'map' || value.kind === 'list') && !value.isFlow;
  const isEmpty = value.end === value.start;
  return isBlock || isEmpty ? headSpan(view, place) : firstLine(view, value);
}

/** The key; an item of a list has none and is shown by its first line. */
function headSpan(view: ValuesView, place: ValuePlace): Span {
  return place.key ? firstLine(view, place.key) : firstLine(view, resolved(place.value) ?? place.value);
}

function firstLine(view: ValuesView, node: YamlNode): Span {
  const { text } = view.file;
  const lineEnd = text.slice(node.start, node.end).search(/\r?\n/);
  return span(node.start, lineEnd < 0 ? node.end : node.start + lineEnd);
}
