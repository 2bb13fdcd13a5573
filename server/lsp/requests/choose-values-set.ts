// chartroom/chooseValuesSet: from now on the chart of a file is rendered with this; other charts are left alone.

import type { ChooseValuesSetParams, ChooseValuesSetResult } from '#protocol';
import { valuesSetFrom } from '../from-lsp.ts';
import { request } from './request.ts';

export const chooseValuesSetRequest = request<ChooseValuesSetParams, ChooseValuesSetResult>({
  method: 'chartroom/chooseValuesSet',
  capability: {},
  uriOf: ({ uri }) => uri,
  empty: { root: null },
  handle: (session, { uri, set }) => {
    const root = session.rootOf(uri);
    if (root === undefined) return { root: null };
    session.apply([{ kind: 'set', root, set: valuesSetFrom(set) ?? null }]);
    return { root };
  },
});
