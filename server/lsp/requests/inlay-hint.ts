// textDocument/inlayHint: what actions printed in the last finished render.

import type { InlayHint, InlayHintParams } from 'vscode-languageserver';
import { type HintValue, inlayHints } from '#language/features/inlay-hints.ts';
import { viewOf } from '#language/workspace/render-state.ts';
import { fileAt } from '#language/workspace/snapshot.ts';
import { baseNameOf } from '#language/workspace/uri.ts';
import { spanFrom } from '../from-lsp.ts';
import { placeNow } from '../places.ts';
import type { Session } from '../session.ts';
import { hintTo } from '../to-lsp.ts';
import { documentUri, request } from './request.ts';

export const inlayHintRequest = request<InlayHintParams, InlayHint[]>({
  method: 'textDocument/inlayHint',
  feature: {
    name: 'Inlay hints',
    does: 'What actions print in the last render, what an end closes, names of parameters where a setting asks.',
    files: ['template'],
  },
  capability: { inlayHintProvider: true },
  uriOf: documentUri,
  empty: [],
  handle: (session, params) => {
    const file = fileAt(session.snapshot, params.textDocument.uri);
    if (file === undefined) return [];
    const range = spanFrom(file, params.range);
    const hints = inlayHints(session.snapshot, session.stateOf(file.uri), file.uri, range);
    return hints.map((hint) => hintTo(file, hint, hint.value && linkTo(session, file.uri, hint.value)));
  },
});

/** `image.tag` in values.yaml, at the line where it stands now. */
function linkTo(session: Session, uri: string, { path, uri: values, span }: HintValue): string | undefined {
  const state = session.stateOf(uri);
  const then = state && viewOf(state, uri, 'file').snapshot;
  const place = then && placeNow(session.snapshot, then, { uri: values, ...span }, (known) => session.spelled(known));
  if (!place) return undefined;
  const name = `${path} (${baseNameOf(values)})`.replace(/[\\`*_{}[\]()#+!|<>~$&]/g, '\\$&');
  return `[${name}](${place.uri}#L${place.range.start.line + 1})`;
}
