// The user's values: files over each other, then the --set flags by kind, in Helm's order and with Helm's texts.

import { GoError } from '../values/errors.ts';
import { copyMap, GoMap } from '../values/value.ts';
import { splitDocuments } from '../yaml/documents.ts';
import { jsonDecodeMap } from '../yaml/json-decode.ts';
import { readYamlMap } from '../yaml/read.ts';
import { deepCopy } from './coalesce-tables.ts';
import type { Profile } from './profile.ts';
import { applySet, jsonOrigins, markPaths, type SetKind } from './strvals.ts';

/** What the user gave, flag by flag, each in the order given. */
export interface UserValuesOptions {
  /** `-f` files: the name as written on the command line (for messages), the text, and what provenance calls it. */
  readonly files?: Iterable<ValuesFile> | undefined;
  readonly setJson?: readonly string[] | undefined;
  readonly set?: readonly string[] | undefined;
  readonly setString?: readonly string[] | undefined;
  readonly setFile?: readonly string[] | undefined;
  readonly setLiteral?: readonly string[] | undefined;
}

export interface ValuesFile {
  readonly name: string;
  readonly text: string;
  readonly source: string;
}

type FilesProfile = Pick<Profile, 'major' | 'unclosedIndexIsEnd'>;

/** All of it as one tree of its own; throws GoError with Helm's text. `readFile` gives the text of a --set-file path. */
export function userValues(
  options: UserValuesOptions,
  profile: FilesProfile,
  readFile?: (path: string) => string,
): GoMap {
  let values = new GoMap();
  for (const file of options.files ?? []) values = mergeValues(values, readFileValues(file, profile));
  // The flags write in place, into tables that the files must keep.
  values = deepCopy(values);
  for (const text of options.setJson ?? []) values = setJson(values, text, profile);
  const flags: readonly (readonly [SetKind, readonly string[] | undefined])[] = [
    ['set', options.set],
    ['set-string', options.setString],
    ['set-file', options.setFile],
    ['set-literal', options.setLiteral],
  ];
  for (const [kind, texts] of flags) {
    for (const text of texts ?? []) {
      labelled(`failed parsing --${kind} data: `, () => applySet(values, text, kind, { profile, readFile }));
    }
  }
  return values;
}

/** `b` over `a`: tables are merged, everything else of `b` (null too) replaces. Tables that only one side has are shared. */
export function mergeValues(a: GoMap, b: GoMap): GoMap {
  const out = copyMap(a);
  for (const [key, value] of b.entries) {
    const existing = out.get(key);
    const both = value instanceof GoMap && existing instanceof GoMap;
    out.set(key, both ? mergeValues(existing, value) : value, b.origin(key));
  }
  return out;
}

/**
 * The values of one YAML text. Helm 3 reads the first document, Helm 4 merges all of them left to right. Throws GoError
 * with the text that follows `failed to parse FILE: ` or `cannot load values.yaml: `.
 */
export function readValues(text: string, source: string | undefined, profile: Pick<Profile, 'major'>): GoMap {
  const read = (part: string, offset: number) =>
    readYamlMap(part, source === undefined ? {} : { origins: { source, offset } });
  if (profile.major === 3) return read(text, 0);
  const { documents, error } = splitDocuments(text);
  let values = new GoMap();
  for (const { text: part, span } of documents) {
    values = mergeValues(
      values,
      labelled('cannot unmarshal yaml document: ', () => read(part, span.start)),
    );
  }
  if (error) throw new GoError(`error reading yaml document: ${error.message}`);
  return values;
}

function readFileValues(file: ValuesFile, profile: FilesProfile): GoMap {
  return labelled(`failed to parse ${file.name}: `, () => readValues(file.text, file.source, profile));
}

/** `key=JSON,…`; in Helm 4 also one object, merged over what is there. The cause of a failure is not told. */
function setJson(values: GoMap, text: string, profile: FilesProfile): GoMap {
  const trimmed = text.replace(/^[\s\u0085]+|[\s\u0085]+$/g, '');
  const isObject = profile.major === 4 && trimmed.startsWith('{');
  try {
    if (!isObject) {
      applySet(values, text, 'set-json', { profile });
      return values;
    }
    const object = jsonDecodeMap(trimmed, { origin: jsonOrigins('--set-json') });
    markPaths(object, []);
    return mergeValues(values, object);
  } catch (error) {
    if (!(error instanceof GoError)) throw error;
    throw new GoError(`failed parsing --set-json data ${isObject ? 'JSON: ' : ''}${text}`);
  }
}

function labelled<T>(label: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof GoError) throw new GoError(label + error.message);
    throw error;
  }
}
