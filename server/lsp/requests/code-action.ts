// textDocument/codeAction: what can be done about a finding.

import type { CodeAction, CodeActionParams, Diagnostic } from 'vscode-languageserver';
import type { RenderState } from '#language/workspace/render-state.ts';
import { normalizeUri } from '#language/workspace/uri.ts';
import { documentUri, request } from './request.ts';

export const codeActionRequest = request<CodeActionParams, CodeAction[]>({
  method: 'textDocument/codeAction',
  capability: { codeActionProvider: { codeActionKinds: ['quickfix'] } },
  uriOf: documentUri,
  empty: [],
  handle: (session, { textDocument, context }) => {
    const state = session.stateOf(textDocument.uri);
    const stopped = state ? context.diagnostics.filter((one) => isStop(state, textDocument.uri, one)) : [];
    if (stopped.length === 0) return [];
    const title = 'Continue this render with ten times the limit';
    const command = { title, command: 'chartroom.continueRender', arguments: [textDocument.uri] };
    return [{ title, kind: 'quickfix', diagnostics: stopped, command }];
  },
});

/** Whether the diagnostic tells of a limit that the last render met. */
function isStop({ output }: RenderState, uri: string, { message, code }: Diagnostic): boolean {
  if (code !== 'template-render') return false;
  const key = normalizeUri(uri);
  return output.errors.some(
    (error) => error.code === 'template-limit' && error.uri === key && error.message === message,
  );
}
