// New names as they must be written where the old ones stood: keys of YAML and JSON, strings and fields of templates.

import type { YamlNode } from '#engine/yaml/read-tree.ts';
import { isMergeKey, readTree } from '#engine/yaml/read-tree.ts';

/** What a field of a template may be called: `.name`. */
export function isIdentifier(name: string): boolean {
  return /^[\p{L}_][\p{L}\p{Nd}_]*$/u.test(name);
}

/** What any key may be called: one word without white space, quotes and marks that mean something around it. */
export function isKeyName(name: string): boolean {
  return /^[^\s"'`\\{}[\],#&*!|>%@:?\p{C}][^\s"'`\\{}[\],\p{C}]*$/u.test(name) && !/:$/.test(name);
}

/** A key of a values file or schema, in the quotes that the old one has, or in new ones where it needs them. */
export function keyText(written: string, name: string): string {
  if (written.startsWith('"')) return JSON.stringify(name);
  if (written.startsWith("'")) return `'${name.replaceAll("'", "''")}'`;
  return isPlainKey(name) ? name : JSON.stringify(name);
}

/** Whether the name reads back as itself, as a text, without quotes: not a number, a date, `yes` or null. */
function isPlainKey(name: string): boolean {
  if (/^(?:y|n|yes|no|on|off|true|false|null|~)$/i.test(name)) return false;
  const { root, error } = readTree(`{${name}: 1}`);
  const entry = root?.kind === 'map' && root.entries.length === 1 ? root.entries[0] : undefined;
  const key: YamlNode | undefined = entry?.key;
  if (error || key?.kind !== 'scalar' || isMergeKey(key)) return false;
  return key.text === name && key.style === 'plain' && /^[\p{L}_]/u.test(name);
}

/** The inside of a string of a template that is written with this quote. */
export function stringText(quote: string, name: string): string {
  return quote === '"' ? JSON.stringify(name).slice(1, -1) : name;
}
