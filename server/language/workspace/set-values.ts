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

/** Values, and what of their sources Helm would refuse, in its words. */
export interface ReadValues {
  readonly values: GoMap;
  readonly unreadable: readonly { readonly source: string; readonly message: string }[];
  readonly refused: readonly string[];
}

/** Files and strings as one tree, without those that cannot be read. What is assumed wins over all of it. */
export function valuesOf(files: readonly ValuesFile[], texts: readonly string[], profile: Profile): ReadValues {
  const said = files.filter(({ source }) => !isAssumed(source));
  const assumed = files.filter(({ source }) => isAssumed(source));
  const whole = tolerant(() => userValues({ files: said, set: texts }, profile));
  const read = whole ? { values: whole, unreadable: [], refused: [] } : oneByOne(said, texts, profile);
  const values = assumed.reduce(
    (under, { text, source }) => mergeValues(under, readValues(text, source, profile)),
    read.values,
  );
  return { ...read, values };
}

function oneByOne(files: readonly ValuesFile[], texts: readonly string[], profile: Profile): ReadValues {
  const unreadable: { source: string; message: string }[] = [];
  const readable = files.filter((file) => {
    const message = refusal(() => userValues({ files: [file] }, profile));
    if (message !== undefined) unreadable.push({ source: file.source, message });
    return message === undefined;
  });
  const refused = new Set<string>();
  const good: string[] = [];
  for (const text of texts) {
    const message = refusal(() => userValues({ files: readable, set: [...good, text] }, profile));
    if (message === undefined) good.push(text);
    else refused.add(message);
  }
  return { values: userValues({ files: readable, set: good }, profile), unreadable, refused: [...refused] };
}

interface SetFile {
  readonly files: readonly FileText[];
  readonly file: FileText;
}

const setFiles = new WeakMap<Settings, SetFile>();

/**
 * What the strings set over these files (the stronger one last), as a values file; undefined when there are none. It is a
 * view only: no such file is rendered. Strings that Helm refuses set nothing; of a list that a string changes it has all.
 */
export function setFileOf(settings: Settings, files: readonly FileText[] = []): FileText | undefined {
  if (settings.setValues.length === 0) return undefined;
  const known = setFiles.get(settings);
  if (known && known.files.length === files.length && known.files.every((file, i) => file === files[i]))
    return known.file;
  const text = jsonEncode(whatStringsSet(settings, files), { html: false });
  const file = { uri: SOURCE, text, version: undefined };
  setFiles.set(settings, { files, file });
  return file;
}

function whatStringsSet({ setValues, helmVersion }: Settings, files: readonly FileText[]): GoMap {
  const profile = PROFILES[helmVersion === '3' ? 3 : 4];
  const named = files.map(({ uri, text }) => ({ name: uri, text, source: uri }));
  const readable = named.filter((file) => tolerant(() => userValues({ files: [file] }, profile)) !== undefined);
  const base = (set: readonly string[]) => tolerant(() => userValues({ files: readable, set }, profile));
  const good: string[] = [];
  for (const text of setValues) if (base([...good, text]) !== undefined) good.push(text);
  const alone = new GoMap();
  for (const text of good) tolerant(() => applySet(alone, text, 'set', { profile }));
  return withLists(alone, base(good) ?? alone);
}

/** `--set list[1]=x` changes an item of what is there. */
function withLists(set: GoMap, whole: GoMap): GoMap {
  const out = new GoMap();
  for (const [key, value] of set.entries) {
    const now = whole.get(key);
    const isInner = value instanceof GoMap && now instanceof GoMap;
    out.set(key, isInner ? withLists(value, now) : now === undefined ? value : now);
  }
  return out;
}

function tolerant<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof GoError) return undefined;
    throw error;
  }
}

/** Helm's text for what it does not take. */
function refusal(work: () => unknown): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof GoError) return error.message;
    throw error;
  }
}
