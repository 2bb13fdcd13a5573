// The values sets that the user named in the settings (`chartroom.valuesSets`): which files each has for a chart, in order.

import { globExpression } from './binding.ts';
import { chartFolderOf, type FileText, fileAt, type Snapshot } from './snapshot.ts';
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
  const sets = Object.entries(snapshot.settings.valuesSets);
  if (sets.length === 0) return [];
  const folder = normalizeUri(root);
  return sets.flatMap(([name, patterns]) => {
    const files = [...new Set(patterns.flatMap((pattern) => filesFor(snapshot, folder, pattern)))];
    return files.length > 0 ? [{ name, files }] : [];
  });
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

function filesFor(snapshot: Snapshot, root: string, pattern: string): FileText[] {
  for (const base of basesOf(root)) {
    const found = isPattern(pattern) ? fitting(snapshot, root, base, pattern) : named(snapshot, base, pattern);
    if (found.length > 0) return found;
  }
  return [];
}

function named(snapshot: Snapshot, base: string, path: string): FileText[] {
  const file = fileAt(snapshot, joinUri(base, path));
  return file ? [file] : [];
}

function fitting(snapshot: Snapshot, root: string, base: string, pattern: string): FileText[] {
  // `../env/*.yaml` begins above.
  const [, up = '', rest = ''] = /^((?:\.{1,2}\/)*)(.*)$/s.exec(pattern) ?? [];
  const from = joinUri(base, up);
  const expression = globExpression(rest.includes('/') ? rest : `./${rest}`);
  if (expression === undefined) return [];
  const out: FileText[] = [];
  for (const file of snapshot.files.values()) {
    if (!/\.(?:ya?ml|json)$/.test(file.uri) || !file.uri.startsWith(`${from}/`)) continue;
    if (!expression.test(relativeUri(from, file.uri) ?? '')) continue;
    const chart = chartFolderOf(snapshot, file.uri);
    if (
      chart === undefined ||
      (chart === root && !/^(?:templates|crds)\/|^Chart\.yaml$/.test(relativeUri(root, file.uri) ?? ''))
    )
      out.push(file);
  }
  return out.sort((a, b) => (a.uri < b.uri ? -1 : 1));
}
