// The `--set` strings of a values set: their values for a render, and as a file of their own that features can look into.

import { PROFILES, type Profile } from '#engine/chart/profile.ts';
import { applySet } from '#engine/chart/strvals.ts';
import { mergeValues, readValues, userValues, type ValuesFile } from '#engine/chart/values-files.ts';
import { GoError } from '#engine/values/errors.ts';
import { GoMap } from '#engine/values/value.ts';
import { jsonEncode } from '#engine/yaml/json.ts';
import type { Settings } from '#protocol';
import { isAssumed } from './assumption.ts';
import type { FileText } from './snapshot.ts';

/** What provenance calls the strings, which stand in no file. */
const SOURCE = '--set';

/** Whether a place lies in a `--set` string. */
export function isSetPlace(uri: string): boolean {
  return uri === SOURCE;
}

/** Files and strings as one tree; a string that Helm refuses is told and left out. What is assumed wins over all of it. */
export function valuesWithSet(
  files: readonly ValuesFile[],
  texts: readonly string[],
  profile: Profile,
  refused: (message: string) => void,
): GoMap {
  const said = files.filter(({ source }) => !isAssumed(source));
  const values = withStrings(said, texts, profile, refused);
  return files
    .filter(({ source }) => isAssumed(source))
    .reduce((under, { text, source }) => mergeValues(under, readValues(text, source, profile)), values);
}

function withStrings(
  files: readonly ValuesFile[],
  texts: readonly string[],
  profile: Profile,
  refused: (message: string) => void,
): GoMap {
  let values = userValues({ files }, profile);
  const good: string[] = [];
  for (const text of texts) {
    try {
      values = userValues({ files, set: [...good, text] }, profile);
      good.push(text);
    } catch (error) {
      if (!(error instanceof GoError)) throw error;
      refused(error.message);
    }
  }
  return values;
}

const setFiles = new WeakMap<Settings, FileText>();

/** What the strings set, as a values file; undefined when there are none. It is a view only: no such file is rendered. */
export function setFileOf(settings: Settings): FileText | undefined {
  if (settings.setValues.length === 0) return undefined;
  let file = setFiles.get(settings);
  if (file === undefined) {
    const values = new GoMap();
    const profile = PROFILES[settings.helmVersion === '3' ? 3 : 4];
    for (const text of settings.setValues) tolerant(() => applySet(values, text, 'set', { profile }));
    file = { uri: SOURCE, text: tolerant(() => jsonEncode(values, { html: false })) ?? '{}', version: undefined };
    setFiles.set(settings, file);
  }
  return file;
}

function tolerant<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof GoError) return undefined;
    throw error;
  }
}
