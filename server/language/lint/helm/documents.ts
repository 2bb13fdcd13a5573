// The heads of a stream of manifests as lint reads them: apimachinery's YAMLOrJSONDecoder into Helm's small struct.
//
// A stream that begins with `{` is read as JSON values one after another. Where that fails, and at most one value has been
// read, the rest is read as YAML documents; the JSON reader's complaint stands if YAML fails at once too.

import { byteLength } from '#engine/text/bytes.ts';
import { type Span, span } from '#engine/text/span.ts';
import { isSpace } from '#engine/text/traced.ts';
import { GoError } from '#engine/values/errors.ts';
import { type DecodedMap, decodePointer, decodeTree, type StructShape } from '#engine/yaml/decode.ts';
import { splitDocuments } from '#engine/yaml/documents.ts';
import { JsonSyntaxError, jsonDecodePrefixPartly } from '#engine/yaml/json-decode.ts';

/** What Helm's linter knows of a manifest; empty where the manifest says nothing. */
export interface ManifestHead {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
}

export interface DecodedDocument {
  /** Null: nothing but comments, or `null`. An error is the last thing that a stream gives. */
  readonly document: ManifestHead | null | { readonly error: string };
  /** Its lines in the stream. */
  readonly span: Span;
}

/** The documents of a stream up to the first that cannot be decoded; its text is Go's. */
export function* decodeDocuments(text: string, major: 3 | 4): Generator<DecodedDocument> {
  const shape = SHAPES[major];
  let at = 0;
  let complaint: string | undefined;
  if (looksLikeJson(text)) {
    for (let count = 0; complaint === undefined; ) {
      const read = readJson(text, at, shape);
      if (read === undefined) return;
      if ('document' in read) {
        yield { document: read.document, span: span(at, read.end) };
        at = read.end;
        count++;
      } else if (count > 1) return yield { document: { error: read.error }, span: span(at, text.length) };
      else complaint = read.placed;
    }
    const rest = behindBlanks(text, at);
    if (rest === undefined) return yield { document: { error: complaint as string }, span: span(at, text.length) };
    at = rest;
  }
  yield* decodeYaml(text.slice(at), at, shape, complaint);
}

/** How far into a stream the decoder looks for its first character, in bytes. */
const LOOK_AHEAD = 4096;

function looksLikeJson(text: string): boolean {
  const at = text.search(/[^\s\u0085]|\uFEFF/);
  return text[at] === '{' && byteLength(text.slice(0, at)) < LOOK_AHEAD;
}

type JsonRead =
  | { readonly document: ManifestHead | null; readonly end: number }
  /** `placed` names the byte where the text stops being JSON. */
  | { readonly error: string; readonly placed: string };

/** One JSON value; undefined at the end of the stream. */
function readJson(text: string, at: number, shape: StructShape): JsonRead | undefined {
  try {
    const { value, end } = jsonDecodePrefixPartly(text, at);
    return { document: headOf(decodeTree(value, shape)), end };
  } catch (error) {
    if (!(error instanceof GoError)) throw error;
    const { message } = error;
    if (message === 'EOF') return undefined;
    const isSyntax = error instanceof JsonSyntaxError;
    const placed = isSyntax ? `json: offset ${byteLength(text.slice(0, error.at)) + 1}: ${message}` : message;
    return { error: message, placed };
  }
}

/**
 * Where YAML goes on behind JSON: blanks are skipped up to the end of the line. Undefined when fewer than four bytes
 * are left to look at, or one that is not valid UTF-8: the decoder then gives up.
 */
function behindBlanks(text: string, from: number): number | undefined {
  for (let at = from; byteLength(text.slice(at, at + 4)) >= 4; at++) {
    const rune = text.codePointAt(at) as number;
    if (rune === 0xfffd || (rune >= 0xd800 && rune <= 0xdfff)) return undefined;
    if (rune === 0x0a) return at + 1;
    if (!isSpace(rune)) return at;
  }
  return undefined;
}

function* decodeYaml(
  text: string,
  offset: number,
  shape: StructShape,
  complaint: string | undefined,
): Generator<DecodedDocument> {
  const { documents, error } = splitDocuments(text);
  let isFirst = true;
  for (const part of documents) {
    const place = span(offset + part.span.start, offset + part.span.end);
    const document = readYaml(part.text, shape);
    if (document !== null && 'error' in document) {
      return yield { document: { error: (isFirst && complaint) || document.error }, span: place };
    }
    yield { document, span: place };
    isFirst = false;
  }
  if (!error) return;
  const place = span(offset + error.span.start, offset + error.span.end);
  yield { document: { error: (isFirst && complaint) || error.message }, span: place };
}

function readYaml(text: string, shape: StructShape): DecodedDocument['document'] {
  try {
    return headOf(decodePointer(text, shape));
  } catch (error) {
    if (error instanceof GoError) return { error: error.message };
    throw error;
  }
}

function headOf(fields: DecodedMap | null): ManifestHead | null {
  if (fields === null) return null;
  const metadata = fields.get('Metadata');
  return {
    apiVersion: textOf(fields, 'apiVersion'),
    kind: textOf(fields, 'Kind'),
    name: metadata instanceof Map ? textOf(metadata, 'Name') : '',
  };
}

function textOf(fields: DecodedMap, key: string): string {
  const value = fields.get(key);
  return typeof value === 'string' ? value : '';
}

/** Helm 4 made the structs private, which shows in errors about wrong types. */
const SHAPES: Readonly<Record<3 | 4, StructShape>> = { 3: shapeOf('K8s'), 4: shapeOf('k8s') };

function shapeOf(prefix: string): StructShape {
  const metadata: StructShape = {
    type: `rules.k8sYamlMetadata`,
    name: `k8sYamlMetadata`,
    fields: { Namespace: 'string', Name: 'string' },
  };
  return {
    type: `rules.${prefix}YamlStruct`,
    name: `${prefix}YamlStruct`,
    fields: { apiVersion: 'string', Kind: 'string', Metadata: metadata },
  };
}
