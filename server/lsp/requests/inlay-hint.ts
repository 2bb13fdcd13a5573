// textDocument/inlayHint: what actions printed in the last finished render.

import type { InlayHint, InlayHintParams } from 'vscode-languageserver';
import { inlayHints } from '#language/features/inlay-hints.ts';
import { fileAt } from '#language/workspace/snapshot.ts';
import { spanFrom } from '../from-lsp.ts';
import { hintTo } from '../to-lsp.ts';
import { documentUri, request } from './request.ts';

export const inlayHintRequest = request<InlayHintParams, InlayHint[]>({
  method: 'textDocument/inlayHint',
  capability: { inlayHintProvider: true },
  uriOf: documentUri,
  empty: [],
  handle: (session, params) => {
    const file = fileAt(session.snapshot, params.textDocument.uri);
    if (file === undefined) return [];
    const range = spanFrom(file, params.range);
    return inlayHints(session.snapshot, session.stateOf(file.uri), file.uri, range).map((hint) => hintTo(file, hint));
  },
});
