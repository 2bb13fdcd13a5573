// The language room's code actions in LSP's shape; what they change is found out when one is chosen.

import type { CodeAction, CodeActionContext, Diagnostic, Range } from 'vscode-languageserver';
import { CodeActionTriggerKind } from 'vscode-languageserver';
import { type Action, codeActions } from '#language/features/code-actions.ts';
import { fileAt } from '#language/workspace/snapshot.ts';
import { spanFrom } from '../from-lsp.ts';
import type { Session } from '../session.ts';
import { indexOf } from '../text-index.ts';
import { rangeTo } from '../to-lsp.ts';
import { workspaceEditTo } from '../workspace-edit.ts';

/** What finds an action again. */
interface Data {
  readonly uri: string;
  readonly version: number | null;
  readonly range: Range;
  readonly title: string;
  readonly isAsked: boolean;
}

export function languageActions(session: Session, uri: string, range: Range, context: CodeActionContext): CodeAction[] {
  // Where something is wrong a light bulb stands anyway.
  const isAsked = context.triggerKind !== CodeActionTriggerKind.Automatic || context.diagnostics.length > 0;
  return actionsAt(session, uri, range, isAsked)
    .filter(({ kind }) => isWanted(kind, context.only))
    .map((action) => codeActionTo(session, action, uri, range, context.diagnostics, isAsked));
}

/** The action with its changes; as it was when the text is another one by now. */
export function resolvedAction(session: Session, action: CodeAction): CodeAction {
  const data = action.data as Data | undefined;
  const file = data && fileAt(session.snapshot, data.uri);
  if (data === undefined || (file?.version ?? null) !== data.version) return action;
  const found = actionsAt(session, data.uri, data.range, data.isAsked).find(({ title }) => title === data.title);
  const changes = found?.changes?.();
  return changes ? { ...action, edit: workspaceEditTo(session, changes) } : action;
}

/** `refactor` wants `refactor.extract` as well. */
export function isWanted(kind: string, only: readonly string[] | undefined): boolean {
  return only === undefined || only.some((one) => one === '' || kind === one || kind.startsWith(`${one}.`));
}

function actionsAt(session: Session, uri: string, range: Range, isAsked: boolean): readonly Action[] {
  const file = fileAt(session.snapshot, uri);
  return file ? codeActions(session.snapshot, file.uri, spanFrom(file, range), isAsked, session.shownOf(file)) : [];
}

function codeActionTo(
  session: Session,
  { title, kind, isPreferred, command, mends }: Action,
  uri: string,
  range: Range,
  diagnostics: readonly Diagnostic[],
  isAsked: boolean,
): CodeAction {
  const action: CodeAction = { title, kind };
  const file = fileAt(session.snapshot, uri);
  if (isPreferred === true) action.isPreferred = true;
  const place = file && mends && rangeTo(indexOf(file), mends.span);
  const told = place ? diagnostics.filter((one) => one.code === mends?.rule && touches(one.range, place)) : [];
  if (told.length > 0) action.diagnostics = told;
  if (command && file) {
    const place = rangeTo(indexOf(file), command.span);
    action.command = { title, command: command.command, arguments: [uri, place] };
    return action;
  }
  const data: Data = { uri, version: file?.version ?? null, range, title, isAsked };
  return { ...action, data };
}

function touches(a: Range, b: Range): boolean {
  const isBefore = (x: Range['start'], y: Range['start']) =>
    x.line < y.line || (x.line === y.line && x.character <= y.character);
  return isBefore(a.start, b.end) && isBefore(b.start, a.end);
}
