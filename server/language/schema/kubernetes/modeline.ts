// Comments that name a document's schema: `# yaml-language-server: $schema=…` and `# $schema: …`. Files are read, nothing is fetched.

import type { Span } from '#engine/text/span.ts';
import { fileAt, type Snapshot } from '../../workspace/snapshot.ts';
import { joinUri, parentUri } from '../../workspace/uri.ts';
import { jsonSchema } from './harvest/named.ts';
import type { SchemaLookup } from './lookup.ts';
import type { GroupVersionKind } from './schema-node.ts';
import type { FoundSchema } from './schema-store.ts';

export interface Modeline {
  /** A path from the file's folder, or a URI. */
  readonly target: string;
  /** Where the target stands. */
  readonly span: Span;
}

const MODELINE = /^[ \t]*#[ \t]*(?:yaml-language-server[ \t]*:[ \t]*\$schema[ \t]*=|\$schema[ \t]*:)[ \t]*(\S+)/;

/** All modelines of a text, in order. */
export function modelinesIn(text: string): Modeline[] {
  if (!namesSchemas(text)) return [];
  const out: Modeline[] = [];
  for (let at = 0; at < text.length; ) {
    const end = lineEnd(text, at);
    const found = modelineOf(text.slice(at, end), at);
    if (found) out.push(found);
    at = end + 1;
  }
  return out;
}

/** The modeline of the document in a stretch of the text: in it, or among the comments right before it. */
export function modelineAt(text: string, { start, end }: Span): Modeline | undefined {
  if (!namesSchemas(text)) return undefined;
  const from = commentsBefore(text, start);
  for (let at = from; at < end; ) {
    const stop = lineEnd(text, at);
    const found = modelineOf(text.slice(at, stop), at);
    if (found) return found;
    at = stop + 1;
  }
  return undefined;
}

let last = { text: '', names: false };

/** Asked for each of a file's documents, of which there may be thousands: the whole text is searched once. */
function namesSchemas(text: string): boolean {
  if (last.text !== text) last = { text, names: text.includes('$schema') };
  return last.names;
}

function modelineOf(line: string, offset: number): Modeline | undefined {
  const match = MODELINE.exec(line);
  const target = match?.[1];
  if (match === null || target === undefined) return undefined;
  const start = offset + match[0].length - target.length;
  return { target, span: { start, end: start + target.length } };
}

/** Where the comments, blank lines and the separator before a document begin. */
function commentsBefore(text: string, start: number): number {
  let from = start;
  for (let at = start; at > 0; ) {
    const begin = text.lastIndexOf('\n', at - 2) + 1;
    if (!/^(?:---.*|\s*(?:#.*)?)$/.test(text.slice(begin, at).trimEnd())) break;
    from = at = begin;
  }
  return from;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

/** The file that a modeline names; undefined for what lies on the net. */
export function modelineFile(uri: string, { target }: Pick<Modeline, 'target'>): string | undefined {
  const path = target.replace(/[?#].*$/, '');
  if (/^file:\/\//i.test(path)) return joinUri(path, '');
  if (/^[a-zA-Z][a-zA-Z0-9+.-]+:/.test(path)) return undefined;
  if (path.startsWith('/')) return joinUri('file:///', path);
  return joinUri(parentUri(uri) ?? uri, path);
}

/** The schema that a modeline of this file names; undefined when there is none, and the kind decides. */
export function modelineSchema(
  snapshot: Snapshot,
  uri: string,
  modeline: Pick<Modeline, 'target'>,
  gvk: GroupVersionKind,
): FoundSchema | undefined {
  const target = modelineFile(uri, modeline);
  const file = target === undefined ? undefined : fileAt(snapshot, target);
  const schema = file && jsonSchema(file).schema;
  return file && schema && { gvk, schema, source: { kind: 'file', uri: file.uri }, isOpen: false };
}

/** The schemas as a document sees them that a modeline names one for; undefined for all other documents. */
export function modelineLookup(
  snapshot: Snapshot,
  lookup: SchemaLookup,
  { uri, text, span }: { readonly uri: string; readonly text: string; readonly span: Span },
): SchemaLookup | undefined {
  const modeline = modelineAt(text, span);
  if (modeline === undefined) return undefined;
  return { ...lookup, find: (gvk) => modelineSchema(snapshot, uri, modeline, gvk) ?? lookup.find(gvk) };
}
