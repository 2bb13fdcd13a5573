// Whether what stands at a place of a template is handed to `tpl`, which reads it as a template once more.

import type { AnyNode, CommandNode } from '#engine/template/node.ts';
import type { Span } from '#engine/text/span.ts';
import { nodesAt, type TemplateView } from '../../documents/template.ts';

/** `tpl (include "x" .) .`, `include "x" . | tpl …` and what lies between them. */
export function isGivenToTpl(view: TemplateView, span: Span): boolean {
  const nodes = nodesAt(view, Math.min(span.start + 1, span.end));
  return nodes.some((node, i) => isTpl(node, span) || (node.kind === 'pipe' && isPipedOn(node.cmds, nodes[i + 1])));
}

function isTpl(node: AnyNode, span: Span): boolean {
  if (node.kind !== 'command' || !isCallOfTpl(node)) return false;
  const text = node.args[1];
  return text !== undefined && text.span.start <= span.start && span.end <= text.span.end;
}

function isPipedOn(commands: readonly CommandNode[], inner: AnyNode | undefined): boolean {
  const index = commands.indexOf(inner as CommandNode);
  return index >= 0 && commands.slice(index + 1).some((command) => isCallOfTpl(command));
}

function isCallOfTpl({ args: [first] }: CommandNode): boolean {
  return first?.kind === 'identifier' && first.ident === 'tpl';
}
