// What can be looked at from a place of a template: a render that goes on, one as if a condition held, a resource.

import type { CodeAction, Diagnostic, Position } from 'vscode-languageserver';
import { assumptionTexts } from '#language/workspace/assumption.ts';
import type { RenderState } from '#language/workspace/render-state.ts';
import { fileAt } from '#language/workspace/snapshot.ts';
import { normalizeUri } from '#language/workspace/uri.ts';
import { AS_IF_TRUE } from '#protocol';
import { offsetFrom } from '../from-lsp.ts';
import { peekedAt } from '../peeked.ts';
import { offsetThen } from '../places.ts';
import { viewIn } from '../preview-view.ts';
import type { Session } from '../session.ts';

/** A kind of its own: it changes nothing, so that it is no refactoring, and nothing is wrong, so that it is no fix. */
export const PEEK = 'chartroom.peek';

/** On a limit that stopped the last render. */
export function continueActions(session: Session, uri: string, diagnostics: readonly Diagnostic[]): CodeAction[] {
  const state = session.stateOf(uri);
  const stopped = state ? diagnostics.filter((one) => isStop(state, uri, one)) : [];
  if (stopped.length === 0) return [];
  const title = 'Continue this render with ten times the limit';
  const command = { title, command: 'chartroom.continueRender', arguments: [uri] };
  return [{ title, kind: 'quickfix', diagnostics: stopped, command }];
}

/** Whether the diagnostic tells of a limit that the last render met. */
function isStop({ output }: RenderState, uri: string, { message, code }: Diagnostic): boolean {
  if (code !== 'template-render') return false;
  const key = normalizeUri(uri);
  return output.errors.some(
    (error) => error.code === 'template-limit' && error.uri === key && error.message === message,
  );
}

/** On a condition because of which a template renders nothing: its preview as if it held. */
export function asIfActions(session: Session, uri: string, position: Position): CodeAction[] {
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

export function peekActions(session: Session, uri: string, position: Position): CodeAction[] {
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
