// chartroom/peek: the rendered form of the resource around a position of a template.

import { fileAt } from '#language/workspace/snapshot.ts';
import type { PeekParams, PeekResult } from '#protocol';
import { offsetFrom } from '../from-lsp.ts';
import { peekedAt } from '../peeked.ts';
import { rangeTo } from '../to-lsp.ts';
import { request } from './request.ts';

export const peekRequest = request<PeekParams, PeekResult | null>({
  method: 'chartroom/peek',
  feature: {
    name: 'Peek rendered',
    does: 'The rendered resource in place.',
    files: ['template'],
  },
  capability: {},
  uriOf: ({ uri }) => uri,
  empty: null,
  handle: (session, { uri, position }) => {
    const file = fileAt(session.snapshot, uri);
    const peeked = file && peekedAt(session, uri, offsetFrom(file, position));
    if (peeked === undefined) return null;
    const { found, document, title } = peeked;
    const text = found.view.text.text.slice(document.span.start, document.span.end);
    return { title, text, range: rangeTo(found.index, document.span) };
  },
});
