// chartroom/roots: under which root charts a file may be seen, and chartroom/chooseRoot: the one that the user wants.

import { chartHead } from '#language/symbols/charts.ts';
import { rootCandidates, rootChartFolder } from '#language/workspace/root-chart.ts';
import { chartFolderOf, fileAt, type Snapshot } from '#language/workspace/snapshot.ts';
import { baseNameOf, joinUri, normalizeUri } from '#language/workspace/uri.ts';
import type { ChooseRootParams, ChooseRootResult, RootsParams, RootsResult } from '#protocol';
import { request } from './request.ts';

export const rootsRequest = request<RootsParams, RootsResult | null>({
  method: 'chartroom/roots',
  feature: {
    name: 'Root charts',
    does: 'Under which chart a subchart or library is seen.',
    files: ['template', 'values'],
  },
  capability: {},
  uriOf: ({ uri }) => uri,
  empty: null,
  handle: ({ snapshot }, { uri }) => {
    const folder = chartFolderOf(snapshot, uri);
    if (folder === undefined) return null;
    const named = (root: string) => ({ uri: root, name: nameOf(snapshot, root) });
    return {
      chart: named(folder),
      candidates: rootCandidates(snapshot, folder).map(named),
      active: named(rootChartFolder(snapshot, folder)),
      chosen: snapshot.chosenRoots.get(folder) ?? null,
    };
  },
});

export const chooseRootRequest = request<ChooseRootParams, ChooseRootResult>({
  method: 'chartroom/chooseRoot',
  capability: {},
  uriOf: ({ uri }) => uri,
  empty: { chart: null, root: null },
  handle: (session, { uri, root }) => {
    const chart = chartFolderOf(session.snapshot, uri);
    if (chart === undefined) return { chart: null, root: null };
    const wanted = root === null ? null : normalizeUri(root);
    const isOffered = wanted === chart || rootCandidates(session.snapshot, chart).includes(wanted ?? '');
    if (wanted === null || isOffered) session.apply([{ kind: 'root', chart, root: wanted }]);
    return { chart, root: rootChartFolder(session.snapshot, chart) };
  },
});

function nameOf(snapshot: Snapshot, folder: string): string {
  const file = fileAt(snapshot, joinUri(folder, 'Chart.yaml'));
  return (file && chartHead(file).name) || baseNameOf(folder);
}
