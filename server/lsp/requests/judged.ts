// chartroom/judged: how much is wrong in charts that nobody edits here, and which kinds nobody has a schema of.

import { apiVersionOf } from '#language/schema/kubernetes/kinds.ts';
import { uriOfSource } from '#language/workspace/archives.ts';
import { relativeUri } from '#language/workspace/uri.ts';
import type { JudgedParams, JudgedResult } from '#protocol';
import { request } from './request.ts';

export const judgedRequest = request<JudgedParams, JudgedResult | null>({
  method: 'chartroom/judged',
  feature: {
    name: 'Findings in fetched charts',
    does: 'Counts and lists what is wrong in packed and fetched subcharts by themselves, and names kinds without a schema.',
    files: ['template', 'values'],
  },
  capability: {},
  uriOf: ({ uri }) => uri,
  empty: null,
  handle: (session, { uri }) => {
    const root = session.rootOf(uri);
    const check = root === undefined ? undefined : session.renderedManifests.lastCheck(root);
    if (root === undefined || check === undefined) return null;
    return {
      foreign: check.foreign.map(({ uri: source, ...rest }) => {
        return { uri: uriOfSource(source), path: relativeUri(root, source) ?? source, ...rest };
      }),
      withoutSchema: check.withoutSchema.map((gvk) => `${gvk.kind} (${apiVersionOf(gvk)})`),
      unreached: session.renderedManifests.unreached(root).map(({ uri: file, line, condition }) => {
        return { uri: session.spelled(file), path: relativeUri(root, file) ?? file, line, condition };
      }),
    };
  },
});
