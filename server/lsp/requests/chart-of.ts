// chartroom/chartOf: the chart that a file belongs to, and what it is in it.

import { entryOf, readTree } from '#engine/yaml/read-tree.ts';
import { chartFolderOf, fileAt, roleOf, rootChartFolder, type Snapshot } from '#language/workspace/snapshot.ts';
import { baseNameOf, joinUri } from '#language/workspace/uri.ts';
import type { ChartOfParams, ChartOfResult } from '#protocol';
import { request } from './request.ts';

const NONE: ChartOfResult = { chart: null, role: null };

export const chartOfRequest = request<ChartOfParams, ChartOfResult>({
  method: 'chartroom/chartOf',
  capability: {},
  uriOf: ({ uri }) => uri,
  empty: NONE,
  handle: ({ snapshot }, { uri }) => {
    const folder = chartFolderOf(snapshot, uri);
    if (folder === undefined) return NONE;
    const name = nameOf(snapshot, folder) ?? baseNameOf(folder);
    return { chart: { uri: folder, name, root: rootChartFolder(snapshot, folder) }, role: roleOf(folder, uri) };
  },
});

function nameOf(snapshot: Snapshot, folder: string): string | undefined {
  const { root } = readTree(fileAt(snapshot, joinUri(folder, 'Chart.yaml'))?.text ?? '');
  const value = root?.kind === 'map' ? entryOf(root, 'name')?.value : undefined;
  return value?.kind === 'scalar' && value.text !== '' ? value.text : undefined;
}
