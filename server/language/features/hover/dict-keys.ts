// The hover of a key of the dict that a helper is called with: what the helper does with it, and what other callers give.

import type { AnyNode, CommandNode } from '#engine/template/node.ts';
import type { Span } from '#engine/text/span.ts';
import { unwrapped } from '../../documents/template.ts';
import { type HelperParameter, parametersOf } from '../../symbols/helper-parameters.ts';
import { code, placeLink } from '../../symbols/markdown.ts';
import { templateIndex } from '../../symbols/templates.ts';
import { TOP } from '../../symbols/value.ts';
import type { Place } from './place.ts';

const MOST_EXAMPLES = 4;

/** `include "image" (dict "tag" .Values.tag)`, on `"tag"`; undefined elsewhere. */
export function dictKeyHover(place: Place): { readonly span: Span; readonly markdown: string } | undefined {
  const { context, nodes } = place;
  const key = nodes.at(-1);
  const dict = nodes.findLast((node) => node.kind === 'command');
  if (key?.kind !== 'string' || dict?.kind !== 'command' || functionOf(dict) !== 'dict') return undefined;
  // The function's name is the first argument, so keys have odd places.
  if (dict.args.map(unwrapped).indexOf(key) % 2 !== 1) return undefined;
  const name = calledWith(nodes, dict);
  if (name === undefined) return undefined;
  const { keys, isOpen } = parametersOf(context.snapshot, context.tree, name);
  const found = keys.find((one) => one.name === key.text);
  const isDefined = templateIndex(context.snapshot, context.tree).sitesOf(name).length > 0;
  if (found !== undefined) return { span: key.span, markdown: parameterMarkdown(place, name, found) };
  if (isOpen || !isDefined) return undefined;
  return { span: key.span, markdown: `**${code(key.text)}**\n\n${code(name)} reads no such key.` };
}

/** `.port` or `$.port` in a helper that is called with dicts, on the key: the same, where the value is no path of values. */
export function readKeyMarkdown(place: Place, target: Span): string | undefined {
  const { context, nodes } = place;
  const { body, dot } = context.scope;
  const node = nodes.at(-1);
  if (body === undefined || (node?.kind !== 'field' && node?.kind !== 'variable')) return undefined;
  const isOfDot = node.kind === 'field' ? dot === TOP : node.ident[0] === '$';
  const key = node.kind === 'field' ? node.ident[0] : node.ident[1];
  const written = context.file.text.slice(node.span.start, target.end);
  if (!isOfDot || key === undefined || (written !== `.${key}` && written !== `$.${key}`)) return undefined;
  const { keys } = parametersOf(context.snapshot, context.tree, body.name);
  const found = keys.find((one) => one.name === key);
  return found && found.examples.length > 0 ? parameterMarkdown(place, body.name, found) : undefined;
}

function parameterMarkdown({ context }: Place, name: string, found: HelperParameter): string {
  const first = placeLink(context.tree, found.site.file, found.site.span.start);
  const parts = [
    `**${code(found.name)}** of ${code(name)} · ${found.isRequired ? 'required' : 'optional'} · read at ${first}`,
  ];
  if (found.fields.length > 0) parts.push(`Read of it: ${found.fields.slice(0, 8).map(code).join(', ')}`);
  const examples = found.examples.slice(0, MOST_EXAMPLES);
  const rows = examples.map(
    ({ file, span, text }) => `- ${code(text)} at ${placeLink(context.tree, file, span.start)}`,
  );
  if (rows.length > 0) parts.push(['Callers give', '', ...rows].join('\n'));
  return parts.join('\n\n');
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
