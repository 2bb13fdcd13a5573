// textDocument/didChange: edits of an open document.

import type { DidChangeTextDocumentParams } from 'vscode-languageserver';
import { fileAt } from '#language/workspace/snapshot.ts';
import { editedText } from '../from-lsp.ts';
import { notification } from './notification.ts';

export const didChange = notification<DidChangeTextDocumentParams>('textDocument/didChange', (session, params) => {
  const { uri, version } = params.textDocument;
  const file = fileAt(session.snapshot, uri);
  if (file) session.edited(uri, version, editedText(file.text, params.contentChanges));
  session.lintOnSave.edited(uri);
});
