// The hover of a key of the dict that a helper is called with: what the helper does with it, and what other callers give.

import type { Span } from '#engine/text/span.ts';
import { givenKeyAt, readKeyAt } from '../../symbols/helper-key.ts';
import { type HelperParameter, parametersOf } from '../../symbols/helper-parameters.ts';
import { code, placeLink } from '../../symbols/markdown.ts';
import { templateIndex } from '../../symbols/templates.ts';
import type { Place } from './place.ts';

const MOST_EXAMPLES = 4;

/** On a key of a dict that a helper is called with; undefined elsewhere. */
export function dictKeyHover(place: Place): { readonly span: Span; readonly markdown: string } | undefined {
  const { context } = place;
  const given = givenKeyAt(place.nodes);
  if (given === undefined) return undefined;
  const { helper, key, span } = given;
  const { keys, isOpen } = parametersOf(context.snapshot, context.tree, helper);
  const found = keys.find((one) => one.name === key);
  const isDefined = templateIndex(context.snapshot, context.tree).sitesOf(helper).length > 0;
  if (found !== undefined) return { span, markdown: parameterMarkdown(place, helper, found) };
  if (isOpen || !isDefined) return undefined;
  return { span, markdown: `**${code(key)}**\n\n${code(helper)} reads no such key.` };
}

/** Where the body of the helper reads the key, and it is no path of values: the same. */
export function readKeyMarkdown(place: Place, target: Span): string | undefined {
  const found = readKeyAt(place.context, place.nodes, target);
  return found && parameterMarkdown(place, found.helper, found.parameter);
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
