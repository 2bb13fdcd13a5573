// What a feature changes in a file, as the client applies it: ranges, and the version that they are meant for.

import { lineIndex } from '#engine/text/lines.ts';
import type { TextEdit } from '#language/documents/edits.ts';
import { fileAt } from '#language/workspace/snapshot.ts';
import type { ChangedFile } from '#protocol';
import type { Session } from './session.ts';
import { indexOf } from './text-index.ts';
import { rangeTo } from './to-lsp.ts';

interface Change {
  readonly uri: string;
  readonly edits: readonly TextEdit[];
  readonly isNew?: boolean | undefined;
}

export function changedFile(session: Session, { uri, edits, isNew }: Change): ChangedFile {
  const changed = fileAt(session.snapshot, uri);
  const index = changed ? indexOf(changed) : lineIndex('');
  const changes = edits.map(({ span, text }) => ({ range: rangeTo(index, span), newText: text }));
  return { uri: session.spelled(uri), version: changed?.version ?? null, isNew: isNew === true, changes };
}
