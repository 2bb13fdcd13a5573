// chartroom/peek: the rendered form of the resource around a position of a template.

import { peek } from '#language/features/preview.ts';
import { fileAt } from '#language/workspace/snapshot.ts';
import type { PeekParams, PeekResult } from '#protocol';
import { offsetFrom } from '../from-lsp.ts';
import { offsetThen } from '../places.ts';
import { viewIn } from '../preview-view.ts';
import { rangeTo } from '../to-lsp.ts';
import { request } from './request.ts';

export const peekRequest = request<PeekParams, PeekResult | null>({
  method: 'chartroom/peek',
  capability: {},
  uriOf: ({ uri }) => uri,
  empty: null,
  handle: (session, { uri, position }) => {
    const found = viewIn(session, { uri, scope: 'file' });
    const file = fileAt(session.snapshot, uri);
    if (found === undefined || file === undefined) return null;
    const { view, index } = found;
    const offset = offsetThen(session.snapshot, view.snapshot, file.uri, offsetFrom(file, position));
    const document = peek(view, file.uri, offset);
    if (document === undefined) return null;
    const text = view.text.text.slice(document.span.start, document.span.end);
    const title = [document.kind, document.name].filter((part) => part !== '').join('/');
    return { title: title || 'document', text, range: rangeTo(index, document.span) };
  },
});
