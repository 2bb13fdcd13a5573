// The end of a template comment that is begun inside braces which the editor has closed already.

import { fileAt, type Snapshot } from '../../workspace/snapshot.ts';
import { type Edit, insertion } from './edit.ts';

/**
 * `offset` is behind the `/*` that was just typed. VS Code closes `{{/*` by itself; `{{- ` it has closed with braces
 * before it can know, and these alone do not end a comment.
 */
export function closeComment(snapshot: Snapshot, uri: string, offset: number): Edit | undefined {
  const text = fileAt(snapshot, uri)?.text ?? '';
  if (!/\{\{(?:-\s)?\/\*$/.test(text.slice(Math.max(0, offset - MOST), offset))) return undefined;
  const space = /^([ \t]+)\}\}/.exec(text.slice(offset, offset + MOST))?.[1];
  return space === undefined ? undefined : insertion(offset + space.length, '*/');
}

/** Longer than what an editor puts there. */
const MOST = 10;
