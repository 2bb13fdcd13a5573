// `| quote` for a value that is a whole YAML scalar, whatever it holds.

import type { ActionNode } from '#engine/template/node.ts';
import { nodesAt } from '../../documents/template.ts';
import { contextAt } from '../../symbols/context.ts';
import {
  type Action,
  inserting,
  isMeant,
  isUnread,
  lineEndOf,
  lineStartOf,
  type Question,
  replacing,
} from './action.ts';

/** What writes quotes itself, or more than a scalar. */
const NO_SCALAR: ReadonlySet<string> = new Set(
  'quote squote toJson toPrettyJson toRawJson mustToJson toYaml mustToYaml nindent indent toToml fail'.split(' '),
);

export function quoteActions(question: Question): readonly Action[] {
  const { snapshot, file, span } = question;
  const context = isMeant(question) ? contextAt(snapshot, file.uri, span.start) : undefined;
  if (context === undefined || context.embedded) return [];
  const action = nodesAt(context.view, span.start).findLast((node): node is ActionNode => node.kind === 'action');
  const last = action?.pipe.cmds.at(-1);
  if (action === undefined || last === undefined || action.pipe.decl.length > 0) return [];
  if (isUnread(context.view, action.span)) return [];
  const [name] = last.args;
  if (name?.kind === 'identifier' && NO_SCALAR.has(name.ident)) return [];
  const { text } = file;
  const { start, end } = action.span;
  const before = text.slice(lineStartOf(text, start), start);
  const after = text.slice(end, lineEndOf(text, end));
  if (!text.endsWith('}}', end) || text.slice(end - 2, end) !== '}}') return [];
  const mark = /^\s*(?:-\s+)*(?:[^\s:"'{}#][^:"'{}#]*:\s+|-\s+)("?)$/.exec(before)?.[1];
  if (mark === undefined || !after.startsWith(mark) || !/^\s*(?:#.*)?$/.test(after.slice(mark.length))) return [];
  // Go reads a pipe that leads nowhere as if it were not there.
  const isPiping = text.slice(start, action.pipe.span.end).trimEnd().endsWith('|');
  const quoting = inserting(action.pipe.span.end, isPiping ? ' quote' : ' | quote');
  const edits = mark === '' ? [quoting] : [replacing(start - 1, start, ''), quoting, replacing(end, end + 1, '')];
  const title = mark === '' ? 'Quote the value with quote' : 'Quote the value with quote instead of quotation marks';
  return [{ title, kind: 'refactor.rewrite', changes: () => [{ uri: file.uri, edits }] }];
}
