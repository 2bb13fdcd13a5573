// Values files that sops encrypted: their keys are what they are, their values are nobody's business, and judge nothing.

import type { YamlNode } from '#engine/yaml/read-tree.ts';
import { placesOf, resolved, type ValuesView } from './values.ts';

/** A value as sops writes it: `ENC[AES256_GCM,data:…,iv:…,tag:…,type:str]`. */
export const ENCRYPTED = /ENC\[[A-Z0-9_]+,data:[^\]\n]*\]/g;

function isEncrypted(text: string): boolean {
  return text.startsWith('ENC[') && new RegExp(`^${ENCRYPTED.source}$`).test(text);
}

export function isEncryptedValue(value: YamlNode): boolean {
  const node = resolved(value);
  return node?.kind === 'scalar' && isEncrypted(node.text);
}

/** Whether a path of a file leads to an encrypted value, or to what sops itself adds to the file. */
export function isOpaque(view: ValuesView, path: readonly (string | number)[]): boolean {
  if (!view.file.text.includes('ENC[')) return false;
  if (path[0] === 'sops') return true;
  return placesOf(view, path).some(({ value }) => isEncryptedValue(value));
}
