// "Insert end": a block that is not closed, where its indentation says that it ends.

import type { BranchNode, DefineNode, TemplateNode } from '#engine/template/node.ts';
import { indentAt, isBlock, openerWithoutEnd } from '../../documents/blocks.ts';
import { walkNodes } from '../../documents/template.ts';
import { contextAt } from '../../symbols/context.ts';
import {
  type Action,
  inserting,
  isBroken,
  lineEndOf,
  lineStartOf,
  newlineOf,
  type Question,
  type TextEdit,
} from './action.ts';

export function closeBlockActions(question: Question): readonly Action[] {
  const { snapshot, file, span } = question;
  const context = isBroken(question) ? contextAt(snapshot, file.uri, span.start) : undefined;
  if (context === undefined || context.embedded) return [];
  const { errors, main } = context.view.parsed;
  return errors.flatMap(({ message, span: head }): Action[] => {
    if (message !== 'unexpected EOF') return [];
    const opener = openerWithoutEnd(file.text, main.root, head);
    const line = { start: lineStartOf(file.text, opener.start), end: lineEndOf(file.text, opener.end) };
    if (span.start > line.end || span.end < line.start) return [];
    const block = blockAt(main.root, opener.start);
    if (block === undefined) return [];
    const word = /^\{\{-?\s*(\w+)/.exec(file.text.slice(opener.start))?.[1] ?? 'block';
    const mends = { rule: 'template-syntax', span: opener };
    const changes = () => [{ uri: file.uri, edits: [endFor(file.text, block)] }];
    return [{ title: `Insert the end of this ${word}`, kind: 'quickfix', isPreferred: true, mends, changes }];
  });
}

type Block = BranchNode | DefineNode | TemplateNode;

function blockAt(root: Parameters<typeof walkNodes>[0], start: number): Block | undefined {
  let found: Block | undefined;
  walkNodes(root, (node) => {
    if (found === undefined && isBlock(node) && node.head.start === start) found = node;
  });
  return found;
}

function endFor(text: string, { head, endTag }: Block): TextEdit {
  const tag = text.startsWith('{{-', head.start) ? '{{- end }}' : '{{ end }}';
  const eol = newlineOf(text);
  const indent = indentAt(text, head.start);
  const lineStart = lineStartOf(text, head.start);
  const isAlone =
    text.slice(lineStart, head.start).trim() === '' && text.slice(head.end, lineEndOf(text, head.end)).trim() === '';
  if (!isAlone) return inserting(lineEndOf(text, head.end), tag);
  // An inner block without an end has taken that of the block around it.
  const limit = endTag === null ? text.length : lineStartOf(text, endTag.start);
  let end = lineEndOf(text, head.end);
  for (let at = nextLine(text, end); at !== undefined && at < limit; at = nextLine(text, at)) {
    const stop = lineEndOf(text, at);
    const line = text.slice(at, stop);
    if (line.trim() === '') continue;
    if (line.length - line.trimStart().length < indent.length) break;
    end = stop;
  }
  return inserting(end, `${eol}${indent}${tag}`);
}

function nextLine(text: string, offset: number): number | undefined {
  const feed = text.indexOf('\n', offset);
  return feed < 0 ? undefined : feed + 1;
}
