// chartroom/sourceOf: from a position in a preview to the template and the value that wrote it.

import { offsetAt } from '#engine/text/lines.ts';
import { sourceOf } from '#language/features/preview.ts';
import type { SourceOfParams, SourceOfResult } from '#protocol';
import { placeNow } from '../places.ts';
import { viewIn } from '../preview-view.ts';
import { request } from './request.ts';

const EMPTY: SourceOfResult = { template: null, caller: null, value: null };

export const sourceOfRequest = request<SourceOfParams, SourceOfResult>({
  method: 'chartroom/sourceOf',
  feature: {
    name: 'From the preview to its source',
    does: 'The template line and the value of each rendered line.',
    files: ['preview'],
  },
  capability: {},
  uriOf: ({ uri }) => uri,
  empty: EMPTY,
  handle: (session, params) => {
    const found = viewIn(session, params);
    if (found === undefined) return EMPTY;
    const source = sourceOf(found.view, offsetAt(found.index, params.position));
    if (source === undefined) return EMPTY;
    const place = (at: typeof source.template) =>
      placeNow(session.snapshot, found.view.snapshot, at, (uri) => session.spelled(uri));
    return { template: place(source.template), caller: place(source.caller), value: place(source.value) };
  },
});
