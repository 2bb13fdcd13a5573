// From a place in a rendered document back to who is to blame: the values key that brought it, else the text that wrote it.

import { type Span, span } from '#engine/text/span.ts';
import type { YamlNode } from '#engine/yaml/read-tree.ts';
import type { FlatMapping, FlatPlace, RenderedTemplate } from '../../workspace/rendering.ts';
import { fileAt, type Snapshot } from '../../workspace/snapshot.ts';
import { valueBehind } from './value-behind.ts';

/** What is wrong in an output, and where. */
export interface Spot {
  /** In the output's text. */
  readonly span: Span;
  readonly where: 'key' | 'value';
  /** The key or the value that is meant; undefined where it is not known. */
  readonly node: YamlNode | undefined;
  /** Keys of the same table that mean nothing there, and are like none that would. */
  readonly strangers?: ReadonlySet<string> | undefined;
}

export interface Carried {
  readonly uri: string;
  readonly span: Span;
  readonly cause: 'value' | 'text' | 'action';
  /** What stands there is letter by letter what was rendered. */
  readonly isExact: boolean;
  /** The rest of the way, nearest first. */
  readonly related: readonly { readonly uri: string; readonly span: Span; readonly message: string }[];
  /** Everywhere a comment may stand that says to be silent: starts of what had a hand in it. */
  readonly places: readonly { readonly uri: string; readonly start: number }[];
}

/** Whether nobody edits the file here: a packed chart, or one that was fetched. */
export type IsForeign = (uri: string) => boolean;

/**
 * The one place where the spot is told. Undefined when that place is in no file of the workspace's own: then neither its
 * values nor its templates are the cause.
 */
export function carry(
  snapshot: Snapshot,
  template: Pick<RenderedTemplate, 'uri' | 'output'>,
  spot: Spot,
  isForeign: IsForeign,
): Carried | undefined {
  const pieces = piecesOf(template, spot.span);
  if (pieces.length === 0) return undefined;
  const written = writtenAt(snapshot, pieces, isForeign);
  const value = valueBehind(snapshot, pieces, spot);
  const places = placesOf(pieces);
  if (value !== undefined && !isForeign(value.uri)) {
    const used = written ? [{ uri: written.uri, span: written.span, message: 'rendered here' }] : [];
    const all = [{ uri: value.uri, start: value.span.start }, ...places];
    return { ...value, cause: 'value', related: used, places: all };
  }
  if (written === undefined) return undefined;
  return { ...written, places, related: [...callOf(pieces, written, isForeign), ...valuesOf(snapshot, pieces)] };
}

/** The mappings that give something visible to the span, cut to it. */
function piecesOf({ output }: Pick<RenderedTemplate, 'output'>, given: Span): readonly FlatMapping[] {
  const pieces: FlatMapping[] = [];
  const { start, end } = withoutQuotes(output.text, given);
  for (const mapping of output.mappings) {
    if (mapping.end <= start || mapping.site === undefined) continue;
    if (mapping.start >= Math.max(end, start + 1)) break;
    const from = Math.max(mapping.start, start);
    const to = Math.min(mapping.end, Math.max(end, start + 1));
    if (output.text.slice(from, to).trim() === '') continue;
    const skip = mapping.skip === undefined ? undefined : mapping.skip + from - mapping.start;
    pieces.push({ ...mapping, start: from, end: to, skip });
  }
  return pieces;
}

/** The quotes around a scalar are often another's than what stands in them. */
function withoutQuotes(text: string, { start, end }: Span): Span {
  const quote = text[start];
  const isQuoted = end - start > 2 && (quote === '"' || quote === "'") && text[end - 1] === quote;
  return isQuoted ? span(start + 1, end - 1) : span(start, end);
}

interface Written extends Pick<Carried, 'uri' | 'span' | 'isExact'> {
  readonly cause: 'text' | 'action';
}

/** Where the pieces stand in templates: in one text if one file wrote all of them, else where the rendered file put them together. */
function writtenAt(snapshot: Snapshot, pieces: readonly FlatMapping[], isForeign: IsForeign): Written | undefined {
  const bySite = joined(snapshot, pieces, (piece) => piece.site);
  if (bySite !== undefined && !isForeign(bySite.uri)) return bySite;
  const byCaller = joined(snapshot, pieces, (piece) => piece.caller ?? piece.site);
  return byCaller !== undefined && !isForeign(byCaller.uri) ? byCaller : undefined;
}

/** From the first to the last of the places, when they lie in one line of one file; several lines are one action only. */
function joined(
  snapshot: Snapshot,
  pieces: readonly FlatMapping[],
  placeOf: (piece: FlatMapping) => FlatPlace | undefined,
): Written | undefined {
  const places = pieces.map((piece) => exactPlace(piece, placeOf(piece)));
  const [first] = places;
  const text = first && fileAt(snapshot, first.uri)?.text;
  if (first === undefined || text === undefined) return undefined;
  let { start, end } = first;
  for (const place of places) {
    if (place?.uri !== first.uri) return undefined;
    start = Math.min(start, place.start);
    end = Math.max(end, place.end);
  }
  const isOne = places.every((place) => place?.start === first.start && place.end === first.end);
  if (!isOne && text.slice(start, end).includes('\n') && pieces.some((piece) => piece.skip === undefined))
    return undefined;
  const isText = pieces.every((piece) => piece.skip !== undefined && isSite(piece, placeOf(piece)));
  const cause = isText ? 'text' : 'action';
  const within = { start: Math.min(start, text.length), end: Math.min(end, text.length) };
  return {
    uri: first.uri,
    span: firstLine(text, isText ? within : withBraces(text, within)),
    cause,
    isExact: isText && pieces.length === 1,
  };
}

/** Literal text to the letter, an action whole. */
function exactPlace(piece: FlatMapping, place: FlatPlace | undefined): FlatPlace | undefined {
  if (place === undefined || piece.skip === undefined || !isSite(piece, place)) return place;
  const start = place.start + piece.skip;
  return { uri: place.uri, start, end: start + piece.end - piece.start };
}

/** A call's place is the inside of its braces, which belong to it for who reads. */
function withBraces(text: string, { start, end }: Span): Span {
  const before = /\{\{(?:-\s)?[ \t]*$/.exec(text.slice(Math.max(0, start - 20), start))?.[0].length ?? 0;
  const isOpen = text.slice(start - before, end).includes('{{');
  const after = /^[ \t]*(?:\s-)?\}\}/.exec(text.slice(end, end + 20))?.[0].length ?? 0;
  return span(start - before, isOpen ? end + after : end);
}

function firstLine(text: string, { start, end }: Span): Span {
  const from = start + (/^\s*/.exec(text.slice(start, end))?.[0].length ?? 0);
  const line = /^[^\r\n]*/.exec(text.slice(from, end))?.[0] ?? '';
  return span(from, from + line.trimEnd().length);
}

/** The call in the rendered template itself that led to a helper's text, or the helper behind a call that is told. */
function callOf(pieces: readonly FlatMapping[], written: Written, isForeign: IsForeign): Carried['related'] {
  const piece = pieces.find(({ site, caller }) => site && caller && !samePlace(site, caller));
  if (piece?.site === undefined || piece.caller === undefined) return [];
  const isInHelper = written.uri === piece.site.uri && overlaps(written.span, piece.site);
  const { uri, start, end } = isInHelper ? piece.caller : piece.site;
  if (!isInHelper && isForeign(uri)) return [];
  return [{ uri, span: span(start, end), message: isInHelper ? 'called here' : 'written here' }];
}

function valuesOf(snapshot: Snapshot, pieces: readonly FlatMapping[]): Carried['related'] {
  const known = new Set<string>();
  return pieces.flatMap(({ value }) => {
    const key = value && `${value.uri}:${value.start}`;
    if (value === undefined || key === undefined || known.has(key) || !fileAt(snapshot, value.uri)) return [];
    known.add(key);
    const text = fileAt(snapshot, value.uri)?.text ?? '';
    return [{ uri: value.uri, span: firstLine(text, value), message: 'the value' }];
  });
}

function placesOf(pieces: readonly FlatMapping[]): { readonly uri: string; readonly start: number }[] {
  return pieces.flatMap((piece) => {
    const exact = exactPlace(piece, piece.site);
    return [exact, piece.caller, piece.value].flatMap((place) => place ?? []);
  });
}

function isSite({ site }: FlatMapping, place: FlatPlace | undefined): boolean {
  return site === place || (site !== undefined && place !== undefined && samePlace(site, place));
}

function samePlace(a: FlatPlace, b: FlatPlace): boolean {
  return a.uri === b.uri && a.start === b.start && a.end === b.end;
}

function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}
