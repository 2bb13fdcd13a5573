// Half-open ranges of UTF-16 offsets: the only way the engine names a place inside a text.

/** `start` is inclusive, `end` exclusive; both are UTF-16 offsets into the text that the owner names. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export function span(start: number, end: number): Span {
  return { start, end };
}

/** Whether `offset` lies inside the span or directly at one of its ends, as a cursor does. */
export function touches(range: Span, offset: number): boolean {
  return range.start <= offset && offset <= range.end;
}

/** Whether `inner` lies wholly inside `outer`. */
export function encloses(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
