// chartroom/assume: a template that renders nothing is previewed as if its conditions were true, and as it is again.

import { assumptionTexts, bothAssumptions } from '#language/workspace/assumption.ts';
import { normalizeUri } from '#language/workspace/uri.ts';
import type { AssumeParams, AssumeResult } from '#protocol';
import { viewIn } from '../preview-view.ts';
import type { Session } from '../session.ts';
import { request } from './request.ts';

export const assumeRequest = request<AssumeParams, AssumeResult>({
  method: 'chartroom/assume',
  feature: {
    name: 'Preview as if true',
    does: 'A template that renders nothing, as it would be.',
    files: ['template'],
  },
  capability: {},
  uriOf: ({ uri }) => uri,
  empty: { assumed: [] },
  handle: (session, { uri, assume }) => {
    const found = viewIn(session, { uri, scope: 'file' });
    const key = found?.uri ?? normalizeUri(uri);
    if (assume) return { assumed: assumeMore(session, key, found?.why?.assumption) };
    if (session.snapshot.assumptions.has(key)) session.apply([{ kind: 'assumed', uri: key, assumption: null }]);
    return { assumed: [] };
  },
});

/** A template may have further conditions behind the first ones, so that assumptions add up. */
function assumeMore(session: Session, uri: string, more: Parameters<typeof bothAssumptions>[1] | undefined): string[] {
  const before = session.snapshot.assumptions.get(uri);
  if (more === undefined) return before ? assumptionTexts(before) : [];
  const assumption = bothAssumptions(before, more);
  session.apply([{ kind: 'assumed', uri, assumption }]);
  return assumptionTexts(assumption);
}
