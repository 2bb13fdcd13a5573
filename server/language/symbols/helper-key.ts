// The key of the dict that a helper is called with, at a place that gives it or reads it.

import type { AnyNode, CommandNode } from '#engine/template/node.ts';
import type { Span } from '#engine/text/span.ts';
import { unwrapped } from '../documents/template.ts';
import type { Context } from './context.ts';
import { type HelperParameter, parametersOf } from './helper-parameters.ts';
import { TOP } from './value.ts';

/** `include "image" (dict "tag" .Values.tag)`, on `"tag"`. */
export interface GivenKey {
  readonly helper: string;
  readonly key: string;
  readonly span: Span;
}

/** `nodes`: those around the place, the innermost last. Undefined: it is no such key. */
export function givenKeyAt(nodes: readonly AnyNode[]): GivenKey | undefined {
  const key = nodes.at(-1);
  const dict = nodes.findLast((node) => node.kind === 'command');
  if (key?.kind !== 'string' || dict?.kind !== 'command' || functionOf(dict) !== 'dict') return undefined;
  // The function's name is the first argument, so keys have odd places.
  if (dict.args.map(unwrapped).indexOf(key) % 2 !== 1) return undefined;
  const helper = calledWith(nodes, dict);
  return helper === undefined ? undefined : { helper, key: key.text, span: key.span };
}

/** `.port` or `$.port` in a helper whose callers hand it dicts, where the word `target` is that key. */
export function readKeyAt(
  context: Context,
  nodes: readonly AnyNode[],
  target: Span,
): { readonly helper: string; readonly parameter: HelperParameter } | undefined {
  const { body, dot } = context.scope;
  const node = nodes.at(-1);
  if (body === undefined || (node?.kind !== 'field' && node?.kind !== 'variable')) return undefined;
  const isOfDot = node.kind === 'field' ? dot === TOP : node.ident[0] === '$';
  const key = node.kind === 'field' ? node.ident[0] : node.ident[1];
  const written = context.file.text.slice(node.span.start, target.end);
  if (!isOfDot || key === undefined || (written !== `.${key}` && written !== `$.${key}`)) return undefined;
  const { keys } = parametersOf(context.snapshot, context.tree, body.name);
  const parameter = keys.find((one) => one.name === key);
  return parameter && parameter.examples.length > 0 ? { helper: body.name, parameter } : undefined;
}

function functionOf({ args: [first] }: CommandNode): string | undefined {
  const word = first && unwrapped(first);
  return word?.kind === 'identifier' ? word.ident : undefined;
}

/** The helper that is given just this dict: as an argument of include, or of template. */
function calledWith(nodes: readonly AnyNode[], dict: CommandNode): string | undefined {
  const outer = nodes.slice(0, nodes.indexOf(dict));
  const pipe = outer.at(-1);
  const call = outer.findLast((node) => node.kind === 'command' || node.kind === 'template');
  if (pipe?.kind !== 'pipe' || pipe.cmds.length !== 1) return undefined;
  if (call?.kind === 'template')
    return call.pipe === pipe || call.pipe?.cmds[0]?.args[0] === pipe ? call.name : undefined;
  if (call?.kind !== 'command' || functionOf(call) !== 'include') return undefined;
  const [, name, data] = call.args.map(unwrapped);
  return name?.kind === 'string' && data === pipe ? name.text : undefined;
}
