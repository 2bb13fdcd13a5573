// A condition as nested calls: what is piped into a command is its last argument, and parentheses are gone.

import type { CommandNode, OperandNode, PipeNode } from '#engine/template/node.ts';
import type { Judgement, JudgementPart } from '../../workspace/rendering.ts';

export interface Term {
  readonly node: OperandNode | CommandNode;
  /** Where its text begins and ends in the template. */
  readonly start: number;
  readonly end: number;
  /** What it came to; undefined: it was not evaluated. */
  readonly part: JudgementPart | undefined;
  /** Name of the function, or of the method with its dot, and what it is given. */
  readonly call: { readonly name: string; readonly args: readonly Term[] } | undefined;
}

/** The whole pipeline of a condition. */
export function termOf(judgement: Judgement, pipe: PipeNode): Term | undefined {
  const parts = new Map(judgement.parts.map((part) => [`${part.start}-${part.end}`, part]));
  return ofPipe(parts, pipe, pipe.cmds.length);
}

type Parts = ReadonlyMap<string, JudgementPart>;

function ofPipe(parts: Parts, pipe: PipeNode, count: number): Term | undefined {
  const command = pipe.cmds[count - 1];
  const [first, ...rest] = command?.args ?? [];
  if (command === undefined || first === undefined) return undefined;
  const piped = count > 1 ? ofPipe(parts, pipe, count - 1) : undefined;
  if (piped === undefined && rest.length === 0 && first.kind !== 'identifier') return ofOperand(parts, first);
  const args = [...rest.map((node) => ofOperand(parts, node)), piped].filter((term) => term !== undefined);
  const { start, end } = command.span;
  const part = parts.get(`${start}-${end}`);
  return { node: command, start: piped?.start ?? start, end, part, call: { name: nameOf(first), args } };
}

function ofOperand(parts: Parts, node: OperandNode): Term | undefined {
  if (node.kind === 'pipe') return ofPipe(parts, node, node.cmds.length);
  const { start, end } = node.span;
  const call = node.kind === 'identifier' ? { name: node.ident, args: [] } : undefined;
  return { node, start, end, part: parts.get(`${start}-${end}`), call };
}

function nameOf(node: OperandNode): string {
  if (node.kind === 'identifier') return node.ident;
  const names =
    node.kind === 'chain' ? node.field : node.kind === 'field' || node.kind === 'variable' ? node.ident : [];
  return `.${names.at(-1) ?? ''}`;
}

/** The text of a constant, or of a value that was short enough to be kept whole. */
export function textIn({ node, part }: Term): string | undefined {
  if (node.kind === 'string') return node.text;
  if (part?.kind !== 'string' || part.shown.includes('…')) return undefined;
  return /^"[^"\\]*"$/.test(part.shown) ? part.shown.slice(1, -1) : undefined;
}

/** The terms inside that read a value: fields and variables, in the order of the text. */
export function readsOf(term: Term): Term[] {
  if (term.call !== undefined) return term.call.args.flatMap(readsOf);
  const { kind } = term.node;
  return kind === 'field' || kind === 'variable' || kind === 'chain' ? [term] : [];
}
