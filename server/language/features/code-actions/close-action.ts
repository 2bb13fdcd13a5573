// "Insert }}": an action that is not closed on its line; "Remove": an end or else that belongs to no block.

import { parse } from '#engine/template/parse.ts';
import { functionsOf } from '../../documents/functions.ts';
import { piecesOfFile } from '../../documents/template.ts';
import { type Context, contextAt } from '../../symbols/context.ts';
import {
  type Action,
  applied,
  inserting,
  isBroken,
  lineEndOf,
  lineStartOf,
  type Question,
  replacing,
  type TextEdit,
} from './action.ts';

export function closeActionActions(question: Question): readonly Action[] {
  const { snapshot, file, span } = question;
  const context = isBroken(question) ? contextAt(snapshot, file.uri, span.start) : undefined;
  if (context === undefined || context.embedded) return [];
  return [...closing(question, context), ...removing(question, context)];
}

function closing({ file, span }: Question, context: Context): Action[] {
  const open = piecesOfFile(file).find(
    (piece) =>
      piece.kind === 'action' && piece.recovered !== null && piece.start <= span.end && span.start <= piece.end,
  );
  if (open === undefined) return [];
  const end = open.start + file.text.slice(open.start, open.end).trimEnd().length;
  const error = context.view.parsed.errors.find((one) => open.start <= one.span.start && one.span.start <= end);
  const edit = waysToClose(file.text, open.start, end).find((one) => mends(context, one, open.start, end));
  if (error === undefined || edit === undefined) return [];
  const changes = () => [{ uri: file.uri, edits: [edit] }];
  const finding = { rule: 'template-syntax', span: error.span };
  return [{ title: `Insert ${edit.text.trim()}`, kind: 'quickfix', isPreferred: true, mends: finding, changes }];
}

/** Behind what is written, and before what belongs to the YAML around it: a quotation mark. */
function waysToClose(text: string, start: number, end: number): TextEdit[] {
  const quote = text[start - 1];
  const isQuoted = (quote === '"' || quote === "'") && text[end - 1] === quote;
  const at = isQuoted ? end - 1 : end;
  if (text[at - 1] === '}') return [inserting(at, '}')];
  return ['', ')', '))'].map((brackets) => inserting(at, `${brackets} }}`));
}

/** Whether the action is whole then, and nothing else is worse. */
function mends(context: Context, edit: TextEdit, start: number, end: number): boolean {
  const functions = functionsOf(context.snapshot.settings);
  const { errors } = parse(context.file.uri, applied(context.file.text, [edit]), (name) => functions.has(name));
  const behind = end + edit.text.length;
  const isLess = errors.length <= context.view.parsed.errors.length;
  return (
    isLess &&
    !errors.some(({ message, span }) => start <= span.start && span.start < behind && message !== 'unexpected EOF')
  );
}

/** With its line, where it stands alone. */
function removing({ file, span }: Question, context: Context): Action[] {
  const { text } = file;
  return context.view.parsed.errors.flatMap(({ message, span: place }): Action[] => {
    const word = /^unexpected \{\{(end|else)/.exec(message)?.[1];
    if (word === undefined || place.start > span.end || span.start > place.end || !text.startsWith('{{', place.start))
      return [];
    if (text.slice(place.end - 2, place.end) !== '}}') return [];
    const start = lineStartOf(text, place.start);
    const end = lineEndOf(text, place.end);
    const isAlone = text.slice(start, place.start).trim() === '' && text.slice(place.end, end).trim() === '';
    const feed = text.indexOf('\n', end);
    const edit = isAlone ? replacing(start, feed < 0 ? end : feed + 1, '') : replacing(place.start, place.end, '');
    const changes = () => [{ uri: file.uri, edits: [edit] }];
    const title = `Remove this ${word}, which belongs to no block`;
    return [{ title, kind: 'quickfix', mends: { rule: 'template-syntax', span: place }, changes }];
  });
}
