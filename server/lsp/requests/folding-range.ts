// textDocument/foldingRange.

import { type FoldingRange, FoldingRangeKind, type FoldingRangeParams } from 'vscode-languageserver';
import { folding } from '#language/features/folding.ts';
import { fileAt } from '#language/workspace/snapshot.ts';
import { indexOf } from '../text-index.ts';
import { rangeTo } from '../to-lsp.ts';
import { documentUri, request } from './request.ts';

export const foldingRangeRequest = request<FoldingRangeParams, FoldingRange[] | null>({
  method: 'textDocument/foldingRange',
  feature: {
    name: 'Folding',
    does: 'Blocks between their tags, keys, comments, documents.',
    files: ['template'],
  },
  capability: { foldingRangeProvider: true },
  uriOf: documentUri,
  empty: null,
  handle: (session, { textDocument }) => {
    const file = fileAt(session.snapshot, textDocument.uri);
    const folds = file && folding(session.snapshot, file.uri);
    // Without an answer the editor folds by indentation; an empty one would leave a values file without any folds.
    if (file === undefined || folds === undefined) return null;
    return folds.map(({ span, kind }): FoldingRange => {
      const { start, end } = rangeTo(indexOf(file), span);
      const range = { startLine: start.line, endLine: end.line };
      return kind === 'comment' ? { ...range, kind: FoldingRangeKind.Comment } : range;
    });
  },
});
