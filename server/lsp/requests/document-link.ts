// textDocument/documentLink.

import type { DocumentLink, DocumentLinkParams } from 'vscode-languageserver';
import { documentLinks } from '#language/features/document-links.ts';
import { fileAt } from '#language/workspace/snapshot.ts';
import { indexOf } from '../text-index.ts';
import { rangeTo } from '../to-lsp.ts';
import { documentUri, request } from './request.ts';

export const documentLinkRequest = request<DocumentLinkParams, DocumentLink[]>({
  method: 'textDocument/documentLink',
  feature: {
    name: 'Links',
    does: 'Files that templates read, included files, links and file:// dependencies of Chart.yaml, the chart a values file names.',
    files: ['template', 'values', 'chart'],
  },
  capability: { documentLinkProvider: {} },
  uriOf: documentUri,
  empty: [],
  handle: (session, { textDocument }) => {
    const file = fileAt(session.snapshot, textDocument.uri);
    if (file === undefined) return [];
    return documentLinks(session.snapshot, file.uri).map(({ span, target, tooltip }) => {
      const isFile = fileAt(session.snapshot, target) !== undefined;
      return { range: rangeTo(indexOf(file), span), target: isFile ? session.spelled(target) : target, tooltip };
    });
  },
});
