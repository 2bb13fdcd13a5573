// Diagnostics: what is wrong in one file while one types, and in a whole chart after a render.
//
// The two never tell the same cause: what one file alone shows is told by syntaxFindings only, so that a door shows both
// lists side by side and renews the first with every keystroke.

import { judgeAhead, plainFindings } from '../lint/manifests/plain.ts';
import { runAnyFileRules, runChartRules, runFileRules } from '../lint/run.ts';
import type { Finding, Rendering } from '../workspace/rendering.ts';
import { chartFolderOf, fileAt, rootChartFolder, type Snapshot } from '../workspace/snapshot.ts';
import { normalizeUri } from '../workspace/uri.ts';
import { seenFrom, underSet } from '../workspace/values-set.ts';

/** What this file shows by itself. Cheap: parses the one file. Of a file of no chart only what it says itself. */
export function syntaxFindings(given: Snapshot, uri: string): Finding[] {
  const snapshot = seenFrom(given, uri);
  const file = fileAt(snapshot, uri);
  const chart = file && chartFolderOf(snapshot, file.uri);
  if (file === undefined) return [];
  const loose = [...runAnyFileRules({ snapshot, file }), ...plainFindings(snapshot, file)];
  if (chart === undefined) return loose;
  return [...loose, ...runFileRules({ snapshot, file, chart, root: rootChartFolder(snapshot, chart) })];
}

/**
 * Does a part of what syntaxFindings would have to do, until `isOver` says so; true when the rest is quick. What syntaxFindings
 * answers is the same either way.
 */
export function checkAhead(given: Snapshot, uri: string, isOver: () => boolean): boolean {
  const snapshot = seenFrom(given, uri);
  const file = fileAt(snapshot, uri);
  return file === undefined || judgeAhead(snapshot, file, isOver);
}

/**
 * What the chart in `root` (a root chart's folder) shows as a whole, by file; files without findings are not in it.
 * `rendering` is the last finished render of this snapshot, undefined before there is one. Once `stop` says true, what is
 * found is of no use.
 */
export function chartFindings(
  snapshot: Snapshot,
  root: string,
  rendering: Rendering | undefined,
  stop: () => boolean = () => false,
): ReadonlyMap<string, Finding[]> {
  return runChartRules({ snapshot: underSet(snapshot, root), root: normalizeUri(root), rendering, stop });
}
