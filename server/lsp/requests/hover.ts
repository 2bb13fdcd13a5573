// textDocument/hover.

import type { Hover, HoverParams } from 'vscode-languageserver';
import { secretValueAt } from '#language/features/decode-secret.ts';
import { hover } from '../features.ts';
import { hoverTo } from '../to-lsp.ts';
import { at, documentUri, request } from './request.ts';

export const hoverRequest = request<HoverParams, Hover | null>({
  method: 'textDocument/hover',
  feature: {
    name: 'Hover',
    does: 'A value in every values set with its origin, what an expression comes to, functions with examples, named templates with their callers, blocks with their conditions, keys of values files with uses and overrides, fields of Kubernetes manifests and of the YAML of templates.',
    files: ['template', 'values', 'chart', 'manifest'],
  },
  capability: { hoverProvider: true },
  uriOf: documentUri,
  empty: null,
  handle: (session, params) => {
    const place = at(session, params);
    const answer = place && hover(session.snapshot, place.file.uri, place.offset, session.stateOf(place.file.uri));
    if (place === undefined || answer === undefined) return null;
    const secret = secretValueAt(session.snapshot, place.file.uri, place.offset);
    return hoverTo(
      place.file,
      secret ? { ...answer, markdown: `${answer.markdown}\n\n${decodeLink(params)}` } : answer,
    );
  },
});

/** What a Secret says is shown by a command, once somebody asks. */
function decodeLink({ textDocument, position }: HoverParams): string {
  const place = encodeURIComponent(JSON.stringify([textDocument.uri, position]));
  return `[Decode](command:chartroom.decodeSecret?${place})`;
}
