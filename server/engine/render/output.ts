// Sorted manifests as the text that `helm template` prints (helm-spec 4.4-4.6), provenance included.

import { matchPath } from '../text/path-match.ts';
import { joinTraced, sliceTraced, type TracedText, trimRange } from '../text/traced.ts';
import type { Manifest } from './manifests.ts';
import { type SplitAlgorithm, splitDocuments } from './split.ts';

export interface OutputOptions {
  readonly split: SplitAlgorithm;
  readonly noHooks: boolean;
  readonly skipTests: boolean;
  /** CRD files to print first (`--include-crds`). */
  readonly crds: readonly CrdFile[];
}

/** A file under crds/, never templated. */
export interface CrdFile {
  /** `chart/charts/sub/crds/x.yaml` */
  readonly path: string;
  readonly source: string;
  readonly text: string;
}

/** What helm prints on stdout for a render without errors. */
export function printRelease(
  manifests: readonly Manifest[],
  hooks: readonly Manifest[],
  options: OutputOptions,
): TracedText {
  const trace = [...manifests, ...hooks].some((manifest) => manifest.document.pieces !== undefined);
  const head: (TracedText | string)[] = [];
  for (const crd of options.crds) head.push(`---\n# Source: ${crd.path}\n`, crd.text, '\n');
  for (const manifest of manifests) head.push(...printed(manifest));
  const body = joinTraced(head, trace);
  const { from, to } = trimRange(body.text);
  const tail: (TracedText | string)[] = [];
  for (const hook of options.noHooks ? [] : hooks) {
    if (!(options.skipTests && hook.hooks.includes('test'))) tail.push(...printed(hook));
  }
  return joinTraced([sliceTraced(body, from, to), '\n', ...tail], trace);
}

function printed(manifest: Manifest): (TracedText | string)[] {
  return [`---\n# Source: ${manifest.path}\n`, manifest.document, '\n'];
}

const SOURCE = /# Source: [^/]+\/(.+)/;

/**
 * The part of the output that `--show-only` patterns select; the pattern that selects nothing when one does.
 * Documents are printed in the order of the patterns, again for each pattern that names them.
 */
export function showOnly(
  output: TracedText,
  patterns: readonly string[],
  split: SplitAlgorithm,
): { readonly output: TracedText } | { readonly missing: string } {
  const chunks = splitDocuments(output, split).map((chunk) => ({ chunk, name: SOURCE.exec(chunk.text)?.[1] }));
  const parts: (TracedText | string)[] = [];
  for (const pattern of patterns) {
    const found = chunks.filter(({ name }) => name !== undefined && matchPath(pattern, name) === true);
    if (found.length === 0) return { missing: pattern };
    for (const { chunk } of found) parts.push('---\n', chunk, '\n');
  }
  return { output: joinTraced(parts, output.pieces !== undefined) };
}
