// textDocument/didSave.

import type { DidSaveTextDocumentParams } from 'vscode-languageserver';
import { notification } from './notification.ts';

export const didSave = notification<DidSaveTextDocumentParams>('textDocument/didSave', (session, params) => {
  session.saved(params.textDocument.uri);
  session.lintOnSave.saved(params.textDocument.uri);
});
