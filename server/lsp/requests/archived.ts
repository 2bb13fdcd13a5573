// chartroom/archived: the text of a file inside a packed chart, for an editor that shows it.

import { fileAt } from '#language/workspace/snapshot.ts';
import type { ArchivedParams, ArchivedResult } from '#protocol';
import { request } from './request.ts';

export const archivedRequest = request<ArchivedParams, ArchivedResult>({
  method: 'chartroom/archived',
  feature: {
    name: 'Packed charts',
    does: 'The files of a packed chart, read-only, with all features that read.',
    files: ['template', 'values', 'chart'],
  },
  capability: {},
  uriOf: ({ uri }) => uri,
  empty: { text: null },
  handle: (session, { uri }) => ({ text: fileAt(session.snapshot, uri)?.text ?? null }),
});
