// Between a preview and the files that wrote it: text of a preview, its source, what a place rendered, the resource around.

import { type Span, span } from '#engine/text/span.ts';
import { entrySpan, valuePlaceAt, valuesView } from '../documents/values.ts';
import type { View } from '../workspace/render-state.ts';
import type { FlatMapping, FlatPlace, MappedText, RenderedDocument } from '../workspace/rendering.ts';
import { fileAt } from '../workspace/snapshot.ts';

export interface Source {
  /** The place in a template that wrote the text: the exact line of literal text, the whole action otherwise. */
  readonly template: FlatPlace | undefined;
  /** The place in the rendered template itself. */
  readonly caller: FlatPlace | undefined;
  readonly value: FlatPlace | undefined;
}

/** Who wrote the text at `offset` of a preview; undefined for lines that are Helm's own (`---`, `# Source`). */
export function sourceOf(view: View, offset: number): Source | undefined {
  const at = mappingIndexAt(view.text.mappings, offset);
  // The last position of a line belongs to what stands before it, when nobody wrote the line break.
  const mapping = [view.text.mappings[at], view.text.mappings[at - 1]].find(
    (candidate) => candidate?.site !== undefined && candidate.start <= offset && offset <= candidate.end,
  );
  if (mapping === undefined) return undefined;
  const template = literalLine(view.text, mapping, offset) ?? mapping.site;
  const caller = mapping.caller === mapping.site || samePlace(mapping.caller, mapping.site) ? template : mapping.caller;
  return { template, caller, value: mapping.value };
}

/** In literal text a preview's line stands in the template letter by letter. */
function literalLine(text: MappedText, mapping: FlatMapping, offset: number): FlatPlace | undefined {
  if (mapping.skip === undefined || mapping.site === undefined) return undefined;
  const { from, to } = lineAround(text.text, offset);
  const shift = mapping.site.start + mapping.skip - mapping.start;
  return {
    uri: mapping.site.uri,
    start: Math.max(from, mapping.start) + shift,
    end: Math.min(to, mapping.end) + shift,
  };
}

/** At most so many places of a preview are marked at once. */
const MOST_RANGES = 500;

/** The stretches of a preview that the place in `uri` wrote, in order; a value's place gives what it became. */
export function renderedAt(view: View, uri: string, offset: number): Span[] {
  const became = ofValues(view, uri, offset);
  if (became.length > 0) return became;
  const inside = stretches(view, (place) => place.uri === uri && place.start <= offset && offset < place.end, offset);
  return inside.length > 0 ? inside : stretches(view, (place) => place.uri === uri && place.end === offset, offset);
}

/** In a values file: of a key what all that lies below it became, elsewhere what the innermost value there became. */
function ofValues(view: View, uri: string, offset: number): Span[] {
  const file = fileAt(view.snapshot, uri);
  // A template is no YAML; what it holds is not looked for in it.
  const written = view.text.mappings.flatMap(({ value }) => (value?.uri === uri ? [value] : []));
  if (file === undefined || !/\.ya?ml$/.test(uri) || written.length === 0) return [];
  const values = valuesView(file);
  const place = valuePlaceAt(values, offset);
  const entry = place?.isKey ? entrySpan(values, place) : undefined;
  // A table of one entry begins where its key does, and is more than the entry: its own key is printed for it.
  const holds = (own: FlatPlace) => own.uri === uri && own.start <= offset && offset <= own.end;
  const below = (own: FlatPlace) =>
    entry !== undefined && own.uri === uri && entry.start < own.start && own.end <= entry.end;
  const ofKey = entry === undefined ? [] : stretches(view, below, offset);
  if (ofKey.length > 0) return ofKey;
  const size = Math.min(...written.filter(holds).map(({ start, end }) => end - start));
  return stretches(view, (own) => holds(own) && own.end - own.start === size, offset);
}

function stretches(view: View, holds: (place: FlatPlace) => boolean, offset: number): Span[] {
  const out: Span[] = [];
  for (const mapping of view.text.mappings) {
    const { site, caller, value } = mapping;
    if (!(site && holds(site)) && !(caller && holds(caller)) && !(value && holds(value))) continue;
    const range = site && holds(site) ? exactStretch(view.text, mapping, offset) : span(mapping.start, mapping.end);
    const last = out.at(-1);
    if (last && last.end === range.start) out[out.length - 1] = span(last.start, range.end);
    else if (out.length < MOST_RANGES) out.push(range);
  }
  return out;
}

/** The rendered line of a literal text's line; all of what an action wrote. */
function exactStretch(text: MappedText, mapping: FlatMapping, offset: number): Span {
  if (mapping.skip === undefined || mapping.site === undefined) return span(mapping.start, mapping.end);
  const at = clamp(mapping.start + offset - mapping.site.start - mapping.skip, mapping.start, mapping.end);
  const { from, to } = lineAround(text.text, at);
  return span(Math.max(from, mapping.start), Math.min(to, mapping.end));
}

/** The document of a file's preview that the place in the template wrote, or else the one that was begun before it. */
export function peek(view: View, uri: string, offset: number): RenderedDocument | undefined {
  const { documents } = view;
  const [written] = renderedAt(view, uri, offset);
  const at = written?.start ?? writtenBefore(view, uri, offset);
  if (at === undefined) return documents[0];
  return documents.find((document) => at < document.span.end) ?? documents.at(-1);
}

/** Where the nearest text stands that a place before `offset` wrote. */
function writtenBefore(view: View, uri: string, offset: number): number | undefined {
  let best: FlatMapping | undefined;
  for (const mapping of view.text.mappings) {
    const start = mapping.caller?.uri === uri ? mapping.caller.start : undefined;
    if (start !== undefined && start <= offset && start > (best?.caller?.start ?? -1)) best = mapping;
  }
  return best?.start;
}

/** Index of the stretch that begins at or before `offset`; -1 for none. */
function mappingIndexAt(mappings: readonly FlatMapping[], offset: number): number {
  let low = 0;
  let high = mappings.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((mappings[middle] as FlatMapping).start <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function lineAround(text: string, offset: number): { readonly from: number; readonly to: number } {
  const from = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  return { from, to: end < 0 ? text.length : end };
}

function samePlace(a: FlatPlace | undefined, b: FlatPlace | undefined): boolean {
  return a?.uri === b?.uri && a?.start === b?.start && a?.end === b?.end;
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(value, high));
}
