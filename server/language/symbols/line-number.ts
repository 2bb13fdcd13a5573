// The line of an offset, as editors count; the lines of a text are counted once.

import { lineAt, lineIndex } from '#engine/text/lines.ts';
import type { FileText } from '../workspace/snapshot.ts';

const memo = new WeakMap<FileText, ReturnType<typeof lineIndex>>();

/** From 1. */
export function lineNumber(file: FileText, offset: number): number {
  let index = memo.get(file);
  if (index === undefined) memo.set(file, (index = lineIndex(file.text)));
  return lineAt(index, offset) + 1;
}
