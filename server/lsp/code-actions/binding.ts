// On a reference to a chart that is nowhere: the command that gets it, to copy, and another choice.

import type { CodeAction, Diagnostic } from 'vscode-languageserver';
import { normalizeUri } from '#language/workspace/uri.ts';
import type { Session } from '../session.ts';

export function bindingActions(session: Session, uri: string, diagnostics: readonly Diagnostic[]): CodeAction[] {
  const bound = session.snapshot.bound.get(normalizeUri(uri));
  const told = diagnostics.filter(({ code }) => code === 'values-binding');
  if (bound === undefined || bound.folder !== undefined || told.length === 0) return [];
  const action = (title: string, command: string, argument: string): CodeAction => {
    return { title, kind: 'quickfix', diagnostics: told, command: { title, command, arguments: [argument] } };
  };
  const copy = bound.command === '' ? [] : [action(`Copy "${bound.command}"`, 'chartroom.copy', bound.command)];
  return [...copy, action('Bind to another chart…', 'chartroom.bindValuesFile', uri)];
}
