// The pool: all definitions of all versions in one file. Equal ones are stored once, each group of them deflated by itself.
//
// Bytes: `CRPOOL1\n`, the header's length (uint32, little endian), the header (deflated JSON), the chunks. A chunk is two
// deflated JSON texts: definitions by name, each a list of [mask, definition] (bit n of the mask: the n-th version), and the
// descriptions, which a definition names by their index (`d`). server/language/schema/kubernetes/pool.ts reads it.

import { deflateSync, strToU8 } from 'fflate';

/**
 * @typedef {{ versions: string[], variants: Map<string, { mask: number, schema: object }[]>, kinds: Kind[] }} Content
 * @typedef {{ group: string, version: string, kind: string, name: string, mask: number, source: number }} Kind
 */

export const MAGIC = 'CRPOOL1\n';

/**
 * @param {{ versions: string[], sources: { kind: string, name: string }[], definitions: Map<string, [number, object][]>, kinds: unknown[][] }} content
 * @returns {Uint8Array} the same bytes for the same content on every machine
 */
export function encodePool({ versions, sources, definitions, kinds }) {
  const parts = [];
  let at = 0;
  const add = (value) => {
    const raw = strToU8(JSON.stringify(value));
    const bytes = deflateSync(raw, { level: 9 });
    parts.push(bytes);
    at += bytes.length;
    return [at - bytes.length, bytes.length, raw.length];
  };
  const chunks = {};
  for (const [key, content] of chunksOf(definitions)) {
    const texts = textTable();
    const stored = {};
    for (const [name, variants] of content) {
      stored[name] = variants.map(([mask, schema]) => [mask, stripped(schema, texts.indexOf)]);
    }
    chunks[key] = [...add(stored), ...add(texts.all)];
  }
  const header = deflateSync(strToU8(JSON.stringify({ versions, sources, kinds, chunks })), { level: 9 });
  return concat([strToU8(MAGIC), uint32(header.length), header, ...parts]);
}

/** The chunk of a definition: its package, or its group and version. */
export function chunkOf(name) {
  const slash = name.indexOf('/');
  return slash >= 0 ? name.slice(0, slash) : name.slice(0, name.lastIndexOf('.'));
}

function chunksOf(definitions) {
  const out = new Map();
  for (const name of [...definitions.keys()].sort()) {
    const key = chunkOf(name);
    if (!out.has(key)) out.set(key, []);
    out.get(key).push([name.slice(key.length + 1), definitions.get(name)]);
  }
  return out;
}

function textTable() {
  const all = [];
  const known = new Map();
  const indexOf = (text) => {
    if (!known.has(text)) known.set(text, all.push(text) - 1);
    return known.get(text);
  };
  return { all, indexOf };
}

/** A schema with its descriptions by index. Keys of `properties` are names, not keywords. */
function stripped(schema, indexOf) {
  if (Array.isArray(schema)) return schema.map((one) => stripped(one, indexOf));
  if (typeof schema !== 'object' || schema === null) return schema;
  const out = {};
  for (const [key, value] of Object.entries(schema)) {
    if (key === 'description') out.d = indexOf(value);
    else if (key === 'properties' || key === 'patternProperties') {
      out[key] = Object.fromEntries(Object.entries(value).map(([name, one]) => [name, stripped(one, indexOf)]));
    } else if (NESTED.has(key)) out[key] = stripped(value, indexOf);
    else out[key] = value;
  }
  return out;
}

const NESTED = new Set(['items', 'additionalProperties', 'allOf', 'anyOf', 'oneOf', 'not']);

function uint32(value) {
  const out = new Uint8Array(4);
  new DataView(out.buffer).setUint32(0, value, true);
  return out;
}

function concat(parts) {
  const out = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
