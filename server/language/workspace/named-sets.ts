// The values sets that the user named in the settings (`chartroom.valuesSets`): which files each has for a chart, in order.

import { globExpression } from './binding.ts';
import { type NamedUris, type SetIndex, setIndex } from './set-index.ts';
import type { FileText, Snapshot } from './snapshot.ts';
import { joinUri, normalizeUri, parentUri, relativeUri } from './uri.ts';

export interface NamedSet {
  readonly name: string;
  /** As `--values` has them: the later one wins. */
  readonly files: readonly FileText[];
}

/**
 * The named sets that have files for the root chart in `root`, in the order of the settings. A path or pattern begins at the
 * chart's folder, else at the nearest folder above it where something fits: a workspace's folder is one of them. What a
 * pattern fits comes in the order of the names; files of other charts are only taken where they are named outright.
 */
export function namedSets(snapshot: Snapshot, root: string): readonly NamedSet[] {
  if (Object.keys(snapshot.settings.valuesSets).length === 0) return [];
  const sets = uriSetsOf(snapshot, setIndex(snapshot), normalizeUri(root));
  return sets.map(({ name, uris }) => ({ name, files: uris.flatMap((uri) => snapshot.files.get(uri) ?? []) }));
}

/** The same by URI, from an index that may be in the making: of that only the candidates are read. */
export function uriSetsOf(snapshot: Snapshot, index: SetIndex, root: string): readonly NamedUris[] {
  let found = index.named.get(root);
  if (found === undefined) {
    found = Object.entries(snapshot.settings.valuesSets).flatMap(([name, patterns]) => {
      const uris = [...new Set(patterns.flatMap((pattern) => filesFor(snapshot, index, root, pattern)))];
      return uris.length > 0 ? [{ name, uris }] : [];
    });
    index.named.set(root, found);
  }
  return found;
}

/** All of their files, each once. */
export function filesOfNamedSets(snapshot: Snapshot, root: string): FileText[] {
  return [...new Set(namedSets(snapshot, root).flatMap(({ files }) => files))];
}

/** How a set names the file: a path from the chart's folder, or a URI. */
export function nameOfValuesFile(root: string, uri: string): string {
  return relativeUri(root, uri) ?? uri;
}

export function isPattern(text: string): boolean {
  return /[*?{[]/.test(text);
}

/** Where a path or pattern may begin, the nearest first. */
export function basesOf(root: string): string[] {
  const bases: string[] = [];
  for (let at: string | undefined = root; at !== undefined; at = parentUri(at)) bases.push(at);
  return bases;
}

function filesFor(snapshot: Snapshot, index: SetIndex, root: string, pattern: string): string[] {
  for (const base of basesOf(root)) {
    const found = isPattern(pattern) ? fitting(index, root, base, pattern) : named(snapshot, base, pattern);
    if (found.length > 0) return found;
  }
  return [];
}

function named(snapshot: Snapshot, base: string, path: string): string[] {
  const uri = joinUri(base, path);
  return snapshot.files.has(uri) && /\.(?:ya?ml|json)$/.test(uri) ? [uri] : [];
}

/** Whether a set of the chart in `root` may have the file, whatever else there is. */
export function mayName(root: string, pattern: string, uri: string): boolean {
  return basesOf(root).some((base) =>
    isPattern(pattern) ? fits(base, pattern)?.(uri) === true : joinUri(base, pattern) === uri,
  );
}

/** Whether a file fits the pattern as it begins at the folder; undefined for what is no pattern. */
function fits(base: string, pattern: string): ((uri: string) => boolean) | undefined {
  // `../env/*.yaml` begins above.
  const [, up = '', rest = ''] = /^((?:\.{1,2}\/)*)(.*)$/s.exec(pattern) ?? [];
  const from = joinUri(base, up);
  const expression = globExpression(rest.includes('/') ? rest : `./${rest}`);
  return expression && ((uri) => uri.startsWith(`${from}/`) && expression.test(relativeUri(from, uri) ?? ''));
}

function fitting(index: SetIndex, root: string, base: string, pattern: string): string[] {
  const isFitting = fits(base, pattern);
  if (isFitting === undefined) return [];
  const found = index.candidatesOf(root).filter((uri) => {
    if (!isFitting(uri)) return false;
    return !/^(?:templates|crds)\/|^Chart\.yaml$/.test(relativeUri(root, uri) ?? '');
  });
  return found.sort();
}
