// An `end` or `else` that was just typed moves below the tag that it belongs to.

import { indentAt } from '../../documents/blocks.ts';
import { tagChains } from '../../documents/regions.ts';
import { templateView } from '../../documents/template.ts';
import { fileAt, type Snapshot } from '../../workspace/snapshot.ts';
import { seenFrom } from '../../workspace/values-set.ts';
import type { Edit } from './edit.ts';

/**
 * `offset` is the cursor behind the word or its braces. The tag must stand alone in its line, and so must its opener begin
 * the line that it stands in: of several in one line nobody knows which the eye goes by.
 */
export function alignTag(snapshot: Snapshot, uri: string, offset: number): Edit | undefined {
  const file = fileAt(snapshot, uri);
  if (file === undefined) return undefined;
  const { text } = file;
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const next = text.indexOf('\n', offset);
  const line = text.slice(lineStart, next < 0 ? text.length : next);
  const lead = ALONE.exec(line)?.[1];
  if (lead === undefined || !/(?:end|else|\}\})$/.test(text.slice(lineStart, offset))) return undefined;
  const tagStart = lineStart + lead.length;
  const view = templateView(file, seenFrom(snapshot, file.uri).settings);
  const chain = tagChains(view).find(({ tags }) => tags.slice(1).some(({ start }) => start === tagStart));
  if (chain === undefined) return undefined;
  const { start } = chain.node.head;
  const indent = indentAt(text, start);
  const openerLine = text.lastIndexOf('\n', start - 1) + 1;
  if (start !== openerLine + indent.length || indent === lead) return undefined;
  return { span: { start: lineStart, end: tagStart }, text: indent };
}

const ALONE = /^([ \t]*)\{\{(?:- )?\s*(?:end|else)\b[^{}]*(?:\}\}\s*)?$/;
