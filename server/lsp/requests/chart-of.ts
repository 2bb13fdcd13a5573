// chartroom/chartOf: the chart that a file belongs to, and what it is in it.

import { entryOf, readTree } from '#engine/yaml/read-tree.ts';
import { chartFolderOf, fileAt, roleIn, rootChartFolder, type Snapshot } from '#language/workspace/snapshot.ts';
import { baseNameOf, joinUri, normalizeUri } from '#language/workspace/uri.ts';
import type { ChartOfParams, ChartOfResult } from '#protocol';
import { request } from './request.ts';

const NONE: ChartOfResult = { chart: null, role: null, bound: false };

export const chartOfRequest = request<ChartOfParams, ChartOfResult>({
  method: 'chartroom/chartOf',
  capability: {},
  uriOf: ({ uri }) => uri,
  waits: true,
  empty: NONE,
  handle: ({ snapshot }, { uri }) => {
    const folder = chartFolderOf(snapshot, uri);
    if (folder === undefined) return NONE;
    const name = nameOf(snapshot, folder) ?? baseNameOf(folder);
    const root = rootChartFolder(snapshot, folder);
    const bound = snapshot.bound.get(normalizeUri(uri))?.folder === folder;
    return { chart: { uri: folder, name, root }, role: roleIn(snapshot, folder, uri), bound };
  },
});

function nameOf(snapshot: Snapshot, folder: string): string | undefined {
  const { root } = readTree(fileAt(snapshot, joinUri(folder, 'Chart.yaml'))?.text ?? '');
  const value = root?.kind === 'map' ? entryOf(root, 'name')?.value : undefined;
  return value?.kind === 'scalar' && value.text !== '' ? value.text : undefined;
}
