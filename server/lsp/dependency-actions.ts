// On a dependency that is not in charts/: Helm's own way to get it, where the client can start helm and the user trusts the workspace.

import type { CodeAction, Diagnostic } from 'vscode-languageserver';
import { parentUri } from '#language/workspace/uri.ts';
import type { Session } from './session.ts';

export function dependencyActions(session: Session, uri: string, diagnostics: readonly Diagnostic[]): CodeAction[] {
  const told = diagnostics.filter(
    ({ code, message }) => code === 'chart-dependencies' && String(message).includes('not in charts/'),
  );
  const folder = parentUri(uri);
  if (!session.reach.mayRunHelm || told.length === 0 || folder === undefined || !folder.startsWith('file:')) return [];
  const title = 'Run helm dependency build';
  const command = { title, command: 'chartroom.dependencyBuild', arguments: [folder] };
  return [{ title, kind: 'quickfix', diagnostics: told, command }];
}
