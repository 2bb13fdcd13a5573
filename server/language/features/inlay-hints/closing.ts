// Behind the `end` of a long block: what it ends.

import type { Settings } from '#protocol';
import { type Block, isBlock, isOpener } from '../../documents/blocks.ts';
import { templateView, walkNodes } from '../../documents/template.ts';
import { lineNumber } from '../../symbols/line-number.ts';
import { isWhole, shortLabel } from '../../symbols/printed/label.ts';
import { carrySpan, driftOf, isUntouched } from '../../workspace/drift.ts';
import type { FileText } from '../../workspace/snapshot.ts';

export interface ClosingHint {
  readonly offset: number;
  readonly label: string;
  /** The whole text of a label that shows a part of it. */
  readonly tooltip: string | undefined;
}

/** A block of so many lines is seen whole. */
const MOST_LINES = 10;

/**
 * Blocks of more than ten lines. While a text is broken, ends seem to belong to other blocks than they do, so those of
 * `before`, the last text that was whole, stay where they are.
 */
export function closingHints(settings: Settings, file: FileText, before: FileText | undefined): ClosingHint[] {
  if (templateView(file, settings).parsed.errors.length === 0) return hintsIn(settings, file);
  if (before === undefined || templateView(before, settings).parsed.errors.length > 0) return [];
  const drift = driftOf(before.text, file.text);
  return hintsIn(settings, before).flatMap(({ offset, ...hint }) => {
    const end = { start: offset - 1, end: offset };
    return isUntouched(drift, end) ? { ...hint, offset: carrySpan(drift, end).end } : [];
  });
}

const memo = new WeakMap<FileText, ClosingHint[]>();

function hintsIn(settings: Settings, file: FileText): ClosingHint[] {
  let known = memo.get(file);
  if (known === undefined) {
    known = [];
    const { root } = templateView(file, settings).parsed.main;
    const into = known;
    walkNodes(root, (node) => {
      const hint = isBlock(node) ? hintOf(file, node) : undefined;
      if (hint) into.push(hint);
    });
    memo.set(file, known);
  }
  return known;
}

function hintOf(file: FileText, block: Block): ClosingHint | undefined {
  const { endTag, head } = block;
  if (endTag === null || !isOpener(file.text, block)) return undefined;
  if (lineNumber(file, endTag.start) - lineNumber(file, head.start) + 1 <= MOST_LINES) return undefined;
  const text = file.text.slice(head.start, head.end).replace(/^\{\{-?\s*|\s*-?\}\}$/g, '');
  const line = text.replace(/\s+/g, ' ');
  return { offset: endTag.end, label: shortLabel(line), tooltip: isWhole(line) ? undefined : line };
}
