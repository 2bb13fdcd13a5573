// completionItem/resolve: the documentation of one item of the last list.

import type { CompletionItem } from 'vscode-languageserver';
import { completionDocumentation } from '../to-lsp.ts';
import { request } from './request.ts';

export const completionResolveRequest = request<CompletionItem, CompletionItem | null>({
  method: 'completionItem/resolve',
  capability: {},
  uriOf: () => undefined,
  empty: null,
  handle: (session, item) => {
    const answer = typeof item.data === 'number' ? session.completions[item.data] : undefined;
    // A newer list may stand at the same place.
    const documentation = answer?.label === item.label ? completionDocumentation(answer) : undefined;
    return documentation === undefined ? item : { ...item, documentation };
  },
});
