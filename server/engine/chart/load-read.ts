// Reads the YAML files that describe a chart, with Helm's error texts and the places they speak of.

import type { Span } from '../text/span.ts';
import { GoError } from '../values/errors.ts';
import { parseTime } from '../values/time-parse.ts';
import { UTC } from '../values/time-zones.ts';
import { GoMap } from '../values/value.ts';
import { parseDocument } from '../yaml/parse.ts';
import type { YamlNode } from '../yaml/parse-node.ts';
import type { SourceFile } from './chart.ts';
import { remembered } from './load-files.ts';
import { loadValues, ValuesError } from './load-values.ts';
import { EMPTY_METADATA, type RawMetadata, withFields } from './metadata.ts';
import { CHART_BASE, lockShape, metadataShape, tryDecode } from './metadata-shape.ts';

/** What was read, complete or as far as it goes, and what was wrong with it. */
export interface Read<T> {
  readonly value: T;
  readonly problem?: ReadProblem | undefined;
}

export interface ReadProblem {
  readonly message: string;
  readonly span?: Span | undefined;
}

/** Chart.yaml. */
export const readMetadata = remembered((file: SourceFile, major: 3 | 4): Read<RawMetadata> => {
  const decoded = tryDecode(file.text, metadataShape(major));
  return { value: withFields(EMPTY_METADATA, decoded.fields), problem: problemOf(file, decoded.problem) };
});

/** Only the apiVersion of Chart.yaml, as Helm 4 reads it before anything else. */
export const readApiVersion = remembered((file: SourceFile): Read<string> => {
  const { fields, problem } = tryDecode(file.text, CHART_BASE);
  const value = fields.get('apiVersion');
  return { value: typeof value === 'string' ? value : '', problem: problemOf(file, problem) };
});

/** requirements.yaml over what Chart.yaml said. */
export function readRequirements(file: SourceFile, before: RawMetadata, major: 3 | 4): Read<RawMetadata> {
  const { fields, problem } = tryDecode(file.text, metadataShape(major));
  return { value: withFields(before, fields), problem: problemOf(file, problem) };
}

/** Chart.lock or requirements.lock: nothing of it is used, but it must be well-formed. */
export const readLock = remembered((file: SourceFile, major: 3 | 4): Read<null> => {
  const { problem } = tryDecode(file.text, lockShape(major));
  return { value: null, problem: problemOf(file, badTime(file, major) ?? problem) };
});

/** A bad time ends the decoding, so that it is told before a wrong type elsewhere. */
function badTime(file: SourceFile, major: 3 | 4): string | undefined {
  const { fields } = tryDecode(file.text, { ...lockShape(major), fields: { generated: 'any' } });
  const time = fields.get('generated') ?? null;
  if (time === null) return undefined;
  const prefix = 'error unmarshaling JSON: while decoding JSON: ';
  if (typeof time !== 'string') return `${prefix}Time.UnmarshalJSON: input is not a JSON string`;
  try {
    parseTime('2006-01-02T15:04:05Z07:00', time, UTC);
    return undefined;
  } catch (error) {
    if (error instanceof GoError) return prefix + error.message;
    throw error;
  }
}

/** values.yaml: one document in Helm 3, all of them merged in Helm 4; empty when it cannot be read. */
export function readDefaults(file: SourceFile, major: 3 | 4, origins: boolean): Read<GoMap> {
  return (origins ? defaultsWithOrigins : plainDefaults)(file, major);
}

const plainDefaults = remembered((file: SourceFile, major: 3 | 4) => tryDefaults(file, major, false));
const defaultsWithOrigins = remembered((file: SourceFile, major: 3 | 4) => tryDefaults(file, major, true));

function tryDefaults(file: SourceFile, major: 3 | 4, origins: boolean): Read<GoMap> {
  try {
    return { value: loadValues(file, { major, origins }) };
  } catch (error) {
    if (!(error instanceof ValuesError)) throw error;
    return { value: new GoMap(), problem: { message: error.message, span: error.span } };
  }
}

/** A wrong type is told with the field's path, anything else is about the syntax. */
function problemOf(file: SourceFile, message: string | undefined): ReadProblem | undefined {
  if (message === undefined) return undefined;
  const field = /Go struct field [^. ]*\.(\S+) of type/.exec(message)?.[1];
  const span = field === undefined ? parseDocument(file.text).problem?.span : placeOf(file, field.split('.'));
  return { message, span };
}

/** Where what lies at `path` is written; the deepest part that exists, when not all of it does. */
export function placeOf(file: SourceFile, path: readonly (string | number)[]): Span | undefined {
  let node: YamlNode | null | undefined = parseDocument(file.text).root;
  let span: Span | undefined;
  for (const step of path) {
    node = child(node, step);
    if (node === undefined) break;
    span = { start: node.start, end: node.end };
  }
  return span;
}

/** The last entry of that name counts, any case where the very name is missing. */
function child(node: YamlNode | null | undefined, step: string | number): YamlNode | undefined {
  if (node?.kind === 'list') return typeof step === 'number' ? node.items[step] : undefined;
  if (node?.kind !== 'map') return undefined;
  const named = (same: (text: string) => boolean) =>
    node.entries.findLast(({ key }) => key.kind === 'scalar' && same(key.text))?.value;
  const name = String(step);
  return named((text) => text === name) ?? named((text) => text.toLowerCase() === name.toLowerCase());
}
