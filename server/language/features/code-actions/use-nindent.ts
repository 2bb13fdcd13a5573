// `indent` at the beginning of a line as `nindent` at its place: the same output, from a template that reads like YAML.

import type { ActionNode, NumberNode } from '#engine/template/node.ts';
import { nodesAt } from '../../documents/template.ts';
import { contextAt } from '../../symbols/context.ts';
import {
  type Action,
  inserting,
  isMeant,
  isUnread,
  lineEndOf,
  lineStartOf,
  newlineOf,
  type Question,
  replacing,
} from './action.ts';

export function nindentActions(question: Question): readonly Action[] {
  const { snapshot, file, span } = question;
  const context = isMeant(question) ? contextAt(snapshot, file.uri, span.start) : undefined;
  if (context === undefined || context.embedded) return [];
  const action = nodesAt(context.view, span.start).findLast((node): node is ActionNode => node.kind === 'action');
  const call = action?.pipe.cmds.at(-1);
  const [name, count] = call?.args ?? [];
  if (action === undefined || name?.kind !== 'identifier' || name.ident !== 'indent' || count?.kind !== 'number')
    return [];
  if (isUnread(context.view, action.span)) return [];
  const behindKey = belowKey(question, action, count);
  if (behindKey) return [behindKey];
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

/** What writes lines; in the line of a key they would be no YAML. */
const BLOCKS: ReadonlySet<string> = new Set(['toYaml', 'include', 'tpl']);

/** `key: {{ toYaml .x | indent 4 }}`: the first line would stand beside the key, and the others deeper than it. */
function belowKey({ file }: Question, action: ActionNode, count: NumberNode): Action | undefined {
  const { text, uri } = file;
  const { start, end } = action.span;
  const [first] = action.pipe.cmds[0]?.args ?? [];
  const lead = /^(\s*(?:-\s+)*)[^\s:#{}"'][^:#{}]*:([ \t]+)$/.exec(text.slice(lineStartOf(text, start), start));
  const isWhole = text.slice(end, lineEndOf(text, end)).trim() === '' && action.pipe.decl.length === 0;
  if (lead === null || !isWhole || first?.kind !== 'identifier' || !BLOCKS.has(first.ident)) return undefined;
  const column = (lead[1] ?? '').length + 2;
  const open = /^\{\{(?:-(?=\s))?\s*/.exec(text.slice(start))?.[0].length ?? 2;
  const edits = [
    replacing(start - (lead[2] ?? '').length, start + open, `${newlineOf(text)}${' '.repeat(column)}{{- `),
    replacing(action.pipe.cmds.at(-1)?.span.start ?? count.span.start, count.span.end, `nindent ${column}`),
  ];
  return { title: 'Use nindent, below the key', kind: 'refactor.rewrite', changes: () => [{ uri, edits }] };
}

/** What stands before takes the line break away already. */
function trimsBefore(text: string, start: number): boolean {
  return /-\}\}\r?\n$/.test(text.slice(Math.max(0, start - 5), start));
}
