// The value that a `required` or a `fail` asks for, where the text around it tells: an operand, or the condition before it.

import type { AnyNode, BranchNode, CommandNode, PipeNode } from '#engine/template/node.ts';
import { encloses, type Span } from '#engine/text/span.ts';
import { nodesAt, walkNodes } from '../documents/template.ts';
import { resolved } from '../documents/values.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { ChartNode } from './charts.ts';
import { type Context, contextAt, objectPaths, operandHere, pipeHere } from './context.ts';
import type { Possible } from './value.ts';
import { valueSites } from './values.ts';

export interface Wanted {
  /** `auth.password`, from the root chart's values; undefined when it is not just one value, or nobody can tell. */
  readonly name: string | undefined;
  /** It stands by itself, so that no value would help. */
  readonly isUnconditional: boolean;
}

/** What the call at `span` of a template asks for: the call of `required` or `fail` that stopped a render. */
export function wantedAt(snapshot: Snapshot, uri: string, span: Span): Wanted {
  const context = contextAt(snapshot, uri, span.start);
  if (context === undefined) return { name: undefined, isUnconditional: false };
  const nodes = nodesAt(context.view, Math.min(span.start + 1, span.end)).filter((node) => node.span.start <= span.end);
  const call = requiredIn(nodes, span);
  if (call) return { name: nameOf(context, call.value(context)), isUnconditional: false };
  const branch = nodes.findLast(isBranch);
  return { name: branch && onlyMissing(context, branch.pipe), isUnconditional: branch === undefined };
}

interface Call {
  readonly value: (context: Context) => Possible;
}

/** `required "text" .x`, or `.x | required "text"`. */
function requiredIn(nodes: readonly AnyNode[], span: Span): Call | undefined {
  const pipes = nodes.filter((node): node is PipeNode => node.kind === 'pipe');
  for (const pipe of pipes.reverse()) {
    const index = pipe.cmds.findIndex((command) => isRequired(command) && touches(command.span, span));
    const command = pipe.cmds[index];
    if (command === undefined) continue;
    const operand = command.args[2];
    return { value: (context) => (operand ? operandHere(context, operand) : pipeHere(context, pipe, index)) };
  }
  return undefined;
}

function isRequired({ args: [first] }: CommandNode): boolean {
  return first?.kind === 'identifier' && first.ident === 'required';
}

function touches(command: Span, span: Span): boolean {
  return encloses(span, command) || encloses(command, span);
}

function isBranch(node: AnyNode): node is BranchNode {
  return node.kind === 'if' || node.kind === 'with' || node.kind === 'range';
}

function nameOf({ tree }: Context, value: Possible): string | undefined {
  return only(objectPaths(tree, value).map(({ chart, object, path }) => nameIn(chart, object, path)));
}

/** The one value in a condition that is not set, or empty. */
function onlyMissing(context: Context, pipe: PipeNode): string | undefined {
  const names: (string | undefined)[] = [];
  walkNodes(pipe, (node) => {
    if (node.kind !== 'field' && node.kind !== 'variable') return;
    for (const { chart, object, path } of objectPaths(context.tree, operandHere(context, node))) {
      if (object !== 'Values' || path.length === 0) continue;
      const [winner] = valueSites(context.tree, chart, path).filter(({ role }) => role !== 'other');
      const value = winner && resolved(winner.value);
      const isEmpty = !value || (value.kind === 'scalar' && (value.text === '' || value.resolved.type === 'null'));
      if (isEmpty) names.push(nameIn(chart, object, path));
    }
  });
  return only(names);
}

function only(names: readonly (string | undefined)[]): string | undefined {
  const [first, ...more] = new Set(names);
  return more.length === 0 ? first : undefined;
}

function nameIn(chart: ChartNode, object: string | undefined, path: readonly unknown[]): string | undefined {
  const keys = path.filter((step) => typeof step === 'string');
  if (object !== 'Values' || keys.length === 0 || keys.length < path.length) return undefined;
  return [...(keys[0] === 'global' ? [] : prefixOf(chart)), ...keys].join('.');
}

function prefixOf(chart: ChartNode): string[] {
  return chart.parent === undefined ? [] : [...prefixOf(chart.parent), chart.keys[0] ?? chart.name];
}
