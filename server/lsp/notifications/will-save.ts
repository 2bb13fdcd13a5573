// textDocument/willSave: whether somebody saves, or the editor by itself.

import { TextDocumentSaveReason, type WillSaveTextDocumentParams } from 'vscode-languageserver';
import { notification } from './notification.ts';

export const willSave = notification<WillSaveTextDocumentParams>(
  'textDocument/willSave',
  (session, { textDocument, reason }) =>
    session.lintOnSave.willSave(textDocument.uri, reason === TextDocumentSaveReason.Manual),
);
