// How a running template writes: text and printed values into its sink, with who wrote them when that is asked for.

import type { Origin, Piece, Site } from '../text/origin.ts';
import { appendPiece } from '../text/origin.ts';
import { encloses } from '../text/span.ts';
import { GoError } from '../values/errors.ts';
import { printValue } from '../values/format.ts';
import { LimitError, LONGEST_TEXT, tooMuchOutput } from '../values/meter.ts';
import type { Value } from '../values/value.ts';
import { fail, type State, siteOf } from './exec.ts';
import { ExecError, execError } from './exec-error.ts';
import type { AnyNode } from './node.ts';

/** Writes a value as `{{ value }}` does. */
export function print(s: State, node: AnyNode, value: Value): void {
  s.node = node;
  const text = typeof value === 'string' ? value : printed(s, value);
  if (text === '') return;
  if (s.run.trace && s.origin !== undefined) writeTraced(s, node, text, typeof value === 'string');
  else writeText(s, node, text);
}

/** A value that holds others may hold more of them than a render may print. */
function printed(s: State, value: Value): string {
  try {
    return printValue(value);
  } catch (error) {
    if (error instanceof LimitError) exceed(s, error.message);
    if (error instanceof GoError) fail(s, error.message);
    throw error;
  }
}

/** Writes text that stands in the template, or that a value without origin prints. */
export function writeText(s: State, node: AnyNode, text: string): void {
  grow(s, text);
  if (s.sink.pieces && text !== '') appendPiece(s.sink.pieces, { length: text.length, origin: writtenBy(s, node) });
}

/** Writes a value whose origin is known, each of its pieces with the place that writes it now. */
function writeTraced(s: State, node: AnyNode, text: string, isString: boolean): void {
  grow(s, text);
  const origin = s.origin as Origin;
  const into = s.sink.pieces as Piece[];
  const site = siteOf(s, node);
  if (!isString || origin.pieces === undefined) {
    appendPiece(into, { length: text.length, origin: atSite(s, origin, site) });
    return;
  }
  const written = new Map<Origin, Origin>();
  for (const piece of origin.pieces) {
    let own = written.get(piece.origin);
    if (own === undefined) {
      own = atSite(s, piece.origin, site);
      written.set(piece.origin, own);
    }
    appendPiece(into, own === piece.origin ? piece : { length: piece.length, origin: own, skip: piece.skip });
  }
}

/**
 * What was written on the way through this very action keeps its place, a helper's line for instance. Text that was
 * made elsewhere and came here in a variable or a dict is written here, and remembers where it was made.
 */
function atSite(s: State, origin: Origin, site: Site): Origin {
  const { site: from, made, verbatim, source, call, from: inputs } = origin;
  if (from !== undefined && passesThrough(from, s, site)) return origin;
  // Each part by its name: one is made for nearly every action, and a copy of whatever there is takes several times as long.
  return { site, made: from === undefined ? made : (made ?? from), verbatim, source, call, from: inputs };
}

function passesThrough(from: Site, s: State, action: Site): boolean {
  for (let at: Site | undefined = from; at !== undefined; at = at.frame?.call) {
    if (at.frame === s.frame && at.file === action.file && encloses(action.span, at.span)) return true;
  }
  return false;
}

function grow(s: State, text: string): void {
  const { meter } = s.run;
  meter.output += text.length;
  if (meter.output > meter.limits.output) exceed(s, tooMuchOutput(meter.limits));
  if (s.sink.text.length + text.length > LONGEST_TEXT) fail(s, `the output is longer than ${LONGEST_TEXT} characters`);
  s.sink.text += text;
}

function writtenBy(s: State, node: AnyNode): Origin {
  const written = s.written as Map<AnyNode, Origin>;
  let origin = written.get(node);
  if (origin === undefined) {
    origin = { site: siteOf(s, node), verbatim: node.kind === 'text' };
    written.set(node, origin);
  }
  return origin;
}

/** Stops the render at a limit that the caller set. */
export function exceed(s: State, message: string): never {
  const place = { file: s.tree.file, text: s.tree.text, template: s.tree.name, node: s.node };
  const error = execError(place, message);
  throw new ExecError(error.message, error.levels, error.chain, message);
}
