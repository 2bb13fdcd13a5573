// What is wrong with the manifests that a chart renders to: asked after every render, while one types, too.

import { type ManifestCheck, runManifestRules } from '../lint/run.ts';
import type { Rendering } from '../workspace/rendering.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { normalizeUri } from '../workspace/uri.ts';
import { underSet } from '../workspace/values-set.ts';

export type { ManifestCheck } from '../lint/run.ts';

/**
 * `rendering` is the finished render of this snapshot. Tells nothing that the findings of files and charts tell, and nothing
 * at all before the schemas are there that Chartroom ships. Once `stop` says true, what is found is of no use.
 */
export function manifestCheck(
  snapshot: Snapshot,
  root: string,
  rendering: Rendering,
  stop: () => boolean = () => false,
): ManifestCheck {
  return runManifestRules({ snapshot: underSet(snapshot, root), root: normalizeUri(root), rendering, stop });
}
