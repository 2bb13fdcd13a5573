// Which documents the language server sees and what it is told when it starts.

import * as vscode from 'vscode';
import { type LanguageClientOptions, RevealOutputChannelOn } from 'vscode-languageclient';
import type { InitializationOptions } from '#protocol';
import { OPEN_ARCHIVED } from './binding/archive-links.ts';
import { ARCHIVE_SCHEME } from './binding/archives.ts';
import { withLinks } from './binding/open-archived.ts';
import { isInDiff } from './inline/diffs.ts';
import { besideYaml } from './neighbours/yaml-extension.ts';
import { currentSettings } from './settings.ts';

/** Schemes of real files. Others (`git:` beside a diff, our own previews) are views of files and no part of a chart. */
const SCHEMES = ['file', 'untitled', 'vscode-vfs', 'vscode-remote', 'vscode-test-web', 'memfs'];

/** Values sets and root charts. */
export type Chosen = Pick<InitializationOptions, 'sets' | 'roots'>;

export function clientOptions(
  readsFiles: boolean,
  log: vscode.LogOutputChannel,
  chosen: () => Chosen,
  schemas: string | undefined,
): LanguageClientOptions {
  const schemes = fileSchemes();
  return {
    // Packed charts are read, and never written.
    documentSelector: [...schemes, ARCHIVE_SCHEME].flatMap(documentsOf),
    initializationOptions: (): InitializationOptions => ({
      settings: currentSettings(),
      ...chosen(),
      trusted: vscode.workspace.isTrusted,
      runsHelm: readsFiles,
      schemas,
      askClientFor: readsFiles ? schemes.filter((scheme) => scheme !== 'file') : schemes,
    }),
    synchronize: { configurationSection: 'chartroom' },
    outputChannel: log,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    diagnosticCollectionName: 'chartroom',
    // Hovers hold words of charts and definitions: of all commands a link may run only what shows the reader something.
    markdown: { isTrusted: { enabledCommands: ['chartroom.decodeSecret', OPEN_ARCHIVED] }, supportThemeIcons: true },
    middleware: {
      ...withLinks(besideYaml),
      provideInlayHints: (document, range, token, next) => (isInDiff(document.uri) ? [] : next(document, range, token)),
    },
  };
}

/** True for files that a server may know: those with a scheme from which charts are read. */
export function isFileOfWorkspace(uri: vscode.Uri): boolean {
  return uri.scheme !== 'untitled' && fileSchemes().includes(uri.scheme);
}

function fileSchemes(): string[] {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return [...new Set([...SCHEMES, ...folders.map((folder) => folder.uri.scheme)])];
}

/** Any YAML may be a values file of some set; whether it belongs to a chart is the server's to know. */
function documentsOf(scheme: string) {
  return [
    { scheme, language: 'helm' },
    { scheme, language: 'yaml' },
    { scheme, pattern: '**/values.schema.json' },
  ];
}
