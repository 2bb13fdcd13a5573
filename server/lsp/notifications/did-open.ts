// textDocument/didOpen.

import type { DidOpenTextDocumentParams } from 'vscode-languageserver';
import { notification } from './notification.ts';

export const didOpen = notification<DidOpenTextDocumentParams>('textDocument/didOpen', (session, { textDocument }) =>
  session.opened(textDocument.uri, textDocument.version, textDocument.text),
);
