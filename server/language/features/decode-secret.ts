// What the data of a Secret says, decoded: only ever when somebody asks for it.

import { decodeBase64 } from '#engine/functions/encode-base.ts';
import { documentAt, manifestView } from '../documents/manifest.ts';
import { isManifestFile } from '../documents/manifest-file.ts';
import { resolved, valuePlaceAt } from '../documents/values.ts';
import { headOf } from '../schema/kubernetes/place.ts';
import { fileAt, type Snapshot } from '../workspace/snapshot.ts';

/** One value of a Secret's `data`. */
export interface SecretValue {
  readonly key: string;
  /** As it stands in the file, without white space: base64. */
  readonly encoded: string;
}

/** The value of a Secret's data that an offset is in, or whose key it is on; undefined for what is no base64. */
export function secretValueAt(snapshot: Snapshot, uri: string, offset: number): SecretValue | undefined {
  const file = fileAt(snapshot, uri);
  if (file === undefined || !isManifestFile(snapshot, file)) return undefined;
  const placed = documentAt(manifestView(file), offset);
  if (placed === undefined || offset > placed.end) return undefined;
  const { tree } = placed.document;
  const at = valuePlaceAt({ file, tree }, offset - placed.start);
  const key = at?.path.at(-1);
  if (at === undefined || typeof key !== 'string' || at.path.at(-2) !== 'data') return undefined;
  const isItem = at.path.length === 4 && at.path[0] === 'items';
  if (at.path.length !== 2 && !isItem) return undefined;
  let object = tree.root;
  for (const step of isItem ? at.path.slice(0, 2) : []) {
    const node = object && resolved(object);
    if (node?.kind === 'map')
      object = node.entries.find((one) => one.key.kind === 'scalar' && one.key.text === step)?.value ?? null;
    else object = (node?.kind === 'list' && typeof step === 'number' && node.items[step]) || null;
  }
  const { apiVersion, kind } = headOf(object);
  const value = resolved(at.value);
  if (apiVersion !== 'v1' || kind !== 'Secret' || value?.kind !== 'scalar') return undefined;
  const encoded = value.text.replace(/\s+/g, '');
  return encoded !== '' && encoded.length % 4 === 0 && BASE64.test(encoded) ? { key, encoded } : undefined;
}

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** `text` is null for bytes that are no text. */
export interface DecodedSecret {
  readonly key: string;
  readonly text: string | null;
  /** How many bytes it has. */
  readonly size: number;
}

export function decodeSecret(snapshot: Snapshot, uri: string, offset: number): DecodedSecret | undefined {
  const found = secretValueAt(snapshot, uri, offset);
  if (found === undefined) return undefined;
  const text = decodeBase64(found.encoded);
  const padding = /=*$/.exec(found.encoded)?.[0].length ?? 0;
  const size = (found.encoded.length / 4) * 3 - padding;
  // A byte that is no part of a text is carried as half a character, and other control characters are no text either.
  const isText = !NO_TEXT.test(text);
  return { key: found.key, text: isText ? text : null, size };
}

/** Half characters, and controls but tabs and line breaks. */
const NO_TEXT = /[\uD800-\uDFFF]|[^\P{Cc}\t\r\n]/u;
