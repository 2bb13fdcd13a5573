// `indent` at the beginning of a line as `nindent` at its place: the same output, from a template that reads like YAML.

import type { ActionNode } from '#engine/template/node.ts';
import { nodesAt } from '../../documents/template.ts';
import { contextAt } from '../../symbols/context.ts';
import { type Action, inserting, isMeant, lineStartOf, type Question, replacing } from './action.ts';

export function nindentActions(question: Question): readonly Action[] {
  const { snapshot, file, span } = question;
  const context = isMeant(question) ? contextAt(snapshot, file.uri, span.start) : undefined;
  if (context === undefined || context.embedded) return [];
  const action = nodesAt(context.view, span.start).findLast((node): node is ActionNode => node.kind === 'action');
  const call = action?.pipe.cmds.at(-1);
  const [name, count] = call?.args ?? [];
  if (action === undefined || name?.kind !== 'identifier' || name.ident !== 'indent' || count?.kind !== 'number')
    return [];
  const { text } = file;
  const start = action.span.start;
  // Only here `{{-` takes away the one line break that nindent writes again.
  const isAtStart =
    start > 0 && lineStartOf(text, start) === start && /\S\r?\n$/.test(text.slice(Math.max(0, start - 3), start));
  if (!isAtStart || text.startsWith('{{-', start) || action.pipe.decl.length > 0 || trimsBefore(text, start)) return [];
  const spaces = ' '.repeat(Math.min(Number(count.int ?? 0n), 40));
  const edits = [replacing(start, start + 2, `${spaces}{{-`), inserting(name.span.start, 'n')];
  const space = /^\s/.test(text.slice(start + 2)) ? [] : [inserting(start + 2, ' ')];
  const changes = () => [{ uri: file.uri, edits: [...edits, ...space] }];
  return [{ title: 'Use nindent, with {{- at its place', kind: 'refactor.rewrite', changes }];
}

/** What stands before takes the line break away already. */
function trimsBefore(text: string, start: number): boolean {
  return /-\}\}\r?\n$/.test(text.slice(Math.max(0, start - 5), start));
}
