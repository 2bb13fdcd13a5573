// The values set of a root chart: what it is rendered with, over the settings. A snapshot is always seen under some chart's.

import type { Settings, ShownSet, ValuesSet, WholeValuesSet } from '#protocol';
import { isMadeFrom } from './set-index.ts';
import { chartFolderOf, type FileText, fileAt, roleOf, rootChartFolder, type Snapshot } from './snapshot.ts';
import { joinUri, normalizeUri, relativeUri } from './uri.ts';

/**
 * The snapshot as the chart in `root` (a root chart's folder) sees it: with the settings of its active set. The same object
 * for the same snapshot, and itself when it is that already, or when the chart has no set of its own.
 */
export function underSet(snapshot: Snapshot, root: string): Snapshot {
  const folder = normalizeUri(root);
  const set = snapshot.sets.get(folder);
  if (set === undefined) return snapshot;
  let byRoot = seen.get(snapshot);
  if (byRoot === undefined) seen.set(snapshot, (byRoot = new Map()));
  let under = byRoot.get(folder);
  if (under === undefined) {
    under = { ...snapshot, settings: settingsUnder(snapshot.settings, set), sets: NO_SETS };
    isMadeFrom(under, snapshot);
    byRoot.set(folder, under);
  }
  return under;
}

/** The snapshot as a chart sees it that is rendered otherwise than with its active set, of which nothing remains. */
export function underSettings(snapshot: Snapshot, settings: Settings): Snapshot {
  const under = { ...snapshot, settings, sets: NO_SETS };
  isMadeFrom(under, snapshot);
  return under;
}

/** The snapshot as the root chart of the file sees it; a file of no chart sees the settings as they are. */
export function seenFrom(snapshot: Snapshot, uri: string): Snapshot {
  if (snapshot.sets.size === 0) return snapshot;
  const folder = chartFolderOf(snapshot, uri);
  return folder === undefined ? snapshot : underSet(snapshot, rootChartFolder(snapshot, folder));
}

const seen = new WeakMap<Snapshot, Map<string, Snapshot>>();
const NO_SETS: Snapshot['sets'] = new Map();

/** Renders compare settings by identity, so that the same two always give the same object. */
const settingsMemo = new WeakMap<Settings, WeakMap<ValuesSet, Settings>>();

function settingsUnder(settings: Settings, set: ValuesSet): Settings {
  let bySet = settingsMemo.get(settings);
  if (bySet === undefined) settingsMemo.set(settings, (bySet = new WeakMap()));
  let under = bySet.get(set);
  if (under === undefined) {
    const said = Object.entries(set).filter(([, value]) => value !== undefined);
    bySet.set(set, (under = { ...settings, ...Object.fromEntries(said) }));
  }
  return under;
}

/** What a chart is rendered with, of settings that are already its own. */
export function wholeSet(settings: Settings): WholeValuesSet {
  const { valuesFiles, setValues, releaseName, namespace, upgrade, helmVersion, kubeVersion, apiVersions } = settings;
  return { valuesFiles, setValues, releaseName, namespace, upgrade, helmVersion, kubeVersion, apiVersions };
}

/** The same as it is shown. `snapshot` is seen under the chart's set. */
export function shownSet(snapshot: Snapshot, root: string): ShownSet {
  return { ...wholeSet(snapshot.settings), missing: missingValuesFiles(snapshot, root) };
}

/** Nothing is said beside the chart's own values.yaml. */
export function isDefaultSet({ valuesFiles, setValues }: Settings): boolean {
  return valuesFiles.length === 0 && setValues.length === 0;
}

/** The URI of a values file as a set names it: a path from the chart's folder, or a URI. */
export function valuesFileUri(root: string, name: string): string {
  return /^[a-zA-Z][a-zA-Z0-9+.-]+:\//.test(name) ? normalizeUri(name) : joinUri(root, name);
}

/** The active set's files that are known, in order: the later one wins. `snapshot` is seen under the chart's set. */
export function activeValuesFiles(
  snapshot: Snapshot,
  root: string,
): { readonly name: string; readonly file: FileText }[] {
  return snapshot.settings.valuesFiles.flatMap((name) => {
    const file = fileAt(snapshot, valuesFileUri(root, name));
    return file ? [{ name, file }] : [];
  });
}

/** Files of the active set that are not there. */
function missingValuesFiles(snapshot: Snapshot, root: string): string[] {
  return snapshot.settings.valuesFiles.filter((name) => fileAt(snapshot, valuesFileUri(root, name)) === undefined);
}

/** Values files that one may choose for the chart, as paths from its folder: values.yaml, which always counts, is none. */
export function choosableFiles(snapshot: Snapshot, root: string): string[] {
  const folder = normalizeUri(root);
  const paths: string[] = [];
  for (const { uri } of snapshot.files.values()) {
    // Asked after every render: most files are told by their first or last letters.
    if (!uri.startsWith(`${folder}/`) || !/\.ya?ml$/.test(uri) || IS_PART.test(uri.slice(folder.length))) continue;
    const path = relativeUri(folder, uri) ?? '';
    if (path === 'values.yaml' || !isChoosable(folder, uri, path)) continue;
    if (chartFolderOf(snapshot, uri) === folder) paths.push(path);
  }
  // Files beside values.yaml come before those of folders.
  const depth = (path: string) => path.split('/').length;
  return paths.sort((a, b) => depth(a) - depth(b) || (a < b ? -1 : 1));
}

/** What no values file of the chart itself lies in. */
const IS_PART = /^\/(?:templates|crds|charts)\//;

function isChoosable(folder: string, uri: string, path: string): boolean {
  if (roleOf(folder, uri) === 'values') return true;
  return /^values\//.test(path) || (/^[^/]*values[^/]*$/i.test(path) && path !== 'values.yml');
}

/** Files of the chart's set that lie outside of its folder, and are therefore not loaded with it. */
export function filesElsewhere(snapshot: Snapshot, root: string): string[] {
  const folder = normalizeUri(root);
  const { settings } = underSet(snapshot, folder);
  const uris = settings.valuesFiles.map((name) => valuesFileUri(folder, name));
  // Whatever a name without an extension means, it might be a folder.
  return uris.filter((uri) => relativeUri(folder, uri) === undefined && /[^./]\.[^./]+$/.test(uri));
}
