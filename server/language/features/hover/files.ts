// The hover of a file that a template names: its size and first lines, or that the chart does not have it; what Glob matches.

import { ignored, parseIgnore } from '#engine/chart/helmignore.ts';
import type { StringNode } from '#engine/template/node.ts';
import { compileGlob } from '#engine/text/glob.ts';
import { unwrapped } from '../../documents/template.ts';
import type { ChartNode } from '../../symbols/charts.ts';
import { pathIn } from '../../symbols/charts.ts';
import { code, fenced } from '../../symbols/markdown.ts';
import { printable } from '../../symbols/printed/label.ts';
import { type FileText, fileAt, roleOf } from '../../workspace/snapshot.ts';
import { joinUri } from '../../workspace/uri.ts';
import type { Hover } from '../hover.ts';
import type { Place } from './place.ts';

const MOST_LINES = 10;
const MOST_FILES = 6;

export function fileMarkdown({ context }: Place, path: string): string {
  const { snapshot, chart } = context;
  const file = fileAt(snapshot, joinUri(chart.folder, path));
  const name = `**${code(path)}**`;
  if (file === undefined)
    return `${name}\n\nThe chart ${code(chart.name)} has no such file; ${code('.Files.Get')} gives an empty text.`;
  if (path.startsWith('templates/'))
    return [`${linkOf(path, file)} · ${sizeOf(file)}`, beginning(path, file)].join('\n\n');
  const parts = [`${linkOf(path, file)} · ${sizeOf(file)}`];
  const why = leftOut(chart, path, file, context.snapshot.settings.helmVersion === '3' ? 3 : 4);
  if (why) parts.push(`**${why}** ${code('.Files')} does not have it, so this is empty.`);
  parts.push(beginning(path, file));
  return parts.join('\n\n');
}

/** The pattern that the cursor stands in, when it is one of `.Files.Glob`. */
export function globHover({ context, nodes }: Place): Hover | undefined {
  const node = nodes.at(-1);
  const command = nodes.findLast((outer) => outer.kind === 'command');
  if (node?.kind !== 'string' || command?.kind !== 'command') return undefined;
  const [first, pattern] = command.args.map(unwrapped);
  const idents =
    first?.kind === 'chain' ? first.field : first?.kind === 'field' || first?.kind === 'variable' ? first.ident : [];
  if (pattern !== node || idents.at(-1) !== 'Glob' || idents.at(-2) !== 'Files') return undefined;
  return {
    span: node.span,
    markdown: globMarkdown(context.chart, node, context.snapshot.settings.helmVersion === '3' ? 3 : 4),
  };
}

function globMarkdown(chart: ChartNode, { text }: StringNode, major: 3 | 4): string {
  const matches = compileGlob(text, '/') ?? (() => true);
  const found = chart.files.filter((file) => {
    const path = pathIn(chart.folder, file);
    return isMatch(matches, path) && leftOut(chart, path, file, major) === undefined;
  });
  if (found.length === 0) return `**${code(text)}**\n\nMatches no file of the chart ${code(chart.name)}.`;
  const rows = found
    .slice(0, MOST_FILES)
    .map((file) => `- ${linkOf(pathIn(chart.folder, file), file)} · ${sizeOf(file)}`);
  const more = found.length > MOST_FILES ? [`- … ${found.length - MOST_FILES} more`] : [];
  return [
    `**${code(text)}** matches ${found.length === 1 ? '1 file' : `${found.length} files`}:`,
    '',
    ...rows,
    ...more,
  ].join('\n');
}

/** A pattern may be one that Go panics at. */
function isMatch(matches: (name: string) => boolean, path: string): boolean {
  try {
    return matches(path);
  } catch {
    return false;
  }
}

/** Why `.Files` lacks a file that is there; undefined: it has it. */
function leftOut(chart: ChartNode, path: string, file: FileText, major: 3 | 4): string | undefined {
  const role = roleOf(chart.folder, file.uri);
  if (role === 'template') return 'It is a template.';
  if (/^(?:Chart\.(?:yaml|lock)|values\.yaml|values\.schema\.json)$/.test(path))
    return 'It is a part of the chart’s own description.';
  if (path.startsWith('charts/')) return 'It belongs to a subchart.';
  const ignore = chart.files.find((one) => pathIn(chart.folder, one) === '.helmignore');
  const rules = parseIgnore(ignore?.text, major);
  const steps = path.split('/');
  const folders = steps.slice(0, -1).map((_, i) => steps.slice(0, i + 1).join('/'));
  const isIgnored = ignored(rules, path, false) || folders.some((folder) => ignored(rules, folder, true));
  return isIgnored ? '.helmignore leaves it out.' : undefined;
}

function linkOf(path: string, { uri }: FileText): string {
  return `[${path.replace(/[[\]\\]/g, '\\$&')}](${uri})`;
}

function sizeOf({ text }: FileText): string {
  if (isBinary(text)) return 'binary';
  const lines = text === '' ? 0 : text.replace(/\n$/, '').split('\n').length;
  return `${lines === 1 ? '1 line' : `${lines} lines`}`;
}

/** Bytes that are no UTF-8 are carried as lone surrogates (engine/text/bytes.ts). */
function isBinary(text: string): boolean {
  return /[\0\udc80-\udcff]/.test(text.slice(0, 2000).replace(/[\ud800-\udbff][\udc00-\udfff]/g, ''));
}

function beginning(path: string, { text }: FileText): string {
  if (isBinary(text) || text.trim() === '') return text === '' ? 'It is empty.' : '';
  const lines = text.slice(0, 4000).replace(/\r/g, '').split('\n');
  const shown = lines.slice(0, MOST_LINES).map((line) => (line.length > 120 ? `${line.slice(0, 119)}…` : line));
  if (lines.length > MOST_LINES) shown.push('…');
  const language = /\.(\w+)$/.exec(path)?.[1] ?? '';
  return fenced(LANGUAGES[language] ?? language, printable(shown.join('\n').trimEnd()));
}

const LANGUAGES: Readonly<Record<string, string | undefined>> = {
  yml: 'yaml',
  md: 'markdown',
  tpl: 'helm',
  sh: 'shellscript',
  py: 'python',
  js: 'javascript',
};
