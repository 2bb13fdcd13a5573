// Provenance through YAML and JSON: toYaml's text keeps the origin of each slot, and a slot that was read keeps its text's.

import type { Call } from '../template/funcs.ts';
import { type Origin, type Pieces, piecesOf, slicePieces } from '../text/origin.ts';
import { GoMap, GoSlice, type Value } from '../values/value.ts';
import { toYamlTraced } from '../yaml/emit.ts';
import type { JsonDecodeOptions } from '../yaml/json.ts';

/** The trace of toYaml: writes the value once more, with pieces. */
export function writesYaml(args: readonly Value[], result: Value, call: Call): Origin | undefined {
  const traced = toYamlTraced(args[0] as Value, call.origins?.[0]);
  return traced.text === result ? { pieces: traced.pieces } : undefined;
}

/** The trace of a reader: the whole is computed from the text; the slots have been given their origins by the call. */
export function readsText(name: string): (args: readonly Value[], result: Value, call: Call) => Origin | undefined {
  return (_args, _result, call) => {
    const text = call.origins?.[0];
    return text === undefined ? undefined : { call: name, from: [text] };
  };
}

/** How fromJson's decoder finds the origin of a slot; without tracing, not at all. */
export function jsonOrigins(text: string, call: Call): JsonDecodeOptions {
  const pieces = tracedPieces(text, call);
  if (pieces === undefined) return {};
  return { origin: (start, end) => originOf(text, pieces, start, end, undefined) };
}

/** Names the text itself as the file of the origins that the YAML reader gives. */
const TEXT = '\u0000text';

/** What the YAML reader is asked for: spans of the slots while tracing. */
export function yamlOptions(call: Call): { readonly origins?: { readonly source: string } } {
  return call.origins?.[0] === undefined ? {} : { origins: { source: TEXT } };
}

/** Replaces the spans that the YAML reader left on the slots by the pieces of the text there. */
export function withTextOrigins<T extends GoMap | GoSlice>(value: T, text: string, call: Call): T {
  const pieces = tracedPieces(text, call);
  if (pieces !== undefined) replaceOrigins(value, text, pieces, new Set());
  return value;
}

function tracedPieces(text: string, call: Call): Pieces | undefined {
  const origin = call.origins?.[0];
  return origin === undefined ? undefined : piecesOf(origin, text.length);
}

function replaceOrigins(value: Value, text: string, pieces: Pieces, seen: Set<Value>): void {
  if (seen.has(value)) return;
  if (value instanceof GoMap) {
    seen.add(value);
    for (const [key, item] of value.entries) {
      const origin = replaced(value.origin(key), item, text, pieces);
      if (origin !== undefined) value.slots?.set(key, origin);
      replaceOrigins(item, text, pieces, seen);
    }
  } else if (value instanceof GoSlice) {
    seen.add(value);
    value.items().forEach((item, i) => {
      const origin = replaced(value.origin(i), item, text, pieces);
      if (origin !== undefined && value.slots) value.slots[value.start + i] = origin;
      replaceOrigins(item, text, pieces, seen);
    });
  }
}

function replaced(origin: Origin | undefined, item: Value, text: string, pieces: Pieces): Origin | undefined {
  const source = origin?.source;
  if (source === undefined || source.file !== TEXT) return undefined;
  return originOf(text, pieces, source.span.start, source.span.end, item);
}

/**
 * The origin of a slot whose text is [start, end). A string that stands there as it is keeps the pieces of its
 * characters; everything else has the origin of its text as a whole. `item` undefined: a JSON value, judged by its text.
 */
function originOf(text: string, pieces: Pieces, start: number, end: number, item: Value | undefined): Origin {
  const written = text.slice(start, end);
  const quoted = /^(["']).*\1$/s.test(written);
  const inside = quoted ? written.slice(1, -1) : written;
  const copied = item === undefined ? quoted && !inside.includes('\\') : item === written || item === inside;
  if (copied && inside !== '') {
    const margin = quoted && item !== written ? 1 : 0;
    return { pieces: slicePieces(pieces, start + margin, end - margin) };
  }
  return whole(slicePieces(pieces, start, end));
}

/** One origin for several pieces: the only one there is, else "computed from" them. */
function whole(pieces: Pieces): Origin {
  const origins = [...new Set(pieces.map((piece) => piece.origin))];
  const [only] = origins;
  return only !== undefined && only.pieces === undefined && origins.length === 1 ? only : { from: origins };
}
