// chartroom/typed: what follows from something that the user just typed.

import { closeBlock } from '#language/features/typing/close-block.ts';
import { typedOver } from '#language/features/typing/typed-over.ts';
import { fileAt } from '#language/workspace/snapshot.ts';
import type { TypedParams, TypedResult } from '#protocol';
import { offsetFrom } from '../from-lsp.ts';
import { textEditTo } from '../to-lsp.ts';
import { request } from './request.ts';

const FOLLOW = { enter: closeBlock, braces: typedOver };

export const typedRequest = request<TypedParams, TypedResult>({
  method: 'chartroom/typed',
  feature: {
    name: 'Closing blocks',
    does: 'Enter behind an opening block adds its end; braces are typed over.',
    files: ['template'],
  },
  capability: {},
  // Nothing of the chart is needed, and who types does not wait for it to be loaded.
  uriOf: () => undefined,
  empty: null,
  handle: ({ snapshot }, { uri, version, position, typed }) => {
    const file = fileAt(snapshot, uri);
    if (file === undefined || file.version !== version) return null;
    const edit = FOLLOW[typed](snapshot, file.uri, offsetFrom(file, position));
    return edit === undefined ? null : textEditTo(file, edit);
  },
});
