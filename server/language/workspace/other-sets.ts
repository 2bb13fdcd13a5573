// The values sets that a chart may be rendered with: the active one, and those that somebody is likely to choose.

import type { Settings } from '#protocol';
import { ENCRYPTED } from '../documents/encrypted.ts';
import { namedSets, nameOfValuesFile } from './named-sets.ts';
import { fileAt, roleOf, type Snapshot } from './snapshot.ts';
import { baseNameOf, joinUri } from './uri.ts';
import { choosableFiles, underSet, underSettings, valuesFileUri } from './values-set.ts';

/** A set with the workspace as the chart sees it then. */
export interface SeenSet {
  /** For people: `the defaults`, `values-prod.yaml`, or what the settings call it. */
  readonly name: string;
  readonly snapshot: Snapshot;
  /** The chart is seen under it now. */
  readonly isActive: boolean;
}

/** As many sets beside the active one; more are left out. */
export const MOST_SETS = 12;

/**
 * The sets of the root chart, each once, the active one first: the defaults, those that the settings name, and each of the
 * chart's values files by itself. What else the active set says (release, versions, `--set`) holds for all, as when another
 * one is chosen. Encrypted files say nothing that could be judged.
 */
export function seenSets(given: Snapshot, root: string, others: boolean): readonly SeenSet[] {
  const active = underSet(given, root);
  const { settings } = active;
  const keyOf = (files: readonly string[]) => files.map((name) => valuesFileUri(root, name)).join('\n');
  const sets = new Map([[keyOf(settings.valuesFiles), { name: nameOf(settings), snapshot: active, isActive: true }]]);
  const add = (name: string, valuesFiles: readonly string[]) => {
    const key = keyOf(valuesFiles);
    if (sets.has(key) || sets.size > MOST_SETS || valuesFiles.some((file) => isOpaque(given, root, file))) return;
    sets.set(key, { name, snapshot: underSettings(active, { ...settings, valuesFiles }), isActive: false });
  };
  if (others) {
    add(DEFAULTS, []);
    for (const { name, files } of namedSets(given, root)) {
      add(
        name,
        files.map(({ uri }) => nameOfValuesFile(root, uri)),
      );
    }
    for (const path of choosableFiles(given, root))
      if (roleOf(root, joinUri(root, path)) === 'values') add(path, [path]);
  }
  return [...sets.values()];
}

const DEFAULTS = 'the defaults';

function nameOf({ valuesFiles, setValues }: Settings): string {
  const files = valuesFiles.map((name) => (name.includes(':/') ? baseNameOf(name) : name));
  const names = [...files, ...(setValues.length > 0 ? ['--set'] : [])];
  return names.length === 0 ? DEFAULTS : names.join(' + ');
}

function isOpaque(snapshot: Snapshot, root: string, name: string): boolean {
  return new RegExp(ENCRYPTED.source).test(fileAt(snapshot, valuesFileUri(root, name))?.text ?? '');
}
