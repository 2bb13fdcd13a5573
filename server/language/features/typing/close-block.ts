// Enter behind an opening block: the `{{- end }}` it needs, unless the file has one for it.

import { type Block, indentAt, isBlock, isOpener } from '../../documents/blocks.ts';
import { nodesAt, templateView } from '../../documents/template.ts';
import { backwards, driftOf, isUntouched } from '../../workspace/drift.ts';
import { fileAt, type Snapshot } from '../../workspace/snapshot.ts';
import { seenFrom } from '../../workspace/values-set.ts';
import { type Edit, insertion } from './edit.ts';

/** `offset` is the cursor after Enter, on the new and still empty line behind the opener. */
export function closeBlock(snapshot: Snapshot, uri: string, offset: number): Edit | undefined {
  const file = fileAt(snapshot, uri);
  const openerEnd = file && openerBefore(file.text, offset);
  if (file === undefined || openerEnd === undefined) return undefined;
  const blocks = nodesAt(templateView(file, seenFrom(snapshot, file.uri).settings), openerEnd - 1).filter(isBlock);
  const opener = blocks.at(-1);
  if (opener === undefined || opener.head.end !== openerEnd || !isOpener(file.text, opener)) return undefined;
  const before = snapshot.saved.get(file.uri);
  if (opener.endTag !== null && !lacksEnd(file.text, before, blocks, opener)) return undefined;
  return endLine(file.text, offset, indentAt(file.text, opener.head.start));
}

/** Where the action ends that is the last thing on the line before; undefined when the cursor's own line holds text. */
function openerBefore(text: string, offset: number): number | undefined {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  if (offset <= 0 || lineStart === 0 || text.slice(lineStart, lineEnd(text, offset)).trim() !== '') return undefined;
  let end = lineStart - 1;
  while (end > 0 && BLANK.has(text[end - 1] as string)) end--;
  return text.endsWith('}}', end) ? end : undefined;
}

const BLANK: ReadonlySet<string> = new Set([' ', '\t', '\r']);

/**
 * Whether the end that the parser gave the opener belongs to a block around it: a new opener takes the first end it
 * meets, and one of the outer blocks is left without. Indentation tells whose it is; where it cannot, an opener that
 * the last save already had keeps its end.
 */
function lacksEnd(text: string, saved: string | undefined, blocks: readonly Block[], opener: Block): boolean {
  if (!blocks.some(({ endTag }) => endTag === null)) return false;
  const outer = blocks.at(-2);
  if (outer === undefined || opener.endTag === null) return true;
  const own = indentAt(text, opener.head.start);
  const end = indentAt(text, opener.endTag.start);
  const around = indentAt(text, outer.head.start);
  if (own === end && around !== end) return false;
  if (own !== end && around === end) return true;
  return saved === undefined || !isUntouched(backwards(driftOf(saved, text)), opener.head);
}

/** The line is put before the next one; at the end of the file behind the cursor's. */
function endLine(text: string, offset: number, indent: string): Edit {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const newline = text[lineStart - 2] === '\r' ? '\r\n' : '\n';
  const next = text.indexOf('\n', offset);
  if (next < 0) return insertion(text.length, `${newline}${indent}{{- end }}`);
  return insertion(next + 1, `${indent}{{- end }}${newline}`);
}

function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end;
}
