// The hover of a named template: its head, doc comment and parameters, who calls it, which definition holds, how it begins.

import { type HelperParameters, isRootKey, parametersOf } from '../../symbols/helper-parameters.ts';
import { code, fenced, placeLink, templateComment } from '../../symbols/markdown.ts';
import { callsInAllReleases } from '../../symbols/other-users.ts';
import { type TemplateSite, templateIndex } from '../../symbols/templates.ts';
import { missingCharts } from '../../workspace/missing-charts.ts';
import type { Place } from './place.ts';

const MOST_LINES = 10;
const MOST_CALLERS = 3;
const MOST_PARAMETERS = 6;

/** `now`: what it printed here. */
export function templateMarkdown(place: Place, name: string, now?: string): string | undefined {
  const { context } = place;
  const [winner, ...others] = templateIndex(context.snapshot, context.tree).sitesOf(name);
  if (winner === undefined) return absentMarkdown(place, name);
  const parts = [fenced('helm', winner.file.text.slice(winner.body.head.start, winner.body.head.end))];
  parts.push([`Defined in ${linkTo(place, winner)}`, callersOf(place, winner, name)].filter(Boolean).join(' · '));
  if (now) parts.splice(1, 0, now);
  if (others.length > 0) parts.push(othersOf(place, winner, others));
  const comment = templateComment(winner);
  if (comment) parts.push(comment);
  const parameters = parameterTable(parametersOf(context.snapshot, context.tree, name));
  if (parameters) parts.push(parameters);
  const body = bodyOf(winner);
  if (body) parts.push(fenced('helm', body));
  return parts.join('\n\n');
}

function linkTo({ context }: Place, { file, body }: TemplateSite): string {
  return placeLink(context.tree, file, body.nameSpan.start);
}

function callersOf({ context }: Place, { chart }: TemplateSite, name: string): string {
  const { snapshot, tree } = context;
  const calls = callsInAllReleases(snapshot, { tree, chart }, name);
  if (calls.length === 0) return templateIndex(snapshot, tree).hasComputedCalls ? 'no call names it' : 'never called';
  const links = calls.map(({ file, call }) => placeLink(context.tree, file, call.nameSpan.start));
  const more = links.length - MOST_CALLERS;
  const listed = links.slice(0, more > 1 ? MOST_CALLERS : MOST_CALLERS + 1).join(', ');
  const times = links.length === 1 ? 'once' : `${links.length} times`;
  return `called ${times}: ${listed}${more > 1 ? ' …' : ''}`;
}

/** Of definitions with the same name one holds; an empty one replaces none. */
function othersOf(place: Place, winner: TemplateSite, others: readonly TemplateSite[]): string {
  const links = others.slice(0, 4).map((other) => linkTo(place, other));
  const more = others.length > 4 ? ` and ${others.length - 4} more` : '';
  const why = winner.isEmpty ? '' : ' Helm takes the one above.';
  return `Also defined, and not used, in ${links.join(', ')}${more}.${why}`;
}

function parameterTable({ keys: all, isOpen }: HelperParameters): string | undefined {
  // Who is given the root object has no parameters of its own.
  const keys = all.filter(({ name }) => !isRootKey(name));
  if (keys.length === 0) return undefined;
  const shown = keys.slice(0, keys.length > MOST_PARAMETERS ? MOST_PARAMETERS - 1 : MOST_PARAMETERS);
  const rows = shown.map(({ name, isRequired, examples }) => {
    const example = examples[0] ? cell(examples[0].text) : '';
    return `| ${cell(name)}${isRequired ? '' : ' *optional*'} | ${example} |`;
  });
  if (shown.length < keys.length) rows.push(`| … ${keys.length - shown.length} more | |`);
  const open = isOpen ? '\n\nIt also uses what else it is given.' : '';
  return ['| Parameter | For example |', '| --- | --- |', ...rows].join('\n') + open;
}

/** A code span in a table: a bar would end the cell even there. */
function cell(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return code(line.length > 40 ? `${line.slice(0, 39)}…` : line).replaceAll('|', '\\|');
}

/** The first lines, without the indentation that all of them share. */
function bodyOf({ file, body }: TemplateSite): string | undefined {
  const { start, end } = body.list.span;
  // Trimmed braces before it leave the first line without its indentation.
  const line = file.text.lastIndexOf('\n', start - 1) + 1;
  const from = file.text.slice(line, start).trim() === '' ? line : start;
  const text = file.text.slice(from, Math.min(end, from + 4000)).replace(/\r/g, '');
  const lines = text.replace(/^\s*\n|\s+$/g, '').split('\n');
  if (lines.length === 1 && lines[0]?.trim() === '') return undefined;
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/));
  const indent = Math.min(...indents);
  const shown = lines.slice(0, MOST_LINES).map((line) => line.slice(indent, indent + 120));
  return lines.length > MOST_LINES
    ? [...shown, `{{- /* … ${lines.length - MOST_LINES} more lines */}}`].join('\n')
    : shown.join('\n');
}

/** A template that nobody defines, and that by its name belongs to a chart that is not there. */
function absentMarkdown({ context: { snapshot, tree } }: Place, name: string): string | undefined {
  const parts = name.split('.');
  const chart = missingCharts(snapshot, tree.root.folder).find(
    (one) => parts.includes(one.name) || parts.includes(one.key),
  );
  if (chart === undefined) return undefined;
  return `**${code(name)}**\n\nA template of the chart ${code(chart.name)}, as its name says, which is not in charts/: run helm dependency build.`;
}
