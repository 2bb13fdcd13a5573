// textDocument/definition.

import type { DefinitionParams, Location, LocationLink } from 'vscode-languageserver';
import { definition } from '../features.ts';
import { linksTo } from '../to-lsp.ts';
import { at, documentUri, request } from './request.ts';

export const definitionRequest = request<DefinitionParams, LocationLink[] | Location[] | null>({
  method: 'textDocument/definition',
  feature: {
    name: 'Go to Definition',
    does: 'Values, named templates, variables, files, fields of Chart.yaml, into folders, file:// sources and packed charts; the default that a key overrides; the anchor of an alias; from a name of a Secret, a Service and the like, or a selector, to the template that renders it.',
    files: ['template', 'values', 'chart'],
  },
  capability: { definitionProvider: true },
  uriOf: documentUri,
  empty: null,
  handle: (session, params) => {
    const place = at(session, params);
    const answer = place && definition(session.snapshot, place.file.uri, place.offset, session.stateOf(place.file.uri));
    if (place === undefined || !answer) return null;
    const links = linksTo(session.snapshot, place.file, answer);
    if (session.knows.links) return links;
    return links.map(({ targetUri, targetSelectionRange }) => ({ uri: targetUri, range: targetSelectionRange }));
  },
});
