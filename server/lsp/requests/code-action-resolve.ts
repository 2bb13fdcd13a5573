// codeAction/resolve: what the action that was chosen changes.

import type { CodeAction } from 'vscode-languageserver';
import { resolvedAction } from '../code-actions/language.ts';
import { request } from './request.ts';

export const codeActionResolveRequest = request<CodeAction, CodeAction | null>({
  method: 'codeAction/resolve',
  capability: {},
  uriOf: () => undefined,
  empty: null,
  handle: resolvedAction,
});
