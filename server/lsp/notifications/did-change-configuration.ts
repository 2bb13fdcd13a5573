// workspace/didChangeConfiguration: our settings as the client has them now.

import type { DidChangeConfigurationParams } from 'vscode-languageserver';
import { changedSettings } from '../from-lsp.ts';
import { notification } from './notification.ts';

export const didChangeConfiguration = notification<DidChangeConfigurationParams>(
  'workspace/didChangeConfiguration',
  (session, params) => {
    const settings = changedSettings(params.settings);
    if (settings) session.apply([{ kind: 'settings', settings }]);
  },
);
