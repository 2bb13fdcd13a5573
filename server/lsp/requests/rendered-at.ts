// chartroom/renderedAt: from a position in a chart's file to what it wrote in a preview.

import { renderedAt } from '#language/features/preview.ts';
import { fileAt } from '#language/workspace/snapshot.ts';
import type { RenderedAtParams, RenderedAtResult } from '#protocol';
import { offsetFrom } from '../from-lsp.ts';
import { offsetThen } from '../places.ts';
import { viewIn } from '../preview-view.ts';
import { rangeTo } from '../to-lsp.ts';
import { request } from './request.ts';

const EMPTY: RenderedAtResult = { ranges: [] };

export const renderedAtRequest = request<RenderedAtParams, RenderedAtResult>({
  method: 'chartroom/renderedAt',
  feature: {
    name: 'From a template to its preview',
    does: 'The rendered lines that a template line wrote.',
    files: ['template', 'values'],
  },
  capability: {},
  uriOf: ({ uri }) => uri,
  empty: EMPTY,
  handle: (session, { uri, position, preview }) => {
    const found = viewIn(session, preview);
    const file = fileAt(session.snapshot, uri);
    if (found === undefined || file === undefined) return EMPTY;
    const { view, index } = found;
    const offset = offsetThen(session.snapshot, view.snapshot, file.uri, offsetFrom(file, position));
    return { ranges: renderedAt(view, file.uri, offset).map((range) => rangeTo(index, range)) };
  },
});
