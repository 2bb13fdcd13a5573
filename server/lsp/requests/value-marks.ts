// chartroom/valueMarks: what stands beside the keys of a values file.

import { type ValueMark as Mark, type MarkPlace, valueMarks } from '#language/features/value-marks.ts';
import { fileAt } from '#language/workspace/snapshot.ts';
import type { Place, ValueMark, ValueMarkLine, ValueMarksParams, ValueMarksResult } from '#protocol';
import { spanFrom } from '../from-lsp.ts';
import type { Session } from '../session.ts';
import { indexOf } from '../text-index.ts';
import { rangeTo } from '../to-lsp.ts';
import { request } from './request.ts';

export const valueMarksRequest = request<ValueMarksParams, ValueMarksResult>({
  method: 'chartroom/valueMarks',
  feature: {
    name: 'Marks in values files',
    does: 'Uses of each key, what it overrides and what overrides it.',
    files: ['values'],
  },
  capability: {},
  uriOf: ({ uri }) => uri,
  empty: null,
  handle: (session, { uri, range }) => {
    const file = fileAt(session.snapshot, uri);
    if (file === undefined) return null;
    const marks = valueMarks(session.snapshot, file.uri, spanFrom(file, range));
    return marks.map(
      (mark): ValueMark => ({
        range: rangeTo(indexOf(file), mark.span),
        kind: mark.kind,
        lines: linesOf(session, mark),
      }),
    );
  },
});

function linesOf(session: Session, { used, uses, named, overridden, overrides }: Mark): ValueMarkLine[] {
  const lines = [{ text: used, places: uses }, named, overridden, overrides].filter(({ text }) => text !== '');
  return lines.map(({ text, places }) => ({ text, places: places.flatMap((place) => placeOf(session, place)) }));
}

function placeOf(session: Session, { uri, span }: MarkPlace): Place[] {
  const file = fileAt(session.snapshot, uri);
  return file ? [{ uri: session.spelled(file.uri), range: rangeTo(indexOf(file), span) }] : [];
}
