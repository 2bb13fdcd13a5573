// textDocument/documentSymbol.

import type { DocumentSymbol, DocumentSymbolParams } from 'vscode-languageserver';
import { fileAt } from '#language/workspace/snapshot.ts';
import { documentSymbols } from '../features.ts';
import { symbolTo } from '../to-lsp.ts';
import { documentUri, request } from './request.ts';

export const documentSymbolRequest = request<DocumentSymbolParams, DocumentSymbol[]>({
  method: 'textDocument/documentSymbol',
  feature: {
    name: 'Outline',
    does: 'Resources by kind and name, keys, named templates, blocks; keys of values files and manifests.',
    files: ['template', 'values', 'chart', 'manifest'],
  },
  capability: { documentSymbolProvider: true },
  uriOf: documentUri,
  empty: [],
  handle: (session, params) => {
    const file = fileAt(session.snapshot, params.textDocument.uri);
    return file
      ? documentSymbols(session.snapshot, file.uri, session.stateOf(file.uri)).map((symbol) => symbolTo(file, symbol))
      : [];
  },
});
