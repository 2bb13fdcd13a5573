// Steps of loading that give the same object for the same file, so that what is unchanged stays identical from load to load.

import { type Unpacked, unpackArchive, withoutBom } from './archive.ts';
import type { ChartFile, SourceFile } from './chart.ts';

/** The file as charts keep it. */
export const chartFile = remembered(
  (file: SourceFile): ChartFile => ({ name: file.path, text: file.text, source: file.source }),
);

/** The file without a byte order mark. */
export const bomless = remembered((file: SourceFile): SourceFile => {
  const text = withoutBom(file.text);
  return text === file.text ? file : { ...file, text };
});

/** The file under a path without its first `units` units. */
export const shortened = remembered(
  (file: SourceFile, units: number): SourceFile => ({ ...file, path: file.path.slice(units) }),
);

/** The files of a packed subchart. */
export const unpackedOnce = remembered(
  (file: SourceFile, major: 3 | 4): Unpacked => unpackArchive(file.text, { major, source: file.source }),
);

/** The function with its results kept for as long as the object they are about lives; `key` tells variants apart. */
export function remembered<T extends object, K, R>(compute: (about: T, key: K) => R): (about: T, key?: K) => R {
  const known = new WeakMap<T, Map<K | undefined, R>>();
  return (about, key) => {
    let results = known.get(about);
    if (results === undefined) {
      results = new Map();
      known.set(about, results);
    }
    let result = results.get(key);
    if (result === undefined) {
      result = compute(about, key as K);
      results.set(key, result);
    }
    return result;
  };
}
