// Named templates where a name is due, each with the dot it wants.

import { templateView } from '../../documents/template.ts';
import { usesOf } from '../../symbols/calls.ts';
import { type Context, dotHere, rootHere } from '../../symbols/context.ts';
import { isContext } from '../../symbols/helper-call.ts';
import { type HelperParameter, isRootKey, parametersOf } from '../../symbols/helper-parameters.ts';
import { templateMarkdown } from '../../symbols/markdown.ts';
import { type TemplateSite, templateIndex } from '../../symbols/templates.ts';
import { relativeUri } from '../../workspace/uri.ts';
import { type Choice, snippetText } from './choice.ts';
import { hasRoot } from './members.ts';

/** Every named template of the release: the chart's own first, then those of libraries and subcharts, then the others. */
export function templateChoices(context: Context): Choice[] {
  const index = templateIndex(context.snapshot, context.tree);
  const root = rootText(context);
  const out: Choice[] = [];
  for (const name of index.names()) {
    const [winner, ...others] = index.sitesOf(name);
    if (winner === undefined || name === '') continue;
    out.push({
      label: name,
      kind: 'template',
      detail: relativeUri(context.tree.root.folder, winner.file.uri),
      document: () => templateMarkdown(context.tree, winner, others),
      sort: `${distance(context, winner)}${name}`,
      after: handedTo(context, name, root),
    });
  }
  return out;
}

/** `define "█"`: names that the chart's templates call and nobody defines. */
export function missingNames(context: Context): Choice[] {
  const { snapshot, tree, chart } = context;
  const index = templateIndex(snapshot, tree);
  const out = new Map<string, Choice>();
  for (const file of chart.templates) {
    for (const name of usesOf(templateView(file, snapshot.settings)).callsByName.keys()) {
      if (name === '' || index.sitesOf(name).length > 0 || out.has(name)) continue;
      const detail = `called in ${relativeUri(tree.root.folder, file.uri) ?? file.uri}, not defined`;
      out.set(name, { label: name, kind: 'template', detail, sort: `0${name}` });
    }
  }
  return [...out.values()];
}

function distance({ chart }: Context, site: TemplateSite): number {
  if (site.chart === chart) return 0;
  for (let at = site.chart.parent; at; at = at.parent) if (at === chart) return site.chart.isLibrary ? 1 : 2;
  return site.chart.isLibrary ? 3 : 4;
}

/** How the root object is written here; the dot where there is none. */
function rootText(context: Context): string {
  return !hasRoot(context, dotHere(context)) && hasRoot(context, rootHere(context)) ? '$' : '.';
}

/** ` .`, or the dict that callers write. */
function handedTo({ snapshot, tree }: Context, name: string, root: string): string {
  const { keys } = parametersOf(snapshot, tree, name);
  const wanted = keys.filter((key) => key.isRequired && !isRootKey(key.name));
  // Whoever takes the root object reads no other keys of it; a dict is told by its callers, or by keys alone.
  const isDict = wanted.length > 0 && (!keys.some(isObject) || wanted.some((key) => key.examples.length > 0));
  if (!isDict) return ` ${snippetText(root)}`;
  const entries = wanted.map((key, i) => `"${snippetText(key.name)}" \${${i + 1}:${snippetText(given(key, root))}}`);
  return ` (dict ${entries.join(' ')})`;
}

function isObject({ name }: HelperParameter): boolean {
  return isRootKey(name);
}

/** Something to write over: the root for what is used as the root. */
function given(key: HelperParameter, root: string): string {
  return isContext(key) ? root : '.';
}
