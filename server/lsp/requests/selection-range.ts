// textDocument/selectionRange: what each cursor's selection grows to.

import type { SelectionRange, SelectionRangeParams } from 'vscode-languageserver';
import type { Span } from '#engine/text/span.ts';
import { selectionRanges } from '#language/features/selection-ranges.ts';
import { type FileText, fileAt } from '#language/workspace/snapshot.ts';
import { offsetFrom } from '../from-lsp.ts';
import { indexOf } from '../text-index.ts';
import { rangeTo } from '../to-lsp.ts';
import { documentUri, request } from './request.ts';

export const selectionRangeRequest = request<SelectionRangeParams, SelectionRange[] | null>({
  method: 'textDocument/selectionRange',
  feature: {
    name: 'Growing selection',
    does: 'Name, expression, action, line, block, key, document.',
    files: ['template', 'values', 'chart'],
  },
  capability: { selectionRangeProvider: true },
  uriOf: documentUri,
  empty: null,
  handle: (session, { textDocument, positions }) => {
    const file = fileAt(session.snapshot, textDocument.uri);
    if (file === undefined) return null;
    const answers = positions.map((position) =>
      selectionRanges(session.snapshot, file.uri, offsetFrom(file, position)),
    );
    // Each position has its answer, or nobody can tell which is whose.
    return answers.every((answer) => answer !== undefined) ? answers.map((spans) => chained(file, spans)) : null;
  },
});

function chained(file: FileText, spans: readonly Span[]): SelectionRange {
  const index = indexOf(file);
  const outermost = spans.at(-1) ?? { start: 0, end: file.text.length };
  return spans.slice(0, -1).reduceRight<SelectionRange>((parent, span) => ({ range: rangeTo(index, span), parent }), {
    range: rangeTo(index, outermost),
  });
}
