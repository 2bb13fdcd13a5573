// What a kustomization.yaml says of other files: which of them are patches, and so only parts of objects.

import type { FileText, Snapshot } from '../workspace/snapshot.ts';
import { joinUri, parentUri } from '../workspace/uri.ts';
import { manifestView } from './manifest.ts';
import { placesOf, valuesView } from './values.ts';

export const KUSTOMIZATION_NAMES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'] as const;

/** Whether some kustomization of the file's folder, or of one above it, takes the file for a patch: kustomize reads no others. */
export function isPatchFile({ files }: Pick<Snapshot, 'files'>, uri: string): boolean {
  for (let folder = parentUri(uri); folder !== undefined; folder = parentUri(folder)) {
    for (const name of KUSTOMIZATION_NAMES) {
      const file = files.get(joinUri(folder, name));
      if (file !== undefined && patchesOf(file).has(uri)) return true;
    }
  }
  return false;
}

/** Objects, and lists of operations: of any other text no kustomization needs to be looked for. */
export function mayBePatch(file: FileText): boolean {
  return manifestView(file).isManifest || /(?:^|[\s{,-])["']?op["']?[ \t]*:/.test(file.text);
}

const memo = new WeakMap<FileText, ReadonlySet<string>>();

/** The URIs of the files that a kustomization names as patches, in each of the ways that it has had. */
function patchesOf(file: FileText): ReadonlySet<string> {
  let known = memo.get(file);
  if (known === undefined) memo.set(file, (known = new Set(pathsOf(file))));
  return known;
}

function pathsOf(file: FileText): string[] {
  const folder = parentUri(file.uri);
  const view = valuesView(file);
  const items = ['patches', 'patchesJson6902', 'patchesStrategicMerge'].flatMap((key) =>
    placesOf(view, [key]).map(({ value }) => value),
  );
  return items.flatMap((list) => {
    if (list.kind !== 'list' || folder === undefined) return [];
    return list.items.flatMap((item): string[] => {
      const path =
        item.kind === 'map'
          ? item.entries.find(({ key }) => key.kind === 'scalar' && key.text === 'path')?.value
          : item;
      // What stands there itself has several lines.
      const isPath = path?.kind === 'scalar' && path.text !== '' && !/[\n:]/.test(path.text);
      return isPath ? [joinUri(folder, path.text)] : [];
    });
  });
}
