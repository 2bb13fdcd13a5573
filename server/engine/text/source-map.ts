// Positions both ways between rendered text and the templates and values that wrote it.

import type { Origin, Pieces, Site, ValueSource } from './origin.ts';

/** One stretch of rendered text and who wrote it. Offsets are UTF-16, half-open. */
export interface Mapping {
  readonly start: number;
  readonly end: number;
  readonly origin: Origin;
  /** Units of the origin's own text before this stretch. */
  readonly skip: number;
}

export interface SourceMap {
  /** In rendered order, without gaps between neighbours. */
  readonly mappings: readonly Mapping[];
}

export function sourceMap(pieces: Pieces | undefined): SourceMap {
  const mappings: Mapping[] = [];
  let at = 0;
  for (const piece of pieces ?? []) {
    mappings.push({ start: at, end: at + piece.length, origin: piece.origin, skip: piece.skip ?? 0 });
    at += piece.length;
  }
  return { mappings };
}

/** The stretch that holds the rendered offset; at a border the one that begins there. */
export function mappingAt(map: SourceMap, offset: number): Mapping | undefined {
  const { mappings } = map;
  let low = 0;
  let high = mappings.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((mappings[middle] as Mapping).start <= offset) low = middle;
    else high = middle - 1;
  }
  const found = mappings[low];
  return found && offset >= found.start && offset <= found.end ? found : undefined;
}

/** The template place where the text at a rendered offset was made: exact inside literal text, the whole action otherwise. */
export function siteAt(map: SourceMap, offset: number): { readonly site: Site; readonly offset: number } | undefined {
  const mapping = mappingAt(map, offset);
  const site = mapping?.origin.made ?? mapping?.origin.site;
  if (mapping === undefined || site === undefined) return undefined;
  const inside = mapping.origin.verbatim ? mapping.skip + (offset - mapping.start) : 0;
  return { site, offset: site.span.start + inside };
}

/** The nearest values slot that a stretch came from; most have it themselves. */
export function firstSource(origin: Origin): ValueSource | undefined {
  if (origin.source !== undefined || (origin.pieces === undefined && origin.from === undefined)) return origin.source;
  return valueSources(origin, 1)[0];
}

/** The values slots that a stretch came from, directly or through functions, nearest first. */
export function valueSources(origin: Origin, limit = 8): ValueSource[] {
  const out: ValueSource[] = [];
  const seen = new Set<Origin>();
  const visit = (current: Origin) => {
    if (seen.has(current) || out.length >= limit) return;
    seen.add(current);
    if (current.source) out.push(current.source);
    for (const piece of current.pieces ?? []) visit(piece.origin);
    for (const from of current.from ?? []) visit(from);
  };
  visit(origin);
  return out;
}
