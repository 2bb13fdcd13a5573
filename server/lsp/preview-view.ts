// The preview that a request names, in a session's last render.

import type { LineIndex } from '#engine/text/lines.ts';
import { type RenderState, type View, viewOf } from '#language/workspace/render-state.ts';
import { normalizeUri } from '#language/workspace/uri.ts';
import type { PreviewParams } from '#protocol';
import type { Session } from './session.ts';
import { indexOfText } from './text-index.ts';

export interface FoundView {
  readonly state: RenderState;
  readonly view: View;
  /** Lines of the preview's text. */
  readonly index: LineIndex;
}

export function viewIn(session: Session, { uri, scope }: PreviewParams): FoundView | undefined {
  const state = session.stateOf(uri);
  if (state === undefined) return undefined;
  const view = viewOf(state, normalizeUri(uri), scope);
  return { state, view, index: indexOfText(view.text) };
}
