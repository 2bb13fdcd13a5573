// chartroom/preview: the text of a preview from the last finished render.

import type { PreviewError, PreviewParams, PreviewResult } from '#protocol';
import { rangeNow } from '../places.ts';
import { viewIn } from '../preview-view.ts';
import { request } from './request.ts';

const EMPTY: PreviewResult = { text: '', generation: 0, stale: false, errors: [], stopped: false };

export const previewRequest = request<PreviewParams, PreviewResult>({
  method: 'chartroom/preview',
  capability: {},
  uriOf: ({ uri }) => uri,
  empty: EMPTY,
  handle: (session, params) => {
    const found = viewIn(session, params);
    if (found === undefined) return EMPTY;
    const { state, view } = found;
    const errors = view.errors.map(({ message, uri, span }): PreviewError => {
      // Errors belong to the last render, also where the text shown is older.
      return { message, uri: session.spelled(uri), range: rangeNow(session.snapshot, state.snapshot, uri, span) };
    });
    const stopped = view.errors.some(({ code }) => code === 'template-limit');
    return { text: view.text.text, generation: state.count, stale: view.stale, errors, stopped };
  },
});
