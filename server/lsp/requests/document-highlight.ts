// textDocument/documentHighlight: matching tags, and the places of a variable, template or value in this file.

import { type DocumentHighlight, DocumentHighlightKind, type DocumentHighlightParams } from 'vscode-languageserver';
import { documentHighlight, type Highlight } from '#language/features/document-highlight.ts';
import { indexOf } from '../text-index.ts';
import { rangeTo } from '../to-lsp.ts';
import { at, documentUri, request } from './request.ts';

const KINDS: Readonly<Record<Highlight['kind'], DocumentHighlightKind>> = {
  read: DocumentHighlightKind.Read,
  write: DocumentHighlightKind.Write,
  word: DocumentHighlightKind.Text,
};

export const documentHighlightRequest = request<DocumentHighlightParams, DocumentHighlight[] | null>({
  method: 'textDocument/documentHighlight',
  feature: {
    name: 'Highlights',
    does: 'The tags of a block from any of them; the places of a variable, named template or value.',
    files: ['template'],
  },
  capability: { documentHighlightProvider: true },
  uriOf: documentUri,
  empty: null,
  handle: (session, params) => {
    const place = at(session, params);
    const marks = place && documentHighlight(session.snapshot, place.file.uri, place.offset);
    if (place === undefined || marks === undefined) return null;
    return marks.map(({ span, kind }) => ({ range: rangeTo(indexOf(place.file), span), kind: KINDS[kind] }));
  },
});
