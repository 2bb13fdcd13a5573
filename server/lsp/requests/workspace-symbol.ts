// workspace/symbol: charts, named templates, resources and values keys of the charts that are known.

import { type SymbolInformation, SymbolKind, type WorkspaceSymbolParams } from 'vscode-languageserver';
import { type WorkspaceSymbol, workspaceSymbols } from '#language/features/workspace-symbols.ts';
import { fileAt } from '#language/workspace/snapshot.ts';
import { indexOf } from '../text-index.ts';
import { rangeTo } from '../to-lsp.ts';
import { loadAll } from '../users.ts';
import { request } from './request.ts';

const KINDS: Readonly<Record<WorkspaceSymbol['kind'], SymbolKind>> = {
  chart: SymbolKind.Package,
  define: SymbolKind.Function,
  resource: SymbolKind.Class,
  value: SymbolKind.Property,
};

export const workspaceSymbolRequest = request<WorkspaceSymbolParams, SymbolInformation[]>({
  method: 'workspace/symbol',
  feature: {
    name: 'Symbols of the workspace',
    does: 'Charts, named templates, resources, keys at the top of values.yaml.',
    files: ['template', 'values', 'chart'],
  },
  capability: { workspaceSymbolProvider: true },
  uriOf: () => undefined,
  loads: loadAll,
  empty: [],
  handle: (session, { query }) =>
    workspaceSymbols(session.snapshot, query, (uri) => session.stateOf(uri)).flatMap(
      ({ name, kind, container, uri, span }) => {
        const file = fileAt(session.snapshot, uri);
        if (file === undefined) return [];
        const location = { uri: session.spelled(file.uri), range: rangeTo(indexOf(file), span) };
        return [{ name, kind: KINDS[kind], containerName: container, location }];
      },
    ),
});
