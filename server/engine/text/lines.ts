// Lines and columns of a text: Go's byte columns and the editor's UTF-16 columns from one index.

import { byteLength } from './bytes.ts';

/** Start offsets (UTF-16) of each line; a line ends with LF, so that CR LF and LF count alike, as in Go. */
export interface LineIndex {
  readonly text: string;
  readonly starts: readonly number[];
}

/** 0-based line, 0-based UTF-16 column. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export function lineIndex(text: string): LineIndex {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return { text, starts };
}

/** 0-based line that holds `offset`. */
export function lineAt(index: LineIndex, offset: number): number {
  const { starts } = index;
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] as number) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

export function positionAt(index: LineIndex, offset: number): Position {
  const clamped = Math.max(0, Math.min(offset, index.text.length));
  const line = lineAt(index, clamped);
  return { line, character: clamped - (index.starts[line] as number) };
}

/** The offset at a position; beyond the line's end it is the line's end, beyond the text the text's end. */
export function offsetAt(index: LineIndex, position: Position): number {
  if (position.line < 0) return 0;
  const start = index.starts[position.line];
  if (start === undefined) return index.text.length;
  const next = index.starts[position.line + 1];
  let end = next === undefined ? index.text.length : next - 1;
  if (next !== undefined && end > start && index.text[end - 1] === '\r') end--;
  return Math.max(start, Math.min(start + position.character, end));
}

/** Go's 1-based line and 0-based byte column of `offset`, as in `file.yaml:3:12`. */
export function goPosition(text: string, offset: number): { line: number; column: number } {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return { line, column: byteLength(text.slice(offset === 0 ? 0 : start, offset)) };
}
