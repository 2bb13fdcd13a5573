// Hover on `*alias` and `&anchor`: the value that is named, and how often.

import type { Span } from '#engine/text/span.ts';
import { type ValuesView, valueText } from '../../documents/values.ts';
import { anchorAbove, anchorWordAt } from '../../symbols/anchors.ts';
import type { ChartTree } from '../../symbols/charts.ts';
import { fenced, placeLink } from '../../symbols/markdown.ts';

export function anchorHover(
  tree: ChartTree,
  view: ValuesView,
  offset: number,
): { readonly span: Span; readonly markdown: string } | undefined {
  const word = anchorWordAt(view, offset);
  if (word === undefined) return undefined;
  const anchor = anchorAbove(view, word.name, word.kind === 'alias' ? word.span.start : word.span.start + 1);
  if (anchor === undefined) return undefined;
  const value = anchor.node ? fenced('yaml', valueText(view, anchor.node)) : undefined;
  const from = word.kind === 'alias' ? `The value of ${placeLink(tree, view.file, anchor.span.start)}` : undefined;
  const sign = word.kind === 'alias' ? '*' : '&';
  const parts = [`**\`${sign}${word.name}\`**`, from, value].filter((part) => part !== undefined);
  return { span: word.span, markdown: parts.join('\n\n') };
}
