// Code actions of templates and values files: fixes of what is wrong at a place, and changes that keep what is rendered.

import type { Span } from '#engine/text/span.ts';
import type { Finding } from '../workspace/rendering.ts';
import { fileAt, type Snapshot } from '../workspace/snapshot.ts';
import { seenFrom } from '../workspace/values-set.ts';
import type { Action, Provider, Question } from './code-actions/action.ts';
import { quoteActions } from './code-actions/add-quote.ts';
import { closeActionActions } from './code-actions/close-action.ts';
import { closeBlockActions } from './code-actions/close-block.ts';
import { createHelperActions } from './code-actions/create-helper.ts';
import { createValueActions } from './code-actions/create-value.ts';
import { meantActions } from './code-actions/did-you-mean.ts';
import { extractActions } from './code-actions/extract-value.ts';
import { indexKeyActions } from './code-actions/index-key.ts';
import { inlineActions } from './code-actions/inline-helper.ts';
import { keepLiteralActions } from './code-actions/keep-literal.ts';
import { knownValueActions } from './code-actions/known-value.ts';
import { findingActions } from './code-actions/of-findings.ts';
import { schemaDriftActions } from './code-actions/schema-drift.ts';
import { includeActions } from './code-actions/to-include.ts';
import { nindentActions } from './code-actions/use-nindent.ts';
import { wrapActions } from './code-actions/wrap-in-with.ts';

export type { Action, FileEdit } from './code-actions/action.ts';
export { type Extraction, extractValue } from './code-actions/extract-value.ts';

const PROVIDERS: readonly Provider[] = [
  findingActions,
  closeActionActions,
  closeBlockActions,
  indexKeyActions,
  meantActions,
  knownValueActions,
  createHelperActions,
  createValueActions,
  extractActions,
  nindentActions,
  quoteActions,
  includeActions,
  inlineActions,
  wrapActions,
  // Asked for at any action, it is what is meant least often.
  keepLiteralActions,
  schemaDriftActions,
];

/**
 * What can be done at a place; `isAsked`: somebody wants to know, and not just the editor for its light bulb. `told`: what
 * is told of the file.
 */
export function codeActions(
  snapshot: Snapshot,
  uri: string,
  span: Span,
  isAsked: boolean,
  told: readonly Finding[] = [],
): readonly Action[] {
  const question = questionAt(snapshot, uri, span, isAsked);
  return question ? PROVIDERS.flatMap((provider) => provider({ ...question, told })) : [];
}

export function questionAt(given: Snapshot, uri: string, span: Span, isAsked: boolean): Question | undefined {
  const snapshot = seenFrom(given, uri);
  const file = fileAt(snapshot, uri);
  return file && { snapshot, file, span, isAsked };
}
