// The rendered resource around a place of a template, for the request that shows it and the action that offers it.

import { peek } from '#language/features/preview.ts';
import type { RenderedDocument } from '#language/workspace/rendering.ts';
import { fileAt } from '#language/workspace/snapshot.ts';
import { offsetThen } from './places.ts';
import { type FoundView, viewIn } from './preview-view.ts';
import type { Session } from './session.ts';

export interface Peeked {
  readonly found: FoundView;
  readonly document: RenderedDocument;
  /** `Deployment/web` */
  readonly title: string;
}

/** `offset` is one of the file's text now. Undefined where nothing is rendered. */
export function peekedAt(session: Session, uri: string, offset: number): Peeked | undefined {
  const found = viewIn(session, { uri, scope: 'file' });
  const file = fileAt(session.snapshot, uri);
  if (found === undefined || file === undefined) return undefined;
  const then = offsetThen(session.snapshot, found.view.snapshot, file.uri, offset);
  const document = peek(found.view, file.uri, then);
  if (document === undefined) return undefined;
  const title = [document.kind, document.name].filter((part) => part !== '').join('/');
  return { found, document, title: title || 'document' };
}
