// textDocument/didClose.

import type { DidCloseTextDocumentParams } from 'vscode-languageserver';
import { notification } from './notification.ts';

export const didClose = notification<DidCloseTextDocumentParams>('textDocument/didClose', (session, params) =>
  session.closed(params.textDocument.uri),
);
