// textDocument/onTypeFormatting: an `end` or `else` moves below its opener. `editor.formatOnType` governs it.

import type { DocumentOnTypeFormattingParams, TextEdit } from 'vscode-languageserver';
import { alignTag } from '#language/features/typing/align-tag.ts';
import { textEditTo } from '../to-lsp.ts';
import { at, request } from './request.ts';

export const onTypeFormattingRequest = request<DocumentOnTypeFormattingParams, TextEdit[] | null>({
  method: 'textDocument/onTypeFormatting',
  feature: {
    name: 'While typing',
    does: 'An end or else moves below its opener.',
    files: ['template'],
  },
  // The letters that `end` and `else` close with: where braces close by themselves, nobody types any.
  capability: { documentOnTypeFormattingProvider: { firstTriggerCharacter: '}', moreTriggerCharacter: ['d', 'e'] } },
  // Who types does not wait for a chart to be loaded.
  uriOf: () => undefined,
  empty: null,
  handle: (session, params) => {
    const place = at(session, params);
    const edit = place && alignTag(session.snapshot, place.file.uri, place.offset);
    return place && edit ? [textEditTo(place.file, edit)] : null;
  },
});
