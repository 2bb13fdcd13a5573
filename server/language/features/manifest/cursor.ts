// Where in a file of manifests one is typing: the lines between two separators, and the object that they are of.

import { type Span, span } from '#engine/text/span.ts';
import { documentAt, documentsOf, type ManifestDocument } from '../../documents/manifest.ts';
import type { Head } from '../../schema/kubernetes/place.ts';
import { type YamlCursor, yamlCursor } from '../../schema/yaml-cursor.ts';
import type { FileText } from '../../workspace/snapshot.ts';

export interface ManifestCursor {
  readonly file: FileText;
  /** In the whole file. */
  readonly cursor: YamlCursor;
  /** The lines of the document without separators are blank. */
  readonly isBlank: boolean;
  /** Undefined between two separators with nothing but blanks. */
  readonly document: ManifestDocument | undefined;
  /** Where the document's tree begins in the file. */
  readonly start: number;
  readonly head: Head;
}

/** Undefined in comments, in block texts and where nothing can be completed. */
export function manifestCursor(file: FileText, offset: number): ManifestCursor | undefined {
  const { start, end } = linesBetween(file.text, offset);
  const text = file.text.slice(start, end);
  const local = yamlCursor(text, offset - start);
  if (local === undefined) return undefined;
  const placed = documentAt(documentsOf(file), offset);
  const document = placed && placed.start <= start && start <= placed.end ? placed.document : undefined;
  const replace = span(local.replace.start + start, local.replace.end + start);
  const head = { apiVersion: document?.apiVersion, kind: document?.kind };
  const isBlank =
    local.replace.start === lineStartOf(text, local.replace.start) &&
    CONTENT.test(text.slice(0, local.replace.start)) === false &&
    CONTENT.test(text.slice(local.replace.end)) === false;
  return { file, cursor: { ...local, replace }, isBlank, document, start: placed?.start ?? start, head };
}

/** A line with more than blanks and a comment. */
const CONTENT = /^[^\S\n]*[^\s#]/m;

function lineStartOf(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

/** From behind the separator above to the one below. */
function linesBetween(text: string, offset: number): Span {
  const lineStart = offset === 0 ? 0 : lineStartOf(text, offset);
  if (text.startsWith('---', lineStart) && offset > lineStart) return span(offset, offset);
  const above = lineStart < 2 ? -1 : text.lastIndexOf('\n---', lineStart - 2);
  const from = above < 0 ? (text.startsWith('---') && lineStart > 0 ? 0 : -1) : above + 1;
  const lineEnd = from < 0 ? -1 : text.indexOf('\n', from);
  const start = from < 0 ? 0 : lineEnd < 0 ? text.length : lineEnd + 1;
  const below = text.indexOf('\n---', Math.max(lineStart - 1, start));
  return span(start, below < 0 ? text.length : below + 1);
}
