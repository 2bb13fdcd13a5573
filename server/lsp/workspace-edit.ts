// Changes of several files as one edit that a client undoes in one step; each names the version it is meant for.

import type { ChangeAnnotation, CreateFile, TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver';
import { lineIndex } from '#engine/text/lines.ts';
import type { FileEdit } from '#language/features/code-actions.ts';
import { fileAt } from '#language/workspace/snapshot.ts';
import type { Session } from './session.ts';
import { indexOf } from './text-index.ts';
import { rangeTo } from './to-lsp.ts';

/** All edits of an answer have the same one. */
const ANNOTATION = 'all';

export function workspaceEditTo(
  session: Pick<Session, 'snapshot' | 'spelled'>,
  changes: readonly FileEdit[],
  annotation?: ChangeAnnotation,
): WorkspaceEdit {
  const documentChanges = changes.flatMap(({ uri, edits, isNew }): (CreateFile | TextDocumentEdit)[] => {
    const file = fileAt(session.snapshot, uri);
    const index = file ? indexOf(file) : lineIndex('');
    const spelled = session.spelled(uri);
    const textEdits = edits.map(({ span, text }) => {
      const edit = { range: rangeTo(index, span), newText: text };
      return annotation ? { ...edit, annotationId: ANNOTATION } : edit;
    });
    const edit: TextDocumentEdit = { textDocument: { uri: spelled, version: file?.version ?? null }, edits: textEdits };
    return isNew === true ? [{ kind: 'create', uri: spelled, options: { ignoreIfExists: true } }, edit] : [edit];
  });
  return annotation ? { documentChanges, changeAnnotations: { [ANNOTATION]: annotation } } : { documentChanges };
}
