// The hover of a variable: where it is declared and assigned, what it may stand for, what it came to.

import type { PipeNode } from '#engine/template/node.ts';
import { walkNodes } from '../../documents/template.ts';
import { contextAt, objectPaths, variableHere } from '../../symbols/context.ts';
import { fenced } from '../../symbols/markdown.ts';
import type { Variable } from '../../symbols/scope.ts';
import { scopeAt } from '../../symbols/scope.ts';
import type { Target } from '../../symbols/target.ts';
import { nowAtWord, nowMarkdown } from './now.ts';
import { evaluatedHere, lineLink, type Place } from './place.ts';
import { pathMarkdown } from './values.ts';

const MOST_PATHS = 4;

export function variableMarkdown(place: Place, target: Target & { readonly kind: 'variable' }): string | undefined {
  const { variable } = target;
  const { context } = place;
  if (variable === undefined) return undefined;
  const parts = [fenced('helm', declarationText(context.file.text, variable))];
  const now = nowAtWord(place, target.span) ?? nowDeclared(place, variable);
  if (now) parts.push(now);
  parts.push(placesOf(place, variable));
  if (variable.source === 'key') parts.push('The key or index of each element.');
  // The declaration stands before the place, and its value is told in terms of the dot there.
  const inside = contextAt(context.snapshot, context.file.uri, variable.declaration.span.start) ?? context;
  const paths = objectPaths(context.tree, variableHere(inside, variable)).slice(0, MOST_PATHS);
  const texts = new Set(paths.flatMap((path) => pathMarkdown(place, path) ?? []));
  if (texts.size > 0) parts.push([...texts].join('\n\n---\n\n'));
  return parts.join('\n\n');
}

/** At the declaration itself: what it was given. */
function nowDeclared(place: Place, { declaration, pipe, source }: Variable): string | undefined {
  if (place.nodes.at(-1) !== declaration || source !== 'value') return undefined;
  const result = pipe.cmds.at(-1);
  const seen = result && evaluatedHere(place, result.span);
  return seen && nowMarkdown(place, seen);
}

function placesOf({ context }: Place, { name, declaration }: Variable): string {
  const { file, view } = context;
  const assigned: string[] = [];
  walkNodes(view.parsed.main.root, (node) => {
    if (node.kind !== 'pipe' || !node.isAssign || node.span.start < declaration.span.start) return;
    if (!assigns(node, name)) return;
    if (scopeAt(view, node.span.start).variables.get(name)?.declaration === declaration)
      assigned.push(lineLink(file, node.span.start));
  });
  const more = assigned.length > 4 ? ' …' : '';
  const also = assigned.length > 0 ? ` · assigned at ${assigned.slice(0, 4).join(', ')}${more}` : '';
  return `Declared at ${lineLink(file, declaration.span.start)}${also}`;
}

function assigns({ decl }: PipeNode, name: string): boolean {
  return decl.some(({ ident }) => ident[0] === name);
}

function declarationText(text: string, { pipe, source }: Variable): string {
  const line = text.slice(pipe.span.start, pipe.span.end).trim().replace(/\s+/g, ' ');
  const shown = line.length > 200 ? `${line.slice(0, 199)}…` : line;
  return source === 'value' ? `{{ ${shown} }}` : `{{ range ${shown} }}`;
}
