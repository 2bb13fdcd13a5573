// What a template's word means, as Markdown: values with their origins, built-in objects, functions, named templates, variables.

import type { Span } from '#engine/text/span.ts';
import { functionsOf } from '../documents/functions.ts';
import { builtinValue } from '../symbols/builtin-value.ts';
import { type Builtin, builtinAt } from '../symbols/builtins.ts';
import { type Context, contextAt, type ObjectPath, objectPaths, variableHere } from '../symbols/context.ts';
import { keywordOf } from '../symbols/keywords.ts';
import {
  builtinMarkdown,
  code,
  fenced,
  functionMarkdown,
  pathText,
  templateMarkdown,
  valueMarkdown,
} from '../symbols/markdown.ts';
import type { Variable } from '../symbols/scope.ts';
import { type Target, targetAt } from '../symbols/target.ts';
import { templateIndex } from '../symbols/templates.ts';
import { valueSites } from '../symbols/values.ts';
import { missingCharts } from '../workspace/missing-charts.ts';
import type { Snapshot } from '../workspace/snapshot.ts';

export interface Hover {
  readonly span: Span;
  readonly markdown: string;
}

/** The hover at an offset of a template; undefined where there is nothing to say. */
export function hover(snapshot: Snapshot, uri: string, offset: number): Hover | undefined {
  const found = targetAt(snapshot, uri, offset);
  const markdown = found && describe(found.context, found.target);
  return markdown ? { span: found.target.span, markdown } : undefined;
}

function describe(context: Context, target: Target): string | undefined {
  switch (target.kind) {
    case 'path':
      return describePaths(context, target.paths);
    case 'function': {
      const record = functionsOf(context.snapshot.settings).get(target.name);
      return record && functionMarkdown(record);
    }
    case 'keyword': {
      const keyword = keywordOf(target.word);
      return keyword && `**\`${keyword.word}\`**\n\n${keyword.doc}`;
    }
    case 'template': {
      const [winner, ...others] = templateIndex(context.snapshot, context.tree).sitesOf(target.name);
      return winner ? templateMarkdown(context.tree, winner, others) : describeAbsent(context, target.name);
    }
    case 'variable':
      return describeVariable(context, target);
    default:
      return undefined;
  }
}

/** A template that nobody defines, and that by its name belongs to a chart that is not there. */
function describeAbsent({ snapshot, tree }: Context, name: string): string | undefined {
  const parts = name.split('.');
  const chart = missingCharts(snapshot, tree.root.folder).find(
    (one) => parts.includes(one.name) || parts.includes(one.key),
  );
  if (chart === undefined) return undefined;
  return `**${code(name)}**\n\nA template of the chart ${code(chart.name)}, as its name says, which is not in charts/: run helm dependency build.`;
}

/** Several possibilities (a helper that is called in several ways) are described one after another. */
function describePaths(context: Context, paths: readonly ObjectPath[]): string | undefined {
  const parts = paths.slice(0, MAX_PATHS).map((path) => describePath(context, path));
  const texts = [...new Set(parts.filter((text) => text !== undefined))];
  return texts.length > 0 ? texts.join('\n\n---\n\n') : undefined;
}

const MAX_PATHS = 4;

function describePath(context: Context, found: ObjectPath): string | undefined {
  const { chart, object, path } = found;
  if (object === undefined) return `The root object of the chart ${code(chart.name)}`;
  const builtin = builtinAt([object, ...path]);
  if (object !== 'Values') return describeBuiltin(context, found, builtin);
  if (path.length === 0 && builtin) return builtinMarkdown('.Values', builtin, undefined);
  const sites = valueSites(context.tree, chart, path);
  const title = pathText('Values', path);
  if (sites.length > 0) return valueMarkdown(context.tree, title, sites);
  return `**\`${title}\`**\n\nNo values file of the chart sets it.`;
}

function describeBuiltin(context: Context, found: ObjectPath, builtin: Builtin | undefined): string | undefined {
  const object = found.object as string;
  const value = builtinValue(context.snapshot, found);
  if (builtin) return builtinMarkdown(pathText(object, found.path), builtin, value);
  return value === undefined ? undefined : `**\`${pathText(object, found.path)}\`**\n\n${code(value)}`;
}

function describeVariable(context: Context, target: Target & { readonly kind: 'variable' }): string | undefined {
  const { variable } = target;
  if (variable === undefined) return undefined;
  const { text } = context.file;
  const parts = [fenced('helm', declarationText(text, variable))];
  if (variable.source === 'key') parts.push('The key or index of each element.');
  // The declaration stands before the place, and its value is told in terms of the dot there.
  const inside = contextAt(context.snapshot, context.file.uri, variable.declaration.span.start) ?? context;
  const paths = objectPaths(context.tree, variableHere(inside, variable));
  const meaning = describePaths(context, paths);
  if (meaning) parts.push(meaning);
  return parts.join('\n\n');
}

function declarationText(text: string, { pipe }: Variable): string {
  const line = text.slice(pipe.span.start, pipe.span.end).trim().replace(/\s+/g, ' ');
  return line.length > 200 ? `${line.slice(0, 199)}…` : line;
}
