// "Create helper": a named template that is called and defined nowhere, at the end of templates/_helpers.tpl.

import type { Chart } from '#engine/chart/chart.ts';
import type { Context } from '../../symbols/context.ts';
import { targetAt } from '../../symbols/target.ts';
import { resolveIn, templateIndex } from '../../symbols/templates.ts';
import { chartView } from '../../workspace/chart-view.ts';
import { missingCharts } from '../../workspace/missing-charts.ts';
import { fileAt } from '../../workspace/snapshot.ts';
import { joinUri } from '../../workspace/uri.ts';
import { type Action, type FileEdit, inserting, newlineOf, type Question, says } from './action.ts';

export function createHelperActions(question: Question): readonly Action[] {
  const { snapshot, file, span } = question;
  const found = says(question, /\b(?:include|template)\b/) ? targetAt(snapshot, file.uri, span.start) : undefined;
  if (found?.target.kind !== 'template') return [];
  const { context, target } = found;
  const isOwn = !context.chart.folder.startsWith('chartroom-archive:');
  if (
    !isOwn ||
    /["`\\\r\n]/.test(target.name) ||
    target.name.trim() === '' ||
    !isUndefinedTemplate(context, target.name)
  )
    return [];
  const mends = { rule: 'template-render', span: target.span };
  const title = `Create helper "${target.name}" in templates/_helpers.tpl`;
  return [{ title, kind: 'quickfix', mends, changes: () => helperAdded(context, target.name) }];
}

/** Called, defined nowhere, and not for a chart that is absent or packed to define. */
export function isUndefinedTemplate({ snapshot, tree }: Context, name: string): boolean {
  const index = templateIndex(snapshot, tree);
  if (index.sitesOf(name).length > 0 || index.callsOf(name).length === 0) return false;
  const { folder } = tree.root;
  // Helm names each template file as well: `include (print …)` calls these.
  if (/^[^"]*\/templates\//.test(name) || missingCharts(snapshot, folder).length > 0) return false;
  const { chart } = chartView(snapshot, folder);
  return chart !== undefined && !mayDefine(chart, name);
}

/** A text that the workspace does not show as a file, in some packed chart, has the name. */
function mayDefine(chart: Chart, name: string): boolean {
  const quoted = [`"${name}"`, `\`${name}\``];
  return chart.dependencies.some(
    (sub) =>
      sub.raw.some(({ name: path, text }) => path.includes('templates/') && quoted.some((one) => text.includes(one))) ||
      mayDefine(sub, name),
  );
}

function helperAdded(context: Context, name: string): FileEdit[] {
  const uri = joinUri(context.chart.folder, 'templates/_helpers.tpl');
  const file = fileAt(context.snapshot, uri);
  const text = file?.text ?? '';
  const eol = newlineOf(text.includes('\n') ? text : context.file.text);
  const given = givenTo(context, name);
  const head = ['{{/*', ...docOf(name, given), '*/}}', `{{- define "${name}" -}}`];
  const lines = [...head, ...variablesOf(given.keys), '{{- end }}', ''];
  const gap = text.trim() === '' ? '' : text.endsWith('\n') ? eol : eol + eol;
  return [{ uri, edits: [inserting(text.length, gap + lines.join(eol))], isNew: file === undefined }];
}

/** What the callers hand over. */
interface Given {
  /** The keys of their dicts, in the order in which they are written. */
  readonly keys: readonly string[];
  /** A call that shows them all; undefined where there is no dict, or it would not stand in a comment. */
  readonly usage: string | undefined;
}

function givenTo({ snapshot, tree }: Context, name: string): Given {
  const keys = new Set<string>();
  const calls: { readonly text: string; readonly count: number }[] = [];
  for (const site of templateIndex(snapshot, tree).callsOf(name)) {
    const own = new Set<string>();
    for (const ref of resolveIn(snapshot, tree, site, site.call.data).refs)
      if (ref.kind === 'dict') for (const key of ref.entries.keys()) own.add(key);
    for (const key of own) keys.add(key);
    const { start, end } = site.call.span;
    const text = site.file.text
      .slice(start, end)
      .replace(/^\{\{-?\s*|\s*-?\}\}$/g, '')
      .replace(/\s+/g, ' ');
    calls.push({ text, count: own.size });
  }
  const usage = calls.find(({ count, text }) => count > 0 && count === keys.size && isShort(text))?.text;
  return { keys: [...keys].filter((key) => /^[\p{L}\p{N}_.-]+$/u.test(key)), usage };
}

function isShort(text: string): boolean {
  return text.length <= 160 && !/\*\/|[{}]/.test(text);
}

/** What the name says, and how it is called. */
function docOf(name: string, { keys, usage }: Given): string[] {
  const word = (name.split(/[./]/).at(-1) ?? name)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[-_]+/g, ' ')
    .toLowerCase();
  const title = word.slice(0, 1).toUpperCase() + word.slice(1);
  if (keys.length === 0) return [title];
  return usage === undefined
    ? [`${title}; called with a dict of ${keys.join(', ')}`]
    : [title, 'Usage:', `{{ ${usage} }}`];
}

/** The keys under names of their own: an unused variable does no harm, and says what is there. */
function variablesOf(keys: readonly string[]): string[] {
  const names = new Set<string>();
  return keys.flatMap((key) => {
    const name = key
      .replace(/[^\p{L}\p{N}_]+(.)?/gu, (_all, next?: string) => (next ?? '').toUpperCase())
      .replace(/^(\p{N})/u, '_$1');
    if (name === '' || names.has(name)) return [];
    names.add(name);
    const read = name === key ? `.${key}` : `index . ${JSON.stringify(key)}`;
    return [`{{- $${name} := ${read} -}}`];
  });
}
