// Who types the closing braces of an action that the editor has closed already writes over them.

import type { Piece } from '#engine/template/lex.ts';
import { piecesOfFile } from '../../documents/template.ts';
import { fileAt, type Snapshot } from '../../workspace/snapshot.ts';
import { deletion, type Edit } from './edit.ts';

/**
 * `offset` is behind the `}}` that was just typed. VS Code types over a brace that it wrote itself, but not over the
 * space before it, so `{{ .x | }}` becomes `{{ .x }} }}`. The second pair goes when no brace of the text opens it: in
 * `{a: {b: {{ .x }} }}` it belongs to the maps.
 */
export function typedOver(snapshot: Snapshot, uri: string, offset: number): Edit | undefined {
  const file = fileAt(snapshot, uri);
  const left = file && /^[ \t]+\}\}/.exec(file.text.slice(offset, offset + MOST))?.[0];
  if (file === undefined || left === undefined) return undefined;
  const pieces = piecesOfFile(file);
  if (!pieces.some((piece) => piece.kind === 'action' && piece.recovered === null && piece.end === offset))
    return undefined;
  const lineStart = file.text.lastIndexOf('\n', offset - 1) + 1;
  const next = file.text.indexOf('\n', offset);
  const lineEnd = next < 0 ? file.text.length : next;
  if (surplus(file.text, pieces, lineStart, lineEnd) < 2) return undefined;
  if (surplus(file.text, pieces, 0, file.text.length) < 2) return undefined;
  return deletion(offset, offset + left.length);
}

/** More white space than an editor ever puts before the braces. */
const MOST = 100;

/** How many more braces close than open in the text between the actions. */
function surplus(text: string, pieces: readonly Piece[], from: number, to: number): number {
  let count = 0;
  for (const { kind, start, end } of pieces) {
    if (kind !== 'text') continue;
    const stop = Math.min(end, to);
    for (let at = Math.max(start, from); at < stop; at++) {
      if (text[at] === '}') count++;
      else if (text[at] === '{') count--;
    }
  }
  return count;
}
