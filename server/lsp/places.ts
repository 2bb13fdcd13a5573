// Places of a render in the texts as they are now: the render may be a few keystrokes behind.

import { lineIndex } from '#engine/text/lines.ts';
import type { Span } from '#engine/text/span.ts';
import { uriOfSource } from '#language/workspace/archives.ts';
import { isAssumed } from '#language/workspace/assumption.ts';
import { backwards, carryOffset, carrySpan, driftOf } from '#language/workspace/drift.ts';
import type { FlatPlace } from '#language/workspace/rendering.ts';
import { isSetPlace } from '#language/workspace/set-values.ts';
import { fileAt, type Snapshot } from '#language/workspace/snapshot.ts';
import type { Place, PlainRange } from '#protocol';
import { indexOf } from './text-index.ts';
import { rangeTo } from './to-lsp.ts';

/** The range, in the file's text now, of a span in its text of an earlier snapshot. */
export function rangeNow(now: Snapshot, then: Snapshot, uri: string, span: Span): PlainRange {
  const file = fileAt(now, uri) ?? fileAt(then, uri);
  if (file === undefined) return rangeTo(lineIndex(''), { start: 0, end: 0 });
  const before = fileAt(then, uri);
  const carried = before ? carrySpan(driftOf(before.text, file.text), span) : span;
  return rangeTo(indexOf(file), carried);
}

/** A place of an earlier snapshot as the client understands it. */
export function placeNow(
  now: Snapshot,
  then: Snapshot,
  place: FlatPlace | undefined,
  spelled: (uri: string) => string,
): Place | null {
  const uri = place && uriOfSource(place.uri);
  // What is assumed or given by --set stands in no file.
  return place && !isAssumed(place.uri) && !isSetPlace(place.uri)
    ? { uri: spelled(uri ?? place.uri), range: rangeNow(now, then, uri ?? place.uri, place) }
    : null;
}

/** The offset, in an earlier snapshot's text of the file, of an offset in its text now. */
export function offsetThen(now: Snapshot, then: Snapshot, uri: string, offset: number): number {
  const before = fileAt(then, uri);
  const file = fileAt(now, uri);
  return before && file ? carryOffset(backwards(driftOf(before.text, file.text)), offset) : offset;
}
