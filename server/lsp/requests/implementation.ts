// textDocument/implementation: of a key in a values file, the keys that override it.

import type { ImplementationParams, Location, LocationLink } from 'vscode-languageserver';
import { valuesImplementations } from '#language/features/values-definition.ts';
import { linksTo } from '../to-lsp.ts';
import { at, documentUri, request } from './request.ts';

export const implementationRequest = request<ImplementationParams, LocationLink[] | Location[] | null>({
  method: 'textDocument/implementation',
  feature: {
    name: 'Go to Implementations',
    does: 'What overrides a key of a values file.',
    files: ['values'],
  },
  capability: { implementationProvider: true },
  uriOf: documentUri,
  empty: null,
  handle: (session, params) => {
    const place = at(session, params);
    const answer = place && valuesImplementations(session.snapshot, place.file.uri, place.offset);
    if (place === undefined || !answer) return null;
    const links = linksTo(session.snapshot, place.file, answer);
    if (session.knows.links) return links;
    return links.map(({ targetUri, targetSelectionRange }) => ({ uri: targetUri, range: targetSelectionRange }));
  },
});
