// Who includes a named template, and what it includes itself, level by level.

import type { Span } from '#engine/text/span.ts';
import { span } from '#engine/text/span.ts';
import { type NamedBody, templateView } from '../documents/template.ts';
import { type TemplateCall, usesOf } from '../symbols/calls.ts';
import { type ChartTree, chartTreeOf, pathIn } from '../symbols/charts.ts';
import { targetAt } from '../symbols/target.ts';
import { templateIndex } from '../symbols/templates.ts';
import { treesOfUsers } from '../symbols/users.ts';
import { chartFolderOf, type FileText, fileAt, type Snapshot } from '../workspace/snapshot.ts';
import { seenFrom } from '../workspace/values-set.ts';

/** A named template, or the text of a file that includes some. */
export interface HierarchyItem {
  readonly kind: 'define' | 'file';
  /** The template's name, or the file's path below its chart. */
  readonly name: string;
  /** The chart that holds it, and where in it. */
  readonly detail: string;
  readonly uri: string;
  readonly span: Span;
  readonly selection: Span;
}

export interface HierarchyCall {
  readonly item: HierarchyItem;
  /** The names as they are written in the includes; in the file of who calls. */
  readonly calls: readonly Span[];
}

/** The named template at an offset: on its name, where it is defined or included. Undefined elsewhere. */
export function hierarchyItem(given: Snapshot, uri: string, offset: number): HierarchyItem | undefined {
  const found = targetAt(given, uri, offset);
  if (found?.target.kind !== 'template') return undefined;
  const { name } = found.target;
  const sites = templateIndex(found.context.snapshot, found.context.tree).sitesOf(name);
  const own = sites.find(
    (site) => site.file.uri === found.context.file.uri && site.body.nameSpan.start === found.target.span.start,
  );
  const site = own ?? sites[0];
  return site && defineItem(site.chart.name, pathIn(site.chart.folder, site.file), site.file, site.body);
}

/** Who includes the template, in every release that holds its chart; a file's own text is one caller. */
export function incomingCalls(snapshot: Snapshot, item: HierarchyItem): HierarchyCall[] {
  if (item.kind !== 'define') return [];
  const callers = new Map<string, { readonly item: HierarchyItem; readonly calls: Map<number, Span> }>();
  for (const tree of treesFor(snapshot, item.uri)) {
    for (const { file, chart, call } of templateIndex(snapshot, tree).callsOf(item.name)) {
      if (call.kind === 'block') continue;
      const path = pathIn(chart.folder, file);
      const caller = call.body ? defineItem(chart.name, path, file, call.body) : fileItem(chart.name, path, file);
      const key = keyOf(caller);
      const known = callers.get(key) ?? { item: caller, calls: new Map<number, Span>() };
      known.calls.set(call.nameSpan.start, call.nameSpan);
      callers.set(key, known);
    }
  }
  // The chart that one works in comes before those that lie in it.
  return [...callers.values()]
    .map(({ item: caller, calls }) => ({ item: caller, calls: [...calls.values()] }))
    .sort((a, b) => depthOf(a.item) - depthOf(b.item));
}

/** What the template or file includes; names that are computed, or that nobody defines, are left out. */
export function outgoingCalls(given: Snapshot, item: HierarchyItem): HierarchyCall[] {
  const snapshot = seenFrom(given, item.uri);
  const file = fileAt(snapshot, item.uri);
  const tree = file && chartTreeOf(snapshot, file.uri);
  if (file === undefined || tree === undefined) return [];
  const called = new Map<string, Span[]>();
  for (const call of usesOf(templateView(file, snapshot.settings)).calls) {
    if (call.name === undefined || call.kind === 'block' || !isIn(call, item)) continue;
    called.set(call.name, [...(called.get(call.name) ?? []), call.nameSpan]);
  }
  const index = templateIndex(snapshot, tree);
  return [...called].flatMap(([name, calls]) => {
    const [site] = index.sitesOf(name);
    return site
      ? [{ item: defineItem(site.chart.name, pathIn(site.chart.folder, site.file), site.file, site.body), calls }]
      : [];
  });
}

function depthOf({ uri }: HierarchyItem): number {
  return uri.split('/charts/').length;
}

/** A file's own text is what stands in no define; of several defines of one name, the one at the item's place. */
function isIn({ body }: TemplateCall, { kind, name, selection }: HierarchyItem): boolean {
  if (kind === 'file') return body === undefined;
  return body?.name === name && body.nameSpan.start === selection.start;
}

function treesFor(snapshot: Snapshot, uri: string): readonly ChartTree[] {
  const folder = chartFolderOf(snapshot, uri);
  return folder === undefined ? [] : treesOfUsers(snapshot, folder);
}

function defineItem(chart: string, path: string, file: FileText, body: NamedBody): HierarchyItem {
  const detail = `${chart}: ${path}`;
  return { kind: 'define', name: body.name, detail, uri: file.uri, span: body.span, selection: body.nameSpan };
}

function fileItem(chart: string, path: string, file: FileText): HierarchyItem {
  const whole = span(0, file.text.length);
  return { kind: 'file', name: path, detail: chart, uri: file.uri, span: whole, selection: span(0, 0) };
}

function keyOf({ kind, uri, name, selection }: HierarchyItem): string {
  return `${kind} ${uri} ${selection.start} ${name}`;
}
