// Code lenses: on the resources and defines of a template, and on the keys at the top of a values file.

import { type Span, span } from '#engine/text/span.ts';
import { templateView } from '../documents/template.ts';
import { entriesOf, valuesView } from '../documents/values.ts';
import { chartOfFile, chartTreeOf } from '../symbols/charts.ts';
import { valueUses } from '../symbols/occurrences.ts';
import { callsInAllReleases } from '../symbols/other-users.ts';
import { type RenderState, type View, viewOf } from '../workspace/render-state.ts';
import { resourceSources } from '../workspace/resource-source.ts';
import { chartFolderOf, type FileText, fileAt, roleIn, type Snapshot } from '../workspace/snapshot.ts';
import { seenFrom } from '../workspace/values-set.ts';

export interface CodeLens {
  readonly span: Span;
  readonly subject: LensSubject;
}

/** What a lens is about, as plain data: it comes back when the lens is to be told in full. */
export type LensSubject =
  /** `title` names the resource, and how many more the same place renders. */
  | { readonly kind: 'resource'; readonly title: string }
  | { readonly kind: 'define'; readonly name: string }
  | { readonly kind: 'value'; readonly key: string };

/** All lenses of a file in the order of the text; none unless the setting asks for them. */
export function codeLenses(given: Snapshot, state: RenderState | undefined, uri: string): CodeLens[] {
  const snapshot = seenFrom(given, uri);
  const file = fileAt(snapshot, uri);
  const folder = file && chartFolderOf(snapshot, file.uri);
  if (file === undefined || folder === undefined || !snapshot.settings.codeLens) return [];
  const role = roleIn(snapshot, folder, file.uri);
  if (role === 'values') return valueLenses(snapshot, file);
  if (role !== 'template') return [];
  const lenses = [
    ...defineLenses(snapshot, file),
    ...(state ? resourceLenses(viewOf(state, file.uri, 'file'), file) : []),
  ];
  return lenses.sort((a, b) => a.span.start - b.span.start);
}

export interface LensUses {
  readonly title: string;
  readonly places: readonly { readonly uri: string; readonly span: Span }[];
}

/** Who uses what the lens stands on; undefined when nobody can tell any more. */
export function lensUses(
  given: Snapshot,
  uri: string,
  subject: Exclude<LensSubject, { kind: 'resource' }>,
): LensUses | undefined {
  const snapshot = seenFrom(given, uri);
  const file = fileAt(snapshot, uri);
  const tree = file && chartTreeOf(snapshot, file.uri);
  if (file === undefined || tree === undefined) return undefined;
  const places =
    subject.kind === 'define'
      ? callsInAllReleases(snapshot, { tree, chart: chartOfFile(tree, snapshot, file.uri) }, subject.name)
          .filter(({ call }) => call.kind !== 'block')
          .map((site) => ({ uri: site.file.uri, span: site.call.nameSpan }))
      : valueUses(snapshot, chartOfFile(tree, snapshot, file.uri), [subject.key]).map((use) => ({
          uri: use.file.uri,
          span: use.span,
        }));
  // A name may be computed, and a table taken whole: that nothing was found does not say that there is nothing.
  const title = places.length === 0 ? 'no uses found' : places.length === 1 ? '1 use' : `${places.length} uses`;
  return { title, places };
}

function defineLenses(snapshot: Snapshot, file: FileText): CodeLens[] {
  const { defines } = templateView(file, snapshot.settings);
  const named = defines.filter(({ kind, name }) => kind === 'define' && name !== '');
  return named.map(({ head, name }) => ({ span: head, subject: { kind: 'define', name } }));
}

function valueLenses(snapshot: Snapshot, file: FileText): CodeLens[] {
  const { root } = valuesView(file).tree;
  const tree = chartTreeOf(snapshot, file.uri);
  if (root === null || tree === undefined) return [];
  const { subcharts } = chartOfFile(tree, snapshot, file.uri);
  const isSubchart = (name: string) => subcharts.some(({ keys }) => keys.includes(name));
  return entriesOf({ key: undefined, value: root, path: [] }).flatMap(({ key, path }): CodeLens[] => {
    const name = path[0];
    // What lies below a subchart's name is read there, under other names.
    if (key === undefined || typeof name !== 'string' || isSubchart(name)) return [];
    return [{ span: span(key.start, key.end), subject: { kind: 'value', key: name } }];
  });
}

/** Several resources from one place, as of a loop, have one lens. */
function resourceLenses(view: View, file: FileText): CodeLens[] {
  return resourceSources(view, file).map(({ span: place, names }) => {
    const more = names.length > 1 ? ` (+${names.length - 1})` : '';
    return { span: place, subject: { kind: 'resource', title: `${names[0]}${more} · peek rendered` } };
  });
}
