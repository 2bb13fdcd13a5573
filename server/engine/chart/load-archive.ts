// Opens a packed chart that is itself the root: what each Helm says when the archive is none.

import { toBytes } from '../text/bytes.ts';
import { type Unpacked, unpackArchive } from './archive.ts';

export interface ArchiveFile {
  /** Its absolute path, as messages give it. */
  readonly name: string;
  /** Bytes, or a Go string that carries them. */
  readonly content: Uint8Array | string;
  /** What provenance calls the archive. */
  readonly source: string;
}

/** The files of a chart argument that is an archive, or what Helm says of it; Helm 4 keeps the cause to itself. */
export function unpackRoot(archive: ArchiveFile, major: 3 | 4): Unpacked {
  const bytes = typeof archive.content === 'string' ? toBytes(archive.content) : archive.content;
  const refusal = notAnArchive(archive.name, bytes);
  if (refusal !== undefined) return { error: refusal };
  const unpacked = unpackArchive(bytes, { major, source: archive.source });
  return 'files' in unpacked || major === 3 ? unpacked : { error: 'unable to load chart archive' };
}

/** Values files given in place of a chart are the common mistake. */
function notAnArchive(name: string, bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8) return undefined;
  if (/\.ya?ml$/.test(name)) return `file '${name}' seems to be a YAML file, but expected a gzipped archive`;
  return `file '${name}' does not appear to be a gzipped archive; got '${contentType(bytes)}'`;
}

/**
 * net/http's guess from the first 512 bytes, for the kinds one may meet. Helm hands a shorter file over with zeros
 * behind it, which makes binary data of any text.
 */
function contentType(bytes: Uint8Array): string {
  const head = bytes.subarray(0, 512);
  const text = String.fromCharCode(...head);
  for (const [start, type] of SIGNATURES) if (text.startsWith(start)) return type;
  const isBinary = head.length < 512 || /[\0-\x08\x0b\x0e-\x1a\x1c-\x1f]/.test(text);
  return isBinary ? 'application/octet-stream' : 'text/plain; charset=utf-8';
}

const SIGNATURES: readonly (readonly [string, string])[] = [
  ['PK\x03\x04', 'application/zip'],
  ['%PDF-', 'application/pdf'],
  ['\x89PNG\r\n\x1a\n', 'image/png'],
  ['GIF8', 'image/gif'],
  ['\xff\xd8\xff', 'image/jpeg'],
  ['\xef\xbb\xbf', 'text/plain; charset=utf-8'],
  ['\xfe\xff', 'text/plain; charset=utf-16be'],
  ['\xff\xfe', 'text/plain; charset=utf-16le'],
  ['<?xml', 'text/xml; charset=utf-8'],
];
