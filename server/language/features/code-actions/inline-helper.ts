// "Inline": the call of a helper gives way to the expression that the helper is, in terms of what it is called with.

import type { AnyNode, CommandNode, FieldNode, OperandNode, PipeNode, VariableNode } from '#engine/template/node.ts';
import { functionsOf } from '../../documents/functions.ts';
import { childrenOf, nodesAt, unwrapped } from '../../documents/template.ts';
import { type Context, contextAt } from '../../symbols/context.ts';
import { type TemplateSite, templateIndex } from '../../symbols/templates.ts';
import { type Action, isMeant, type Question, replacing } from './action.ts';

export function inlineActions(question: Question): readonly Action[] {
  const { snapshot, file, span } = question;
  const context = isMeant(question) ? contextAt(snapshot, file.uri, span.start) : undefined;
  if (context === undefined || context.embedded) return [];
  const call = callAt(nodesAt(context.view, span.start));
  if (call === undefined) return [];
  const [site] = templateIndex(context.snapshot, context.tree).sitesOf(call.name);
  const pipe = site && onlyExpression(site);
  if (site === undefined || pipe === undefined) return [];
  // An include gives text; only the whole of an action prints the same without being one.
  if (!call.isWholeAction && !isText(context, pipe)) return [];
  const body = rewritten(site.file.text, pipe, call.data, file.text);
  if (body === undefined || /[\r\n]/.test(body)) return [];
  const isSafe = call.isWholeAction || (call.isFirst && pipe.cmds.length >= 1);
  const { start, end } = call.node.span;
  const edits = [replacing(start, end, isSafe ? body : `(${body})`)];
  return [
    { title: `Inline helper "${call.name}"`, kind: 'refactor.inline', changes: () => [{ uri: file.uri, edits }] },
  ];
}

interface Call {
  readonly node: CommandNode;
  readonly name: string;
  readonly data: OperandNode;
  /** `{{ include "x" . }}` and nothing else. */
  readonly isWholeAction: boolean;
  /** What follows it in its pipe takes its output; nothing is put into it. */
  readonly isFirst: boolean;
}

function callAt(nodes: readonly AnyNode[]): Call | undefined {
  const index = nodes.findLastIndex((node) => node.kind === 'command');
  const node = nodes[index] as CommandNode | undefined;
  const pipe = nodes[index - 1];
  const [first, name, data, ...more] = node?.args.map(unwrapped) ?? [];
  if (node === undefined || first?.kind !== 'identifier' || first.ident !== 'include' || more.length > 0)
    return undefined;
  if (name?.kind !== 'string' || data === undefined || pipe?.kind !== 'pipe') return undefined;
  const isFirst = pipe.cmds[0] === node;
  const isWholeAction = nodes[index - 2]?.kind === 'action' && pipe.cmds.length === 1 && pipe.decl.length === 0;
  return isFirst ? { node, name: name.text, data, isWholeAction, isFirst } : undefined;
}

/** The one action that the helper is, with nothing around it that would be printed. */
function onlyExpression({ body }: TemplateSite): PipeNode | undefined {
  const nodes = body.list.nodes.filter(
    (node) => node.kind !== 'comment' && !(node.kind === 'text' && node.text === ''),
  );
  const [only] = nodes;
  return nodes.length === 1 && only?.kind === 'action' && only.pipe.decl.length === 0 ? only.pipe : undefined;
}

function isText({ snapshot }: Context, pipe: PipeNode): boolean {
  const first = pipe.cmds.at(-1)?.args[0];
  return first?.kind === 'identifier' && functionsOf(snapshot.settings).get(first.ident)?.result === 'string';
}

/** The expression with what the caller hands over in the place of its dot; undefined where that cannot be written. */
function rewritten(source: string, pipe: PipeNode, data: OperandNode, caller: string): string | undefined {
  const edits: { start: number; end: number; text: string }[] = [];
  const rest: AnyNode[] = [pipe];
  for (let node = rest.pop(); node !== undefined; node = rest.pop()) {
    if (node.kind === 'error') return undefined;
    if (node.kind === 'dot' || node.kind === 'field' || node.kind === 'variable') {
      if (node.kind === 'variable' && node.ident[0] !== '$') return undefined;
      const text = given(node.kind === 'dot' ? [] : namesOf(node), data, caller);
      if (text === undefined) return undefined;
      edits.push({ start: node.span.start, end: node.span.end, text });
    } else rest.push(...childrenOf(node));
  }
  const { start, end } = { start: pipe.span.start, end: pipe.cmds.at(-1)?.span.end ?? pipe.span.end };
  let text = source.slice(start, end);
  for (const edit of edits.sort((a, b) => b.start - a.start))
    text = text.slice(0, edit.start - start) + edit.text + text.slice(edit.end - start);
  return text;
}

function namesOf(node: FieldNode | VariableNode): readonly string[] {
  return node.kind === 'field' ? node.ident : node.ident.slice(1);
}

/** The names below what is handed over, as the caller writes it. */
function given(names: readonly string[], data: OperandNode, caller: string): string | undefined {
  const text = caller.slice(data.span.start, data.span.end);
  const tail = names.map((name) => `.${name}`).join('');
  switch (data.kind) {
    case 'dot':
      return tail || '.';
    case 'field':
      return text + tail;
    case 'variable':
      return text + tail;
    case 'pipe':
      return ofDict(names, data, caller);
    default:
      return undefined;
  }
}

/** `.port` of `(dict "port" .Values.port)` is `.Values.port`. */
function ofDict([name, ...names]: readonly string[], { cmds }: PipeNode, caller: string): string | undefined {
  const [first, ...args] = cmds.length === 1 ? (cmds[0]?.args ?? []) : [];
  if (name === undefined || first?.kind !== 'identifier' || first.ident !== 'dict') return undefined;
  const keys = args.filter((_arg, i) => i % 2 === 0).map(unwrapped);
  const index = keys.findLastIndex((key) => key.kind === 'string' && key.text === name);
  const value = args[index * 2 + 1];
  if (index < 0 || value === undefined || keys.some((key) => key.kind !== 'string')) return undefined;
  if (names.length > 0) return given(names, value, caller);
  return caller.slice(value.span.start, value.span.end);
}
