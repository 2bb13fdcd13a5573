// chartroom/continueRender: a chart whose render was stopped at a limit is rendered again with ten times as much.

import type { ContinueRenderParams, ContinueRenderResult } from '#protocol';
import { request } from './request.ts';

export const continueRenderRequest = request<ContinueRenderParams, ContinueRenderResult>({
  method: 'chartroom/continueRender',
  feature: {
    name: 'Continue a render',
    does: 'With ten times the limit that it met.',
    files: ['template'],
  },
  capability: {},
  uriOf: ({ uri }) => uri,
  empty: { continued: false },
  handle: (session, { uri }) => ({ continued: session.continueRender(uri) }),
});
