// chartroom/toggleComment: the edits that comment lines or a selection of a template, or undo it.

import { toggleBlockComment } from '#language/features/typing/block-comment.ts';
import { toggleComment } from '#language/features/typing/toggle-comment.ts';
import { fileAt } from '#language/workspace/snapshot.ts';
import type { ToggleCommentParams, ToggleCommentResult } from '#protocol';
import { spanFrom } from '../from-lsp.ts';
import { textEditTo } from '../to-lsp.ts';
import { request } from './request.ts';

export const toggleCommentRequest = request<ToggleCommentParams, ToggleCommentResult>({
  method: 'chartroom/toggleComment',
  feature: {
    name: 'Comments',
    does: 'Comment keys write # or {{- /* … */}}, and take both back.',
    files: ['template'],
  },
  capability: {},
  uriOf: () => undefined,
  empty: null,
  handle: ({ snapshot }, { uri, version, selections, mode = 'toggle' }) => {
    const file = fileAt(snapshot, uri);
    if (file === undefined || file.version !== version) return null;
    const spans = selections.map((selection) => spanFrom(file, selection));
    const edits =
      mode === 'block' ? toggleBlockComment(snapshot, file.uri, spans) : toggleComment(snapshot, file.uri, spans, mode);
    return (edits ?? []).map((edit) => textEditTo(file, edit));
  },
});
