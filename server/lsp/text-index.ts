// Line indexes of texts, made once for each.

import { type LineIndex, lineIndex } from '#engine/text/lines.ts';
import type { MappedText } from '#language/workspace/rendering.ts';
import type { FileText } from '#language/workspace/snapshot.ts';

const indexes = new WeakMap<FileText | MappedText, LineIndex>();

/** Lines of a file as it is in its snapshot. */
export function indexOf(file: FileText): LineIndex {
  return indexOfText(file);
}

/** Lines of any object that holds a text, a preview's for one. */
export function indexOfText(holder: FileText | MappedText): LineIndex {
  let index = indexes.get(holder);
  if (index === undefined) {
    index = lineIndex(holder.text);
    indexes.set(holder, index);
  }
  return index;
}
