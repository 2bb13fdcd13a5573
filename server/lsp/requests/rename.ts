// textDocument/rename and textDocument/prepareRename. What cannot be renamed is an error whose message says why.

import {
  LSPErrorCodes,
  type PrepareRenameResult,
  type RenameParams,
  ResponseError,
  type TextDocumentPositionParams,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { type FileEdit, prepareRename, rename } from '#language/features/rename.ts';
import { indexOf } from '../text-index.ts';
import { rangeTo } from '../to-lsp.ts';
import { loadUsers } from '../users.ts';
import { workspaceEditTo } from '../workspace-edit.ts';
import { at, documentUri, request } from './request.ts';

export const prepareRenameRequest = request<
  TextDocumentPositionParams,
  PrepareRenameResult | ResponseError<undefined> | null
>({
  method: 'textDocument/prepareRename',
  capability: { renameProvider: { prepareProvider: true } },
  uriOf: documentUri,
  empty: null,
  handle: (session, params) => {
    const place = at(session, params);
    const answer = place && prepareRename(session.snapshot, place.file.uri, place.offset);
    if (place === undefined || answer === undefined) return null;
    if (answer.kind === 'refused') return refusal(answer.reason);
    return { range: rangeTo(indexOf(place.file), answer.span), placeholder: answer.placeholder };
  },
});

export const renameRequest = request<RenameParams, WorkspaceEdit | ResponseError<undefined> | null>({
  method: 'textDocument/rename',
  feature: {
    name: 'Rename',
    does: 'Values in templates, values files, schema and comments; named templates; variables: the rendered output stays the same.',
    files: ['template', 'values', 'schema'],
  },
  capability: { renameProvider: { prepareProvider: true } },
  uriOf: documentUri,
  // A user of the chart that is not known would be left with the old name.
  loads: (session, { textDocument }) => loadUsers(session, textDocument.uri),
  empty: null,
  handle: (session, params) => {
    const place = at(session, params);
    const answer = place && rename(session.snapshot, place.file.uri, place.offset, params.newName);
    if (answer === undefined) return null;
    if (answer.kind === 'refused') return refusal(answer.reason);
    const { edits, doubt } = answer;
    if (doubt === undefined) return workspaceEditTo(session, byFile(edits));
    if (!session.knows.confirmedEdits) return refusal(doubt);
    const label = 'A chart that is not there may read this key';
    return workspaceEditTo(session, byFile(edits), { label, description: doubt, needsConfirmation: true });
  },
});

function byFile(edits: readonly FileEdit[]): { readonly uri: string; readonly edits: readonly FileEdit[] }[] {
  const uris = [...new Set(edits.map(({ uri }) => uri))];
  return uris.map((uri) => ({ uri, edits: edits.filter((edit) => edit.uri === uri) }));
}

function refusal(reason: string): ResponseError<undefined> {
  return new ResponseError(LSPErrorCodes.RequestFailed, reason);
}
