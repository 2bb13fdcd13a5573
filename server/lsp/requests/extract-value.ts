// chartroom/extractValue: what becomes of a literal under the key that somebody types.

import { extractValue, questionAt } from '#language/features/code-actions.ts';
import { fileAt } from '#language/workspace/snapshot.ts';
import type { ExtractValueParams, ExtractValueResult } from '#protocol';
import { changedFile } from '../changed-file.ts';
import { spanFrom } from '../from-lsp.ts';
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
    const files = found.changes.map((change) => changedFile(session, change));
    return { proposed: found.proposed, problem: found.problem ?? null, warning: found.warning ?? null, files };
  },
});
