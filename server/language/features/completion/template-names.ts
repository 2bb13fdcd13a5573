// Named templates where a name is due, each with the dot it wants.

import type { Place } from '../../documents/place.ts';
import { templateView } from '../../documents/template.ts';
import { usesOf } from '../../symbols/calls.ts';
import { type Context, dotHere, rootHere } from '../../symbols/context.ts';
import { isContext, literal } from '../../symbols/helper-call.ts';
import { type HelperParameter, isRootKey, parametersOf } from '../../symbols/helper-parameters.ts';
import { templateMarkdown } from '../../symbols/markdown.ts';
import { type TemplateSite, templateIndex } from '../../symbols/templates.ts';
import { relativeUri } from '../../workspace/uri.ts';
import { type Choice, snippetText } from './choice.ts';
import { meansTheSame } from './dict-keys.ts';
import type { CompletionItem } from './item.ts';
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

/** `include "name" █`: what the template wants, the root object or a dict of what it reads. */
export function handedItems(context: Context, place: Place): CompletionItem[] {
  const { before, head, isNested, replace } = place;
  const [first, second] = before;
  const isTag = !isNested && (head === 'template' || head === 'block') && before.length === 1;
  const isInclude = first?.text === 'include' && before.length === 2;
  const name = isTag ? literal(first?.text ?? '') : isInclude ? literal(second?.text ?? '') : undefined;
  if (name === undefined || templateIndex(context.snapshot, context.tree).sitesOf(name).length === 0) return [];
  const root = rootText(context);
  const wanted = dictFor(context, name, root);
  const sort = '00';
  if (wanted === undefined) {
    const { takesRoot } = parametersOf(context.snapshot, context.tree, name);
    if (!takesRoot) return [];
    return [{ label: root, kind: 'object', detail: 'the root object', replace, insert: root, sort }];
  }
  const { label, insert } = wanted;
  const detail = `what ${name} reads`;
  return [{ label, kind: 'snippet', detail, replace, insert, isSnippet: true, filter: '(dict', sort }];
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
function handedTo(context: Context, name: string, root: string): string {
  return ` ${dictFor(context, name, root)?.insert ?? snippetText(root)}`;
}

/** The dict of the keys that a template cannot do without, as a snippet; undefined: it is given the dot. */
function dictFor(
  context: Context,
  name: string,
  root: string,
): { readonly label: string; readonly insert: string } | undefined {
  const { keys } = parametersOf(context.snapshot, context.tree, name);
  const wanted = keys.filter((key) => key.isRequired && !isRootKey(key.name));
  // Whoever takes the root object reads no other keys of it; a dict is told by its callers, or by keys alone.
  const isDict = wanted.length > 0 && (!keys.some(isObject) || wanted.some((key) => key.examples.length > 0));
  if (!isDict) return undefined;
  const isRoot = hasRoot(context, dotHere(context));
  const entries = wanted.map((key, i) => {
    const value = snippetText(given(key, root, isRoot));
    return `"${snippetText(key.name)}" \${${i + 1}:${value}}`;
  });
  const label = `(dict ${wanted.map((key) => `"${key.name}" …`).join(' ')})`;
  return { label, insert: `(dict ${entries.join(' ')})` };
}

function isObject({ name }: HelperParameter): boolean {
  return isRootKey(name);
}

/** Something to write over: the root for what is used as the root, else what others hand over. */
function given(key: HelperParameter, root: string, isRoot: boolean): string {
  if (isContext(key)) return root;
  return key.examples.find(({ text }) => meansTheSame(text, isRoot))?.text ?? '.';
}
