// textDocument/references.

import type { Location, ReferenceParams } from 'vscode-languageserver';
import { references } from '../features.ts';
import { locationsTo } from '../to-lsp.ts';
import { loadUsers } from '../users.ts';
import { at, documentUri, request } from './request.ts';

export const referencesRequest = request<ReferenceParams, Location[] | null>({
  method: 'textDocument/references',
  feature: {
    name: 'Find All References',
    does: 'Values, named templates, variables, built-in fields and rendered resources, in every chart of the workspace that uses this one.',
    files: ['template', 'values', 'schema'],
  },
  capability: { referencesProvider: true },
  uriOf: documentUri,
  loads: (session, { textDocument }) => loadUsers(session, textDocument.uri),
  empty: null,
  handle: (session, params) => {
    const place = at(session, params);
    if (place === undefined) return null;
    const { uri } = place.file;
    const found = references(
      session.snapshot,
      uri,
      place.offset,
      params.context.includeDeclaration,
      session.stateOf(uri),
    );
    return found ? locationsTo(session.snapshot, found) : null;
  },
});
