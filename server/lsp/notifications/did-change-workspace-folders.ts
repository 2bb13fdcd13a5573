// workspace/didChangeWorkspaceFolders: links may lead to other folders than before.

import type { DidChangeWorkspaceFoldersParams } from 'vscode-languageserver';
import { notification } from './notification.ts';

export const didChangeWorkspaceFolders = notification<DidChangeWorkspaceFoldersParams>(
  'workspace/didChangeWorkspaceFolders',
  (session, { event: { added, removed } }) => {
    const uris = (folders: typeof added) => folders.map(({ uri }) => uri);
    void session.foldersChanged(uris(added), uris(removed));
  },
);
