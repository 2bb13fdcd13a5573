// A text, number or truth value that is written inside an action, as something that can become a value.

import type { AnyNode, CommandNode, OperandNode } from '#engine/template/node.ts';
import type { Span } from '#engine/text/span.ts';
import type { Settings } from '#protocol';
import { nodesAt, templateView } from '../../documents/template.ts';
import type { Question } from './action.ts';
import type { Extractable } from './extractable.ts';
import { printed } from './printed.ts';

type LiteralNode = OperandNode & { readonly kind: 'string' | 'number' | 'bool' };

/** The literal of an action that is selected or touched; names of templates and keys are no settings of anybody. */
export function literalInAction({ snapshot, file, span }: Question): Extractable | undefined {
  if (!file.uri.includes('/templates/')) return undefined;
  const nodes = nodesAt(templateView(file, snapshot.settings), span.start);
  const node = nodes.findLast(isLiteral);
  if (node === undefined || !isMeant(node.span, span) || isName(nodes, node)) return undefined;
  const own = file.text.slice(node.span.start, node.span.end);
  return {
    span: node.span,
    nameAt: node.span.start,
    written: (name) => {
      const value = yamlOf(node);
      const pipe = exactPipe(snapshot.settings, own, value);
      if (pipe === undefined) return undefined;
      return { value, replaced: node.span, text: pipe === '' ? name : `(${pipe} ${name})` };
    },
  };
}

function isLiteral(node: AnyNode): node is LiteralNode {
  return node.kind === 'string' || node.kind === 'number' || node.kind === 'bool';
}

/** All of it is selected, with or without its quotes, or nothing is. */
function isMeant(node: Span, { start, end }: Span): boolean {
  if (start < node.start || end > node.end) return false;
  return start === end || (start <= node.start + 1 && end >= node.end - 1);
}

const NAME_CALLS: ReadonlySet<string> = new Set(['include', 'index', 'dig', 'get', 'hasKey', 'pluck']);
const KEY_CALLS: ReadonlySet<string> = new Set(['set', 'unset', 'pick', 'omit']);

/** Whether the text is the name of a template, or a key: of `dict "key" value` every other one. */
function isName(nodes: readonly AnyNode[], node: LiteralNode): boolean {
  if (node.kind !== 'string') return false;
  const command = nodes.findLast((one): one is CommandNode => one.kind === 'command');
  const [first] = command?.args ?? [];
  const index = command?.args.indexOf(node) ?? -1;
  if (first?.kind !== 'identifier' || index < 1) return false;
  if (first.ident === 'dict') return index % 2 === 1;
  if (first.ident === 'set') return index === 2;
  return NAME_CALLS.has(first.ident) || (KEY_CALLS.has(first.ident) && index > 1);
}

function yamlOf(node: LiteralNode): string {
  return node.kind === 'string' ? JSON.stringify(node.text) : node.kind === 'bool' ? String(node.value) : node.text;
}

/** What makes of the value the very thing that the literal is; `""`: nothing has to. */
function exactPipe(settings: Settings, literal: string, value: string): string | undefined {
  const dot = `v: ${value}`;
  const said = (expression: string) => printed(settings, `{{ printf "%T %v" ${expression} ${expression} }}`, dot);
  const wanted = said(literal);
  if (wanted === undefined) return undefined;
  return ['', 'int', 'float64'].find((pipe) => said(pipe === '' ? '.v' : `(${pipe} .v)`) === wanted);
}
