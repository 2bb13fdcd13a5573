// `{{ template }}` as `{{ include }}`, whose output can be piped on: to nindent, for one.

import { nodesAt } from '../../documents/template.ts';
import { contextAt } from '../../symbols/context.ts';
import { type Action, isMeant, isUnread, type Question, replacing } from './action.ts';

export function includeActions(question: Question): readonly Action[] {
  const { snapshot, file, span } = question;
  const context = isMeant(question) ? contextAt(snapshot, file.uri, span.start) : undefined;
  if (context === undefined || context.embedded) return [];
  const call = nodesAt(context.view, span.start).findLast((node) => node.kind === 'template');
  if (call?.kind !== 'template' || call.list !== null || isUnread(context.view, call.span)) return [];
  const { pipe, nameSpan, head } = call;
  const from = head.start + (/^\{\{(?:-\s)?\s*/.exec(file.text.slice(head.start))?.[0].length ?? 0);
  if (!file.text.startsWith('template', from) || pipe?.decl.length) return [];
  const isSimple = pipe?.cmds.length === 1 && pipe.cmds[0]?.args.length === 1;
  const data = pipe ? file.text.slice(pipe.span.start, pipe.span.end).trimEnd() : 'nil';
  const end = pipe ? pipe.span.start + data.length : nameSpan.end;
  const name = file.text.slice(nameSpan.start, nameSpan.end);
  const written = `include ${name} ${pipe === null || isSimple ? data : `(${data})`}`;
  const changes = () => [{ uri: file.uri, edits: [replacing(from, end, written)] }];
  return [{ title: 'Convert template to include', kind: 'refactor.rewrite', changes }];
}
