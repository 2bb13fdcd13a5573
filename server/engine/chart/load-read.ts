// Reads the YAML files that describe a chart, with Helm's error texts and the places they speak of.

import type { Span } from '../text/span.ts';
import { GoError } from '../values/errors.ts';
import { GoMap } from '../values/value.ts';
import { parseDocument } from '../yaml/parse.ts';
import type { YamlNode } from '../yaml/parse-node.ts';
import type { SourceFile } from './chart.ts';
import { type Decoded, decodeFields } from './load-decode.ts';
import { remembered } from './load-files.ts';
import { loadValues, ValuesError, type ValuesForm } from './load-values.ts';
import { EMPTY_METADATA, type RawMetadata, withFields } from './metadata.ts';

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
  const decoded = decodeFields(file.text, 'Metadata', goPackage(major));
  return { value: withFields(EMPTY_METADATA, decoded.fields), problem: problemOf(file, decoded) };
});

/** Only the apiVersion of Chart.yaml, as Helm 4 reads it before anything else. */
export const readApiVersion = remembered((file: SourceFile): Read<string> => {
  const decoded = decodeFields(file.text, 'chartBase', 'loader');
  const value = decoded.fields.get('apiVersion');
  return { value: typeof value === 'string' ? value : '', problem: problemOf(file, decoded) };
});

/** requirements.yaml over what Chart.yaml said. */
export function readRequirements(file: SourceFile, before: RawMetadata, major: 3 | 4): Read<RawMetadata> {
  const decoded = decodeFields(file.text, 'Metadata', goPackage(major));
  return { value: withFields(before, decoded.fields), problem: problemOf(file, decoded) };
}

/** Chart.lock or requirements.lock: nothing of it is used, but it must be well-formed. */
export const readLock = remembered((file: SourceFile, major: 3 | 4): Read<null> => {
  return { value: null, problem: problemOf(file, decodeFields(file.text, 'Lock', goPackage(major))) };
});

function goPackage(major: 3 | 4): string {
  return major === 3 ? 'chart' : 'v2';
}

/** values.yaml; empty when it cannot be read. */
export function readValues(file: SourceFile, form: ValuesForm): Read<GoMap> {
  return (form.origins ? valuesWithOrigins : plainValues)(file, form.major);
}

const plainValues = remembered((file: SourceFile, major: 3 | 4) => tryValues(file, { major, origins: false }));
const valuesWithOrigins = remembered((file: SourceFile, major: 3 | 4) => tryValues(file, { major, origins: true }));

function tryValues(file: SourceFile, form: ValuesForm): Read<GoMap> {
  try {
    return { value: loadValues(file, form) };
  } catch (error) {
    if (!(error instanceof GoError)) throw error;
    const span = error instanceof ValuesError ? error.span : syntaxPlace(file.text);
    return { value: new GoMap(), problem: { message: error.message, span } };
  }
}

function problemOf(file: SourceFile, decoded: Decoded): ReadProblem | undefined {
  if (decoded.problem === undefined) return undefined;
  const span = decoded.path.length > 0 ? placeOf(file, decoded.path) : syntaxPlace(file.text);
  return { message: decoded.problem, span };
}

function syntaxPlace(text: string): Span | undefined {
  return parseDocument(text).problem?.span;
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
