// What code actions answer: a title, its kind, and changes of files in offsets of their texts as they are now.

import type { Span } from '#engine/text/span.ts';
import { lineEndOf, type TextEdit } from '../../documents/edits.ts';
import { type TemplateView, templateView } from '../../documents/template.ts';
import type { Finding } from '../../workspace/rendering.ts';
import type { FileText, Snapshot } from '../../workspace/snapshot.ts';

export {
  applied,
  inserting,
  lineEndOf,
  lineStartOf,
  newlineOf,
  replacing,
  type TextEdit,
} from '../../documents/edits.ts';

/** The changes of one file; `isNew`: there is no such file yet. */
export interface FileEdit {
  readonly uri: string;
  readonly edits: readonly TextEdit[];
  readonly isNew?: boolean | undefined;
}

export type ActionKind = 'quickfix' | 'refactor.extract' | 'refactor.inline' | 'refactor.rewrite';

export interface Action {
  readonly title: string;
  readonly kind: ActionKind;
  /** The one that is most likely meant. */
  readonly isPreferred?: boolean | undefined;
  /** Found out when somebody chooses the action. Undefined: the command does it. */
  readonly changes?: (() => readonly FileEdit[]) | undefined;
  /** A command of the client, which is given the file and this place. */
  readonly command?: { readonly command: string; readonly span: Span } | undefined;
  /** The place whose finding it mends; undefined: it mends none. */
  readonly mends?: { readonly rule: string; readonly span: Span } | undefined;
}

/** What a provider is asked. */
export interface Question {
  readonly snapshot: Snapshot;
  readonly file: FileText;
  /** The selection; empty for a cursor. */
  readonly span: Span;
  /** Somebody asks what can be done, and not the editor by itself whether a light bulb is to be shown. */
  readonly isAsked: boolean;
  /** What is told of the file as it is now. */
  readonly told?: readonly Finding[] | undefined;
}

export type Provider = (question: Question) => readonly Action[];

/** Whether a selection was made on purpose or somebody asks: without either a light bulb would stand in every line. */
export function isMeant({ span, isAsked }: Question): boolean {
  return isAsked || span.start < span.end;
}

/** Whether Helm cannot read the template: looked at before anything that takes the whole chart. */
export function isBroken({ snapshot, file }: Question): boolean {
  return file.uri.includes('/templates/') && templateView(file, snapshot.settings).parsed.errors.length > 0;
}

/** Whether something in the span cannot be read: whoever writes on there is not done. */
export function isUnread(view: TemplateView, { start, end }: Span): boolean {
  return view.parsed.errors.some(({ span }) => span.start <= end && start <= span.end);
}

/** Whether the cursor stands in an action, or what may be one, that says one of the words. */
export function says({ file: { text }, span }: Question, words: RegExp): boolean {
  const open = text.lastIndexOf('{{', span.start + 1);
  const close = text.indexOf('}}', span.start);
  return open >= 0 && words.test(text.slice(open, close < 0 ? lineEndOf(text, span.start) : close));
}
