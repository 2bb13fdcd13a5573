// chartroom/valuesSets: what the chart of a file is rendered with, and what one can choose for it.

import { kubeVersionOf } from '#language/symbols/builtin-value.ts';
import { chartHead } from '#language/symbols/charts.ts';
import { namedSets, nameOfValuesFile } from '#language/workspace/named-sets.ts';
import { fileAt } from '#language/workspace/snapshot.ts';
import { baseNameOf, joinUri } from '#language/workspace/uri.ts';
import { choosableFiles, shownSet, underSet } from '#language/workspace/values-set.ts';
import type { ValuesSetsParams, ValuesSetsResult } from '#protocol';
import { request } from './request.ts';

export const valuesSetsRequest = request<ValuesSetsParams, ValuesSetsResult | null>({
  method: 'chartroom/valuesSets',
  feature: {
    name: 'Values sets',
    does: 'Which values files and flags every feature goes by.',
    files: ['values'],
  },
  capability: {},
  uriOf: ({ uri }) => uri,
  empty: null,
  handle: (session, { uri }) => {
    const root = session.rootOf(uri);
    if (root === undefined) return null;
    const snapshot = underSet(session.snapshot, root);
    const chartYaml = fileAt(snapshot, joinUri(root, 'Chart.yaml'));
    const chartName = (chartYaml && chartHead(chartYaml).name) || baseNameOf(root);
    const state = session.stateOf(uri);
    return {
      chart: { uri: root, name: chartName },
      files: choosableFiles(snapshot, root),
      named: namedSets(snapshot, root).map(({ name, files }) => ({
        name,
        files: files.map(({ uri: file }) => nameOfValuesFile(root, file)),
      })),
      chosen: session.snapshot.sets.get(root) ?? null,
      active: shownSet(snapshot, root),
      kubeVersion: kubeVersionOf(snapshot.settings),
      render: state ? { generation: state.count, milliseconds: state.output.milliseconds } : null,
    };
  },
});
