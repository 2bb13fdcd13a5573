// What all parts of a hover are told of the place: its context, the nodes around the cursor, the last render, links to lines.

import type { AnyNode, CommandNode, OperandNode } from '#engine/template/node.ts';
import type { Span } from '#engine/text/span.ts';
import { nodesAt } from '../../documents/template.ts';
import type { Context } from '../../symbols/context.ts';
import { type Evaluated, evaluatedAt, expressionAt, spanThen } from '../../symbols/evaluated.ts';
import { lineNumber } from '../../symbols/line-number.ts';
import { outputsOf } from '../../symbols/printed/secret-callers.ts';
import { isSecret, namesSecret } from '../../symbols/printed/secrets.ts';
import { type RenderState, viewOf } from '../../workspace/render-state.ts';
import { isWhole } from '../../workspace/seen.ts';
import type { FileText } from '../../workspace/snapshot.ts';

export interface Place {
  readonly context: Context;
  /** The nodes around the cursor, outermost first. */
  readonly nodes: readonly AnyNode[];
  readonly offset: number;
  readonly state: RenderState | undefined;
}

export function placeAt(context: Context, offset: number, state: RenderState | undefined): Place {
  // What a template inside another text came to is not recorded.
  return { context, nodes: nodesAt(context.view, offset), offset, state: context.embedded ? undefined : state };
}

/** What is evaluated where the cursor is, if the word at `target` is its end: of `.a.b` the `.a` has no value of its own. */
export function nodeAtWord(place: Place, target: Span): OperandNode | CommandNode | undefined {
  const node = expressionAt(place.nodes)?.node;
  if (node === undefined) return undefined;
  const word = node.kind === 'command' ? node.args[0] : node;
  if (word === undefined || target.start < word.span.start) return undefined;
  const { kind } = word;
  const isPath = kind === 'field' || kind === 'variable' || kind === 'chain';
  return isPath && target.end < word.span.end ? undefined : node;
}

export function evaluatedHere(place: Place, span: Span): Evaluated | undefined {
  return evaluatedAt(place.state, place.context.file, span);
}

/** Whether the file was rendered, and nothing that stands at the place was evaluated then. */
export function isUnreached({ context: { file }, state }: Place, span: Span): boolean {
  const kept = state?.good.get(file.uri);
  const recorded = state?.recorded.get(file.uri);
  // What a render before did not reach, this one may.
  if (kept === undefined || recorded?.output !== kept.output || !isWhole(recorded.seen)) return false;
  return spanThen(recorded.snapshot, file, span) !== undefined && evaluatedAt(state, file, span) === undefined;
}

/** Whether what the action around the cursor reads or prints is nobody's business. */
export function isSecretHere({ context, nodes, state }: Place): boolean {
  const action = nodes.findLast(({ kind }) => kind === 'action');
  const { file } = context;
  const at = action ?? nodes.findLast(({ kind }) => kind === 'pipe');
  if (at === undefined) return false;
  const text = file.text.slice(at.span.start, at.span.end);
  if (namesSecret(text)) return true;
  if (state === undefined || action === undefined) return false;
  const view = viewOf(state, file.uri, 'file');
  const then = spanThen(view.snapshot, file, action.span);
  return (
    then !== undefined &&
    outputsOf(view.text, file.uri)
      .of(then)
      .some((printed) => isSecret(view, text, trimmed(view.text.text, printed)))
  );
}

function trimmed(text: string, { start, end }: Span): Span {
  const whole = text.slice(start, end);
  const from = start + whole.length - whole.trimStart().length;
  return { start: from, end: Math.max(from, start + whole.trimEnd().length) };
}

/** `[line 12](uri#L12)` */
export function lineLink(file: FileText, offset: number): string {
  const line = lineNumber(file, offset);
  return `[line ${line}](${file.uri}#L${line})`;
}
