// A packed chart as the command line loads it, in one step.

import { type LoadOptions, type LoadResult, loadChart } from '#engine/chart/load.ts';
import { type ArchiveFile, unpackRoot } from '#engine/chart/load-archive.ts';

/** The chart in an archive. Never throws. */
export function loadArchive(archive: ArchiveFile, options: Omit<LoadOptions, 'form'>): LoadResult {
  const unpacked = unpackRoot(archive, options.profile.major);
  if ('files' in unpacked) return loadChart(unpacked.files, { ...options, form: 'archive' });
  return {
    chart: undefined,
    errors: [{ code: 'chart-load', message: unpacked.error, source: archive.source }],
    warnings: [],
  };
}
