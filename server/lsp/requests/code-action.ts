// textDocument/codeAction: what can be done about a finding, what can be changed, and what can be looked at from here.

import { type CodeAction, type CodeActionParams, CodeActionTriggerKind } from 'vscode-languageserver';
import { isArchived } from '#language/workspace/archives.ts';
import { bindingActions } from '../code-actions/binding.ts';
import { isWanted, languageActions } from '../code-actions/language.ts';
import { asIfActions, continueActions, PEEK, peekActions } from '../code-actions/preview.ts';
import { dependencyActions } from '../dependency-actions.ts';
import { documentUri, request } from './request.ts';

const KINDS = ['quickfix', 'refactor', 'refactor.extract', 'refactor.inline', 'refactor.rewrite', PEEK];

export const codeActionRequest = request<CodeActionParams, CodeAction[]>({
  method: 'textDocument/codeAction',
  feature: {
    name: 'Code actions',
    does: 'Fixes and refactorings: extract a literal to values.yaml, create missing values and helpers, wrap in with, keep braces of other languages, and more.',
    files: ['template', 'values', 'chart'],
  },
  capability: { codeActionProvider: { codeActionKinds: KINDS, resolveProvider: true } },
  uriOf: documentUri,
  empty: [],
  handle: (session, { textDocument: { uri }, context, range }) => [
    ...continueActions(session, uri, context.diagnostics),
    ...bindingActions(session, uri, context.diagnostics),
    ...dependencyActions(session, uri, context.diagnostics),
    // A packed chart cannot be changed.
    ...(isArchived(uri) ? [] : languageActions(session, uri, range, context)),
    ...asIfActions(session, uri, range.start),
    ...(asked(context) ? peekActions(session, uri, range.start) : []),
  ],
});

/**
 * Every place of a template belongs to some resource. Were it offered wherever the cursor comes to rest, a light bulb
 * would stand in every line; so it waits until somebody asks what can be done, for it or for all.
 */
function asked({ only, triggerKind }: CodeActionParams['context']): boolean {
  return isWanted(PEEK, only) && triggerKind !== CodeActionTriggerKind.Automatic;
}
