// workspace/didChangeWatchedFiles: files of charts that came, changed or went on disk.

import type { DidChangeWatchedFilesParams } from 'vscode-languageserver';
import { notification } from './notification.ts';

export const didChangeWatchedFiles = notification<DidChangeWatchedFilesParams>(
  'workspace/didChangeWatchedFiles',
  (session, { changes }) => {
    void session.filesMoved(changes.map(({ uri }) => uri));
  },
);
