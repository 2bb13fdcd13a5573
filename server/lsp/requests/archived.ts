// chartroom/archived: the text of a file inside a packed chart, for an editor that shows it.

import { fileAt } from '#language/workspace/snapshot.ts';
import type { ArchivedParams, ArchivedResult } from '#protocol';
import { request } from './request.ts';

export const archivedRequest = request<ArchivedParams, ArchivedResult>({
  method: 'chartroom/archived',
  capability: {},
  uriOf: ({ uri }) => uri,
  empty: { text: null },
  handle: (session, { uri }) => ({ text: fileAt(session.snapshot, uri)?.text ?? null }),
});
