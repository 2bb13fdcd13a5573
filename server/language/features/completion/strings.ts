// Completions inside a string: names of templates, keys of maps, files of the chart, by the function that gets the string.

import { type Context, textHere } from '../../symbols/context.ts';
import { templateMarkdown } from '../../symbols/markdown.ts';
import { templateIndex } from '../../symbols/templates.ts';
import { relativeUri } from '../../workspace/uri.ts';
import type { CompletionItem } from './item.ts';
import { membersOf } from './members.ts';
import type { Operand, Place } from './place.ts';

export function stringItems(context: Context, place: Place): CompletionItem[] {
  const { before, head } = place;
  const [first] = before;
  if (head === 'template' && !place.isNested && before.length === 0) return templateItems(context, place);
  if (first === undefined) return [];
  if (first.text === 'include' && before.length === 1) return templateItems(context, place);
  if (first.text === 'index' && before.length >= 2) return keyItems(context, place, indexedText(before));
  if (KEYED.has(first.text) && before.length === 2) return keyItems(context, place, (before[1] as Operand).text);
  if (/\.Files\.(Get|GetBytes|Lines|Glob)$/.test(first.text) && before.length === 1) return fileItems(context, place);
  const last = before.at(-1) as Operand;
  return /\.Template\.BasePath$/.test(last.text) ? basePathItems(context, place) : [];
}

const KEYED: ReadonlySet<string> = new Set(['get', 'hasKey', 'pluck', 'unset', 'set']);

function indexedText(before: readonly Operand[]): string {
  return before.length === 2 ? (before[1] as Operand).text : before.map(({ text }) => text).join(' ');
}

/** A string without its closing quote gets it. */
function stringItem(place: Place, item: Omit<CompletionItem, 'replace' | 'insert'>): CompletionItem {
  const text = place.quote === '"' ? JSON.stringify(item.label).slice(1, -1) : item.label;
  return { ...item, replace: place.replace, insert: place.isQuoteClosed ? text : `${text}${place.quote}` };
}

function templateItems(context: Context, place: Place): CompletionItem[] {
  const index = templateIndex(context.snapshot, context.tree);
  const out: CompletionItem[] = [];
  for (const name of index.names()) {
    const [winner, ...others] = index.sitesOf(name);
    if (winner === undefined || name === '') continue;
    const isOwn = winner.chart === context.chart;
    out.push(
      stringItem(place, {
        label: name,
        kind: 'template',
        detail: relativeUri(context.tree.root.folder, winner.file.uri),
        document: () => templateMarkdown(context.tree, winner, others),
        sort: `${isOwn ? 0 : 1}${name}`,
      }),
    );
  }
  return out;
}

function keyItems(context: Context, place: Place, target: string): CompletionItem[] {
  return membersOf(context, textHere(context, target)).map(({ name, kind, detail, document }) =>
    stringItem(place, { label: name, kind, detail, document, sort: `0${name}` }),
  );
}

function fileItems(context: Context, place: Place): CompletionItem[] {
  const { chart } = context;
  const hidden = new Set([...chart.templates, ...(chart.defaults ? [chart.defaults] : [])]);
  return chart.files
    .filter((file) => !hidden.has(file))
    .map((file) => relativeUri(chart.folder, file.uri) ?? '')
    .filter((path) => !path.startsWith('templates/') && path !== 'Chart.yaml')
    .map((path) => stringItem(place, { label: path, kind: 'file', sort: `0${path}` }));
}

/** `include (print $.Template.BasePath "/configmap.yaml") .` */
function basePathItems(context: Context, place: Place): CompletionItem[] {
  const { chart } = context;
  return chart.templates
    .map((file) => relativeUri(chart.folder, file.uri)?.slice('templates'.length) ?? '')
    .map((path) => stringItem(place, { label: path, kind: 'file', sort: `0${path}` }));
}
