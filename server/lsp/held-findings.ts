// What somebody who is typing is not told yet: errors of the action they write, and those it causes elsewhere.

import { piecesOfFile } from '#language/documents/template.ts';
import { carrySpan, type Drift, driftOf } from '#language/workspace/drift.ts';
import type { Finding } from '#language/workspace/rendering.ts';
import type { FileText } from '#language/workspace/snapshot.ts';

/** What is being written in a file. */
export interface Writing {
  readonly uri: string;
  readonly start: number;
  readonly end: number;
}

/** The actions that an edit lies in or touches; in text between them, the lines of the edit. */
interface Place {
  readonly kind: 'action' | 'lines';
  readonly start: number;
  readonly end: number;
}

interface Typing {
  readonly place: Place;
  /** The text after the edit: offsets are its. */
  readonly text: string;
  /** The last edit, in that text. */
  readonly edit: { readonly start: number; readonly end: number };
  /** What the file showed before somebody began to write here, at the places where it stands now. */
  readonly before: readonly Finding[];
}

/** For each file the place that is being written. Knows no time: whoever calls says when a pause is long enough. */
export class HeldFindings {
  readonly #typing = new Map<string, Typing>();

  /** An edit made `after` of `before`. `known` tells what `before` showed; it is asked when a new place is begun. */
  edited(before: FileText, after: FileText, known: () => readonly Finding[]): void {
    if (before.text === after.text) return;
    const drift = driftOf(before.text, after.text);
    const start = earliestStart(before.text, after.text, drift);
    const place = placeOf(after, start, drift.newEnd);
    const last = this.#typing.get(after.uri);
    // Who takes an action back is not elsewhere once its last brace is gone.
    const isTaken = last?.place.kind === 'action' && drift.newEnd === drift.start;
    const goesOn =
      last?.text === before.text &&
      (last.place.kind === place.kind || isTaken) &&
      drift.start >= last.place.start &&
      start + drift.oldEnd - drift.start <= last.place.end;
    const findings = goesOn ? last.before : known();
    const carried = findings.map((finding) => ({ ...finding, span: carrySpan(drift, finding.span) }));
    const edit = { start, end: drift.newEnd };
    this.#typing.set(after.uri, { place, text: after.text, edit, before: carried });
  }

  /** The files that are being written. */
  uris(): string[] {
    return [...this.#typing.keys()];
  }

  /** What is being written of these texts: actions as a whole, of other text no more than the last edit. */
  writing(textOf: (uri: string) => string | undefined): Writing[] {
    return [...this.#typing].flatMap(([uri, { place, text, edit }]) =>
      textOf(uri) === text
        ? [{ uri, ...(place.kind === 'action' ? { start: place.start, end: place.end } : edit) }]
        : [],
    );
  }

  /** The typing paused, or the file was saved or closed: everything may be told. */
  paused(uri: string): void {
    this.#typing.delete(uri);
  }

  /** What may be told now of the file's findings: those that stood before, but none of an action that is written. */
  told(file: FileText, findings: readonly Finding[]): readonly Finding[] {
    const typing = this.#typing.get(file.uri);
    if (typing === undefined || typing.text !== file.text) return findings;
    const { place } = typing;
    const before = new Set(typing.before.map(keyOf));
    return findings.filter(
      (finding) => before.has(keyOf(finding)) && !(place.kind === 'action' && overlaps(place, finding)),
    );
  }
}

/** A newline put in before a newline may as well have been put in behind it: the edit may have been this far up. */
function earliestStart(before: string, after: string, { start, oldEnd, newEnd }: Drift): number {
  const [text, length] = oldEnd > start ? [before, oldEnd - start] : [after, newEnd - start];
  let from = start;
  if (oldEnd > start && newEnd > start) return from;
  while (from > 0 && text.charCodeAt(from - 1) === text.charCodeAt(from - 1 + length)) from--;
  return from;
}

function placeOf(file: FileText, start: number, end: number): Place {
  const { text } = file;
  const touched = piecesOfFile(file).filter(
    (piece) => piece.kind !== 'text' && piece.start <= end && piece.end >= start,
  );
  const [first, last] = [touched[0], touched.at(-1)];
  if (first !== undefined && last !== undefined)
    return { kind: 'action', start: Math.min(start, first.start), end: Math.max(end, last.end) };
  const lineEnd = text.indexOf('\n', end);
  const lineStart = start === 0 ? 0 : text.lastIndexOf('\n', start - 1) + 1;
  return { kind: 'lines', start: lineStart, end: lineEnd < 0 ? text.length : lineEnd };
}

function overlaps({ start, end }: Place, { span }: Finding): boolean {
  return span.start <= end && span.end >= start;
}

/** Go's words may name a line, which moves with every newline above. */
function keyOf({ code, span }: Finding): string {
  return `${span.start} ${code}`;
}
