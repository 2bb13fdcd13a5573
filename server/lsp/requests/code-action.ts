// textDocument/codeAction: what can be done about a finding, and what can be looked at from here.

import {
  type CodeAction,
  type CodeActionParams,
  CodeActionTriggerKind,
  type Diagnostic,
  type Position,
} from 'vscode-languageserver';
import { assumptionTexts } from '#language/workspace/assumption.ts';
import type { RenderState } from '#language/workspace/render-state.ts';
import { fileAt } from '#language/workspace/snapshot.ts';
import { normalizeUri } from '#language/workspace/uri.ts';
import { AS_IF_TRUE } from '#protocol';
import { dependencyActions } from '../dependency-actions.ts';
import { offsetFrom } from '../from-lsp.ts';
import { peekedAt } from '../peeked.ts';
import { offsetThen } from '../places.ts';
import { viewIn } from '../preview-view.ts';
import type { Session } from '../session.ts';
import { documentUri, request } from './request.ts';

/** A kind of its own: it changes nothing, so that it is no refactoring, and nothing is wrong, so that it is no fix. */
const PEEK = 'chartroom.peek';

export const codeActionRequest = request<CodeActionParams, CodeAction[]>({
  method: 'textDocument/codeAction',
  capability: { codeActionProvider: { codeActionKinds: ['quickfix', 'refactor', PEEK] } },
  uriOf: documentUri,
  empty: [],
  handle: (session, { textDocument, context, range }) => {
    const actions = [
      ...bindingActions(session, textDocument.uri, context.diagnostics),
      ...dependencyActions(session, textDocument.uri, context.diagnostics),
      ...asIfActions(session, textDocument.uri, range.start),
      ...(asked(context) ? peekActions(session, textDocument.uri, range.start) : []),
    ];
    const state = session.stateOf(textDocument.uri);
    const stopped = state ? context.diagnostics.filter((one) => isStop(state, textDocument.uri, one)) : [];
    if (stopped.length === 0) return actions;
    const title = 'Continue this render with ten times the limit';
    const command = { title, command: 'chartroom.continueRender', arguments: [textDocument.uri] };
    return [{ title, kind: 'quickfix', diagnostics: stopped, command }, ...actions];
  },
});

/** On a reference to a chart that is nowhere: the command that gets it, to copy, and another choice. */
function bindingActions(session: Session, uri: string, diagnostics: readonly Diagnostic[]): CodeAction[] {
  const bound = session.snapshot.bound.get(normalizeUri(uri));
  const told = diagnostics.filter(({ code }) => code === 'values-binding');
  if (bound === undefined || bound.folder !== undefined || told.length === 0) return [];
  const action = (title: string, command: string, argument: string): CodeAction => {
    return { title, kind: 'quickfix', diagnostics: told, command: { title, command, arguments: [argument] } };
  };
  const copy = bound.command === '' ? [] : [action(`Copy "${bound.command}"`, 'chartroom.copy', bound.command)];
  return [...copy, action('Bind to another chart…', 'chartroom.bindValuesFile', uri)];
}

/** On a condition because of which a template renders nothing: its preview as if it held. */
function asIfActions(session: Session, uri: string, position: Position): CodeAction[] {
  const found = viewIn(session, { uri, scope: 'file' });
  const file = fileAt(session.snapshot, uri);
  if (file === undefined || found?.why?.assumption === undefined) return [];
  const offset = offsetThen(session.snapshot, found.view.snapshot, file.uri, offsetFrom(file, position));
  const isGuard = found.why.text.mappings.some(
    ({ site }) => site?.uri === file.uri && site.start <= offset && offset <= site.end,
  );
  if (!isGuard) return [];
  const title = `${AS_IF_TRUE}: ${shortened(assumptionTexts(found.why.assumption).join(', '))}`;
  const command = { title, command: 'chartroom.previewAsIf', arguments: [session.spelled(found.uri)] };
  return [{ title, kind: 'refactor', command }];
}

/**
 * Every place of a template belongs to some resource. Were it offered wherever the cursor comes to rest, a light bulb
 * would stand in every line; so it waits until somebody asks what can be done, for it or for all.
 */
function asked({ only, triggerKind }: CodeActionParams['context']): boolean {
  if (only !== undefined && !only.some((kind) => PEEK === kind || PEEK.startsWith(`${kind}.`))) return false;
  return triggerKind !== CodeActionTriggerKind.Automatic;
}

function peekActions(session: Session, uri: string, position: Position): CodeAction[] {
  const file = fileAt(session.snapshot, uri);
  // The file's own text is looked for: behind its chart a values file has nothing of a resource.
  if (file === undefined || !/\/templates\//.test(file.uri)) return [];
  const peeked = peekedAt(session, uri, offsetFrom(file, position));
  if (peeked === undefined) return [];
  const title = `Peek rendered ${shortened(peeked.title)}`;
  return [{ title, kind: PEEK, command: { title, command: 'chartroom.peekRendered' } }];
}

const MOST_CHARACTERS = 60;

function shortened(text: string): string {
  const characters = [...text];
  return characters.length <= MOST_CHARACTERS ? text : `${characters.slice(0, MOST_CHARACTERS - 1).join('')}…`;
}

/** Whether the diagnostic tells of a limit that the last render met. */
function isStop({ output }: RenderState, uri: string, { message, code }: Diagnostic): boolean {
  if (code !== 'template-render') return false;
  const key = normalizeUri(uri);
  return output.errors.some(
    (error) => error.code === 'template-limit' && error.uri === key && error.message === message,
  );
}
