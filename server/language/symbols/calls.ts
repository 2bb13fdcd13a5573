// Where a template includes named ones, and what it hands them; read once per text.

import type { AnyNode, OperandNode, PipeNode, StringNode } from '#engine/template/node.ts';
import type { Span } from '#engine/text/span.ts';
import { childrenOf, type NamedBody, type TemplateView, unwrapped } from '../documents/template.ts';
import { evaluateOperand, evaluatePipe } from './evaluate.ts';
import { scopeAt } from './scope.ts';
import { NOTHING, type Possible } from './value.ts';

export interface TemplateCall {
  readonly kind: 'include' | 'template' | 'block';
  /** Undefined: the name is computed. */
  readonly name: string | undefined;
  /** The name as written, quotes included; of a computed one the whole expression. */
  readonly nameSpan: Span;
  /** The whole call: the `{{ template }}` tag, or the include with its arguments. */
  readonly span: Span;
  /** What the template gets as its dot, in terms of the dot of the body that holds the call. */
  readonly data: Possible;
  /** The define or block that holds the call; undefined in the file's own text. */
  readonly body: NamedBody | undefined;
}

const memo = new WeakMap<TemplateView, readonly TemplateCall[]>();

/** Every include, template and block of a file, in the order of the text. */
export function callsOf(view: TemplateView): readonly TemplateCall[] {
  let calls = memo.get(view);
  if (calls === undefined) {
    const out: TemplateCall[] = [];
    collect(view, view.parsed.main.root, out);
    memo.set(view, (calls = out));
  }
  return calls;
}

function collect(view: TemplateView, root: AnyNode, out: TemplateCall[]): void {
  const rest: AnyNode[] = [root];
  for (let node = rest.pop(); node !== undefined; node = rest.pop()) {
    if (node.kind === 'template') {
      const scope = scopeAt(view, node.span.start);
      const data = node.pipe ? evaluatePipe(scope, node.pipe) : NOTHING;
      const kind = node.list ? 'block' : 'template';
      out.push({ kind, name: node.name, nameSpan: node.nameSpan, span: node.head, data, body: scope.body });
    } else if (node.kind === 'pipe') includesOf(view, node, out);
    const children = childrenOf(node);
    for (let i = children.length - 1; i >= 0; i--) rest.push(children[i] as AnyNode);
  }
}

function includesOf(view: TemplateView, pipe: PipeNode, out: TemplateCall[]): void {
  pipe.cmds.forEach((command, index) => {
    const [first, nameNode, dataNode] = command.args.map(unwrapped);
    if (first?.kind !== 'identifier' || first.ident !== 'include' || nameNode === undefined) return;
    const scope = scopeAt(view, pipe.span.start);
    const piped = index > 0 ? evaluatePipe(scope, pipe, index) : NOTHING;
    const data = dataNode ? evaluateOperand(scope, dataNode) : piped;
    const name = literal(nameNode)?.text;
    out.push({ kind: 'include', name, nameSpan: nameNode.span, span: command.span, data, body: scope.body });
  });
}

/** A string that is written out, parentheses around it or not. */
function literal(node: OperandNode): StringNode | undefined {
  if (node.kind === 'string') return node;
  const only = node.kind === 'pipe' && node.cmds.length === 1 ? node.cmds[0]?.args : undefined;
  return only?.length === 1 && only[0]?.kind === 'string' ? only[0] : undefined;
}
