// textDocument/didOpen.

import type { DidOpenTextDocumentParams } from 'vscode-languageserver';
import { noteLanguage } from '../languages.ts';
import { notification } from './notification.ts';

export const didOpen = notification<DidOpenTextDocumentParams>('textDocument/didOpen', (session, { textDocument }) => {
  noteLanguage(session, textDocument.uri, textDocument.languageId);
  session.opened(textDocument.uri, textDocument.version, textDocument.text);
});
