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
  const lines = ['{{/*', ...docOf(context, name), '*/}}', `{{- define "${name}" -}}`, '{{- end }}', ''];
  const gap = text.trim() === '' ? '' : text.endsWith('\n') ? eol : eol + eol;
  return [{ uri, edits: [inserting(text.length, gap + lines.join(eol))], isNew: file === undefined }];
}

/** What the name says, and what the callers hand over. */
function docOf({ snapshot, tree }: Context, name: string): string[] {
  const word = (name.split(/[./]/).at(-1) ?? name)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[-_]+/g, ' ')
    .toLowerCase();
  const keys = new Set<string>();
  for (const site of templateIndex(snapshot, tree).callsOf(name)) {
    for (const ref of resolveIn(snapshot, tree, site, site.call.data).refs)
      if (ref.kind === 'dict') for (const key of ref.entries.keys()) keys.add(key);
  }
  const title = word.slice(0, 1).toUpperCase() + word.slice(1);
  const given = [...keys].filter((key) => /^[\w-]+$/.test(key));
  return given.length === 0 ? [title] : [`${title}; called with a dict of ${given.join(', ')}`];
}
