// Ties a connection to a session: initialize, the two tables, and what the session tells the client.

import {
  type Connection,
  type InitializeParams,
  type InitializeResult,
  type ServerCapabilities,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import type { Change } from '#language/workspace/snapshot.ts';
import type { Client, ClientKnows } from './client.ts';
import { optionsFrom } from './from-lsp.ts';
import type { Host } from './host.ts';
import { NOTIFICATIONS } from './notifications/index.ts';
import { REQUESTS } from './requests/index.ts';
import { readSchemasAhead } from './schemas-ahead.ts';
import { Session } from './session.ts';
import { diagnosticTo } from './to-lsp.ts';
import { worldOf } from './world.ts';

declare const CHARTROOM_VERSION: string | undefined;

/** Serves one client over the connection until it says `shutdown`. */
export function startServer(connection: Connection, host: Host): void {
  let session: Session | undefined;
  connection.onInitialize((params): InitializeResult => {
    const options = optionsFrom(params.initializationOptions);
    const world = worldOf(
      host,
      (method, asked) => connection.sendRequest(method, asked),
      options.askClientFor,
      options.schemas,
    );
    session = new Session(host, world, clientOf(connection, params), {
      knows: whatKnows(params),
      isTrusted: options.trusted,
      runsHelm: options.runsHelm,
      folders: foldersOf(params),
    });
    const sets = [...options.sets].map(([root, set]): Change => ({ kind: 'set', root, set }));
    const roots = Object.entries(options.roots).map(([chart, root]): Change => ({ kind: 'root', chart, root }));
    session.apply([{ kind: 'settings', settings: options.settings }, ...sets, ...roots]);
    return { capabilities: capabilities(), serverInfo: { name: 'Chartroom', version: version() } };
  });
  connection.onInitialized(() => session && readSchemasAhead(session));
  connection.onShutdown(() => session?.end());
  for (const { method, answer } of REQUESTS)
    connection.onRequest(method, (params: unknown, token) => {
      const given = session ? answer(session, params, () => token.isCancellationRequested) : null;
      host.answered?.();
      return given;
    });
  for (const { method, receive } of NOTIFICATIONS)
    connection.onNotification(method, (params: unknown) => session && receive(session, params));
  connection.listen();
}

function capabilities(): ServerCapabilities {
  const all: ServerCapabilities = {
    positionEncoding: 'utf-16',
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, willSave: true, save: true },
  };
  return Object.assign(all, ...REQUESTS.map(({ capability }) => capability));
}

function version(): string {
  return typeof CHARTROOM_VERSION === 'string' ? CHARTROOM_VERSION : 'development';
}

function whatKnows({ capabilities: client }: InitializeParams): ClientKnows {
  return {
    links: client.textDocument?.definition?.linkSupport === true,
    confirmedEdits: client.workspace?.workspaceEdit?.changeAnnotationSupport !== undefined,
  };
}

function foldersOf({ workspaceFolders, rootUri }: InitializeParams): string[] {
  if (workspaceFolders) return workspaceFolders.map(({ uri }) => uri);
  return rootUri === null || rootUri === undefined ? [] : [rootUri];
}

function clientOf(connection: Connection, { capabilities: client }: InitializeParams): Client {
  const refreshes = client.workspace?.inlayHint?.refreshSupport === true;
  const refreshesLenses = client.workspace?.codeLens?.refreshSupport === true;
  return {
    showFindings: (snapshot, uri, file, findings) => {
      const diagnostics = file ? findings.map((finding) => diagnosticTo(snapshot, file, finding)) : [];
      const sent = file?.version === undefined ? { uri, diagnostics } : { uri, version: file.version, diagnostics };
      void connection.sendDiagnostics(sent);
    },
    rendered: (params) => void connection.sendNotification('chartroom/rendered', params),
    judged: (params) => void connection.sendNotification('chartroom/judgedAnew', params),
    refreshHints: () => {
      if (refreshes) connection.languages.inlayHint.refresh().catch(() => {});
      if (refreshesLenses) connection.sendRequest('workspace/codeLens/refresh').catch(() => {});
    },
    warn: (text) => void connection.sendNotification('window/showMessage', { type: 2, message: text }),
  };
}
