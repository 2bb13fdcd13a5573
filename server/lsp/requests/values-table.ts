// chartroom/valuesTable and chartroom/undocumentedValues: the values of a chart for its README, and what is not told there.

import { lineIndex } from '#engine/text/lines.ts';
import { undocumentedValues, valuesTable } from '#language/features/values-table.ts';
import { fileAt } from '#language/workspace/snapshot.ts';
import type {
  UndocumentedValue,
  UndocumentedValuesParams,
  UndocumentedValuesResult,
  ValuesTableParams,
  ValuesTableResult,
} from '#protocol';
import { indexOf } from '../text-index.ts';
import { rangeTo } from '../to-lsp.ts';
import { request } from './request.ts';

export const valuesTableRequest = request<ValuesTableParams, ValuesTableResult | null>({
  method: 'chartroom/valuesTable',
  feature: {
    name: 'Table of values',
    does: 'Brings the table of values in a README up to date, in the form of helm-docs; nothing else in it is touched.',
    files: ['values', 'chart', 'template'],
  },
  capability: {},
  uriOf: ({ uri }) => uri,
  waits: true,
  empty: null,
  handle: (session, { uri, readme, append }) => {
    const answer = valuesTable(session.snapshot, uri, readme, append);
    if (answer === undefined) return null;
    if ('problem' in answer) return { changes: [], problem: answer.problem };
    const index = lineIndex(readme);
    const changes = answer.edits.map(({ span, text }) => ({ range: rangeTo(index, span), newText: text }));
    return { changes, problem: null };
  },
});

export const undocumentedValuesRequest = request<UndocumentedValuesParams, UndocumentedValuesResult>({
  method: 'chartroom/undocumentedValues',
  feature: {
    name: 'Undocumented values',
    does: 'Lists the keys of values.yaml that neither a comment nor values.schema.json describes.',
    files: ['values', 'chart', 'template'],
  },
  capability: {},
  uriOf: ({ uri }) => uri,
  waits: true,
  empty: null,
  handle: (session, { uri }) => {
    const found = undocumentedValues(session.snapshot, uri);
    if (found === undefined) return null;
    return found.flatMap(({ path, value, uri: where, span }): UndocumentedValue[] => {
      const file = fileAt(session.snapshot, where);
      return file
        ? [{ path, value, place: { uri: session.spelled(file.uri), range: rangeTo(indexOf(file), span) } }]
        : [];
    });
  },
});
