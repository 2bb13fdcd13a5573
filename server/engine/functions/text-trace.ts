// How functions that copy text carry provenance: one `trace` for each way of copying (see template/funcs.ts).
//
// Every trace rebuilds the result from the arguments' pieces and falls back to "computed from" when the result is not
// what it expects, so that a trace can be vague but never wrong about lengths.

import type { Call } from '../template/funcs.ts';
import {
  appendPieces,
  type Origin,
  type Piece,
  type Pieces,
  piecesLength,
  piecesOf,
  slicePieces,
} from '../text/origin.ts';
import { toStr } from '../values/convert.ts';
import { formatValue } from '../values/format.ts';
import { GoSlice, isNothing, type Value } from '../values/value.ts';

type Trace = (args: readonly Value[], result: Value, call: Call) => Origin | undefined;

/** The result is argument `index` itself. */
export function handsOn(index: number): Trace {
  return (_args, _result, call) => call.origins?.[index];
}

/** The result is one of the arguments; of equal ones the last. */
export const handsOnOne: Trace = (args, result, call) => {
  for (let i = args.length - 1; i >= 0; i--) if (args[i] === result) return call.origins?.[i];
  return undefined;
};

/** The result is computed from one value, so that it keeps that value's source (`int`, `b64enc`, `toString`). */
export function computedFrom(name: string): Trace {
  return (_args, _result, call) => ({ call: name, from: known(call.origins ?? []) });
}

/** The result is a stretch of the last argument: trim, trunc, substr and their like. */
export const cutsLast: Trace = (args, result, call) => {
  const text = args.at(-1);
  if (typeof text !== 'string' || typeof result !== 'string') return undefined;
  const at = text.endsWith(result) && !text.startsWith(result) ? text.length - result.length : text.indexOf(result);
  if (at < 0) return everything(args, result, call);
  return { pieces: slicePieces(argPieces(args, call, args.length - 1), at, at + result.length) };
};

/** Case changes keep every stretch when they keep the length. */
export const keepsLength: Trace = (args, result, call) => {
  const text = args.at(-1);
  if (typeof text !== 'string' || typeof result !== 'string' || text.length !== result.length)
    return everything(args, result, call);
  return { pieces: argPieces(args, call, args.length - 1) };
};

/** indent and nindent: the lines of the last argument behind new blanks. */
export const indents: Trace = (args, result, call) => {
  const [width, text] = args;
  if (typeof width !== 'bigint' || typeof text !== 'string' || typeof result !== 'string') return undefined;
  const pieces = argPieces(args, call, 1);
  const out: Piece[] = [];
  let from = 0;
  if (result.startsWith('\n') && result.length === text.length + Number(width) * (countLines(text) + 1) + 1)
    add(out, 1);
  for (;;) {
    add(out, Number(width));
    const at = text.indexOf('\n', from);
    const to = at < 0 ? text.length : at + 1;
    appendPieces(out, slicePieces(pieces, from, to));
    if (at < 0) break;
    from = to;
  }
  return checked(out, args, result, call);
};

function countLines(text: string): number {
  let lines = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++;
  return lines;
}

/** quote and squote: each value between quotes, joined by blanks. */
export const quotes: Trace = (args, result, call) => {
  if (typeof result !== 'string') return undefined;
  const out: Piece[] = [];
  args.forEach((arg, i) => {
    if (isNothing(arg)) return;
    if (out.length > 0) add(out, 1);
    add(out, 1);
    appendPieces(out, printedPieces(arg, call.origins?.[i]));
    add(out, 1);
  });
  return checked(out, args, result, call);
};

/** replace OLD NEW TEXT */
export const replaces: Trace = (args, result, call) => {
  const [old, fresh, text] = args as readonly string[];
  if (!old || fresh === undefined || text === undefined || typeof result !== 'string')
    return everything(args, result, call);
  const pieces = argPieces(args, call, 2);
  const freshPieces = argPieces(args, call, 1);
  const out: Piece[] = [];
  let from = 0;
  for (let at = text.indexOf(old); at >= 0; at = text.indexOf(old, from)) {
    appendPieces(out, slicePieces(pieces, from, at));
    appendPieces(out, freshPieces);
    from = at + old.length;
  }
  appendPieces(out, slicePieces(pieces, from, text.length));
  return checked(out, args, result, call);
};

/** printf: the plain verbs %s %v %d %q of a format, in order. */
export const formats: Trace = (args, result, call) => {
  const format = args[0];
  if (typeof format !== 'string' || typeof result !== 'string') return undefined;
  const formatPieces = argPieces(args, call, 0);
  const out: Piece[] = [];
  let next = 1;
  let from = 0;
  for (const match of format.matchAll(/%([svdq%])/g)) {
    appendPieces(out, slicePieces(formatPieces, from, match.index));
    from = match.index + 2;
    if (match[1] === '%') add(out, 1);
    else {
      if (match[1] === 'q') add(out, 1);
      appendPieces(out, printedPieces(args[next] ?? null, call.origins?.[next]));
      if (match[1] === 'q') add(out, 1);
      next++;
    }
  }
  appendPieces(out, slicePieces(formatPieces, from, format.length));
  return checked(out, args, result, call);
};

/** print: the values one after another, blanks between two that are no strings. */
export const prints: Trace = (args, result, call) => {
  const out: Piece[] = [];
  args.forEach((arg, i) => {
    if (i > 0 && typeof arg !== 'string' && typeof args[i - 1] !== 'string') add(out, 1);
    appendPieces(out, printedPieces(arg, call.origins?.[i]));
  });
  return checked(out, args, result, call);
};

/** cat: the values with one blank between them, nothings left out. */
export const cats: Trace = (args, result, call) => {
  const out: Piece[] = [];
  let first = true;
  args.forEach((arg, i) => {
    if (isNothing(arg)) return;
    if (!first) add(out, 1);
    first = false;
    appendPieces(out, printedPieces(arg, call.origins?.[i]));
  });
  return checked(out, args, result, call);
};

/** join SEP LIST */
export const joins: Trace = (args, result, call) => {
  const [separator, list] = args;
  if (typeof separator !== 'string' || !(list instanceof GoSlice)) return everything(args, result, call);
  const out: Piece[] = [];
  let first = true;
  for (let i = 0; i < list.length; i++) {
    const item = list.at(i);
    if (isNothing(item)) continue;
    if (!first) appendPieces(out, argPieces(args, call, 0));
    first = false;
    const text = toStr(item);
    appendPieces(out, ownPieces(item, list.origin(i) ?? call.origins?.[1], text.length));
  }
  return checked(out, args, result, call);
};

/** One piece for the whole text, computed from all arguments: always right. */
export const everything: Trace = (_args, _result, call) => ({ from: known(call.origins ?? []) });

function checked(pieces: Pieces, args: readonly Value[], result: Value, call: Call): Origin | undefined {
  const fits = typeof result === 'string' && piecesLength(pieces) === result.length;
  return fits ? { pieces } : everything(args, result, call);
}

function argPieces(args: readonly Value[], call: Call, index: number): Pieces {
  return piecesOf(call.origins?.[index], (args[index] as string).length);
}

function printedPieces(value: Value, origin: Origin | undefined): Pieces {
  return ownPieces(value, origin, formatValue(value).length);
}

/** A string keeps its pieces; anything else prints as one piece of its origin. */
function ownPieces(value: Value, origin: Origin | undefined, length: number): Pieces {
  if (typeof value === 'string') return piecesOf(origin, length);
  return length === 0 ? [] : [{ length, origin: origin ?? {} }];
}

/** Text that the function itself adds: blanks, quotes, separators. */
function add(out: Piece[], length: number): void {
  if (length > 0) appendPieces(out, [{ length, origin: ADDED }]);
}

const ADDED: Origin = {};

function known(origins: readonly (Origin | undefined)[]): Origin[] {
  return origins.filter((origin) => origin !== undefined);
}
