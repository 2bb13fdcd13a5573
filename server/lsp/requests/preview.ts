// chartroom/preview: the text of a preview from the last finished render.

import { assumptionTexts } from '#language/workspace/assumption.ts';
import { shownView } from '#language/workspace/render-state.ts';
import { linesSinceSave } from '#language/workspace/saved-output.ts';
import { normalizeUri } from '#language/workspace/uri.ts';
import { shownSet } from '#language/workspace/values-set.ts';
import type { PreviewError, PreviewParams, PreviewResult } from '#protocol';
import { rangeNow } from '../places.ts';
import { viewIn } from '../preview-view.ts';
import type { Session } from '../session.ts';
import { seekUsers } from '../users.ts';
import { request } from './request.ts';

const EMPTY: PreviewResult = {
  text: '',
  generation: 0,
  stale: false,
  errors: [],
  stopped: false,
  changed: [],
  of: '',
  assumed: [],
  assumable: [],
  set: null,
  without: [],
};

export const previewRequest = request<PreviewParams, PreviewResult>({
  method: 'chartroom/preview',
  feature: {
    name: 'Preview',
    does: 'The rendered text of a template or release, live, with the last good output while text is half typed.',
    files: ['template', 'values', 'chart'],
  },
  capability: {},
  uriOf: ({ uri }) => uri,
  empty: EMPTY,
  handle: (session, params) => {
    const found = viewIn(session, params);
    if (found === undefined) return EMPTY;
    const { state, view, why, of } = found;
    const own = normalizeUri(params.uri);
    if (params.scope === 'file' && found.isKnown && found.uri === own)
      session.recent.previewed(own, params.opened === true);
    if (!found.isKnown || params.scope === 'chart') seekUsers(session, own);
    previewedUnder(session, state.output.root, params.opened === true);
    const errors = view.errors.map(({ message, uri, span }): PreviewError => {
      // Errors belong to the last render, also where the text shown is older.
      return { message, uri: session.spelled(uri), range: rangeNow(session.snapshot, state.snapshot, uri, span) };
    });
    const stopped = view.errors.some(({ code }) => code === 'template-limit');
    const assumable = why?.assumption ? assumptionTexts(why.assumption) : [];
    const { text, stale, assumed = [] } = view;
    const { without, root } = state.output;
    const set = shownSet(state.snapshot, root);
    const textSet = stale ? shownSet(view.snapshot, root) : set;
    const older = JSON.stringify(textSet) === JSON.stringify(set) ? undefined : textSet;
    const { text: output } = shownView(state, found.uri, params.scope);
    const changed = linesSinceSave(state.saved, params.scope === 'file' ? found.uri : undefined, text, output);
    const about = { stale, errors, stopped, changed, of, assumed, assumable, set, older, without };
    return { text: text.text, generation: state.count, ...about };
  },
});

/**
 * What is a part of several charts is seen under this one from now on; a preview that nobody asked for just now, since its
 * tab came back with the window, counts once.
 */
function previewedUnder(session: Session, root: string, opened: boolean): void {
  const { previewedRoots } = session.snapshot;
  const isNew = opened ? previewedRoots.at(-1) !== root : !previewedRoots.includes(root);
  if (isNew) session.apply([{ kind: 'previewed', root }]);
}
