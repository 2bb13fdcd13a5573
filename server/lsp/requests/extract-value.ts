// chartroom/extractValue: what becomes of a literal under the key that somebody types.

import { lineIndex } from '#engine/text/lines.ts';
import { extractValue, questionAt } from '#language/features/code-actions.ts';
import { fileAt } from '#language/workspace/snapshot.ts';
import type { ExtractValueParams, ExtractValueResult } from '#protocol';
import { spanFrom } from '../from-lsp.ts';
import { indexOf } from '../text-index.ts';
import { rangeTo } from '../to-lsp.ts';
import { request } from './request.ts';

export const extractValueRequest = request<ExtractValueParams, ExtractValueResult>({
  method: 'chartroom/extractValue',
  capability: {},
  uriOf: ({ uri }) => uri,
  empty: null,
  handle: (session, { uri, range, key }) => {
    const { snapshot } = session;
    const file = fileAt(snapshot, uri);
    const question = file && questionAt(snapshot, file.uri, spanFrom(file, range), true);
    const found = question && extractValue(question, key ?? undefined);
    if (found === undefined) return null;
    const files = found.changes.map((change) => {
      const changed = fileAt(snapshot, change.uri);
      const index = changed ? indexOf(changed) : lineIndex('');
      const changes = change.edits.map(({ span, text }) => ({ range: rangeTo(index, span), newText: text }));
      const version = changed?.version ?? null;
      return { uri: session.spelled(change.uri), version, isNew: change.isNew === true, changes };
    });
    return { proposed: found.proposed, problem: found.problem ?? null, warning: found.warning ?? null, files };
  },
});
