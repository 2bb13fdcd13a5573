// textDocument/didClose.

import type { DidCloseTextDocumentParams } from 'vscode-languageserver';
import { forgetLanguage } from '../languages.ts';
import { notification } from './notification.ts';

export const didClose = notification<DidCloseTextDocumentParams>('textDocument/didClose', (session, params) => {
  forgetLanguage(session, params.textDocument.uri);
  session.closed(params.textDocument.uri);
});
