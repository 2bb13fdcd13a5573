// Completion of the keys that every object begins with.

import type { ManifestCursor } from './cursor.ts';
import type { ManifestItem } from './item.ts';

export const HEAD_KEYS: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata']);

/** What any object has, for one whose kind is not known (yet). */
export function headItems(at: ManifestCursor): ManifestItem[] {
  const { cursor } = at;
  const isItem = cursor.path.length === 2 && cursor.path[0] === 'items' && /List$/.test(at.head.kind ?? '');
  if (cursor.path.length > 0 && !isItem) return [];
  const texts = [...HEAD_KEYS].filter((key) => !cursor.siblings.has(key));
  return texts.map((key, i) => ({
    label: key,
    kind: 'field',
    detail: key === 'metadata' ? 'object' : 'string, required',
    replace: cursor.replace,
    insert: cursor.hasColon ? key : key === 'metadata' ? (cursor.isFlow ? 'metadata: ' : 'metadata:') : `${key}: `,
    asksAgain: key !== 'metadata' && !cursor.hasColon,
    sort: `0${i}`,
  }));
}
