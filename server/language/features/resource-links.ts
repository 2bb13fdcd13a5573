// From a field of a template that names another resource (a Secret, a Service, labels that are selected) to the template
// that renders it, and back, as the last render has it.

import { type Span, span } from '#engine/text/span.ts';
import { code } from '../symbols/markdown.ts';
import { linksOf, type Resource, type ResourceLink, resourcesOf, targetsOf } from '../symbols/resources.ts';
import { backwards, carryOffset, carrySpan, driftOf } from '../workspace/drift.ts';
import type { RenderState, View } from '../workspace/render-state.ts';
import type { FlatMapping } from '../workspace/rendering.ts';
import { resourceSources } from '../workspace/resource-source.ts';
import { type FileText, fileAt, type Snapshot } from '../workspace/snapshot.ts';

export interface ResourceTarget {
  readonly uri: string;
  /** Where the resource begins. */
  readonly span: Span;
  readonly selection: Span;
}

export interface ResourceLinkAt {
  /** The key or the text under the cursor. */
  readonly origin: Span;
  readonly targets: readonly ResourceTarget[];
  /** What is meant and where it is, as Markdown. */
  readonly markdown: string;
}

/** The link to another resource at an offset of a template; undefined where none is named. */
export function resourceLinkAt(
  snapshot: Snapshot,
  state: RenderState,
  uri: string,
  offset: number,
): ResourceLinkAt | undefined {
  const file = fileAt(snapshot, uri);
  const found = file && linkUnder(state, file, offset);
  if (file === undefined || found === undefined) return undefined;
  const resources = targetsOf(state, found.link);
  return {
    origin: found.origin,
    targets: uniqueTargets(resources.flatMap((resource) => sourcesOf(snapshot, resource))),
    markdown: describe(snapshot, found.link, resources),
  };
}

/** The places of templates that name a resource which begins at the offset: on its `kind` or its name. */
export function resourceUses(
  snapshot: Snapshot,
  state: RenderState,
  uri: string,
  offset: number,
): ResourceTarget[] | undefined {
  const file = fileAt(snapshot, uri);
  const own = file && resourceUnder(state, file, offset);
  if (own === undefined) return undefined;
  const uses = resourcesOf(state).flatMap((user) =>
    linksOf(user)
      .filter((link) => targetsOf(state, link).includes(own))
      .flatMap((link) => placeOf(snapshot, user, link.value)),
  );
  return uniqueTargets(uses);
}

interface Under {
  readonly resource: Resource;
  /** Where the file's text at the offset stands in the output. */
  readonly at: number;
  readonly mapping: FlatMapping;
}

/** What the offset wrote: letters of a text one by one, an action all that it printed. */
function* writtenAt(state: RenderState, file: FileText, offset: number): Generator<Under> {
  const resources = resourcesOf(state).filter(({ uri }) => uri === file.uri);
  const view = resources[0]?.view;
  const then = view && fileAt(view.snapshot, file.uri);
  if (view === undefined || then === undefined) return;
  const before = carryOffset(backwards(driftOf(then.text, file.text)), offset);
  for (const mapping of view.text.mappings) {
    const { caller, site, skip, start, end } = mapping;
    if (caller?.uri !== file.uri || before < caller.start || before > caller.end) continue;
    const isText = skip !== undefined && site?.uri === file.uri;
    const at = isText ? start + before - site.start - skip : start;
    if (at < start || at > end) continue;
    const resource = resources.find(({ document }) => document.span.start <= at && at <= document.span.end);
    if (resource) yield { resource, at, mapping };
  }
}

function linkUnder(
  state: RenderState,
  file: FileText,
  offset: number,
): { readonly link: ResourceLink; readonly origin: Span } | undefined {
  for (const { resource, at, mapping } of writtenAt(state, file, offset)) {
    for (const link of linksOf(resource)) {
      const isName = link.name !== undefined && holds(link.value, at);
      const part = holds(link.key, at) ? link.key : isName ? link.value : undefined;
      if (part) return { link, origin: originOf(resource.view, file, mapping, part) };
    }
  }
  return undefined;
}

/** The resource whose `kind` or name the offset wrote. */
function resourceUnder(state: RenderState, file: FileText, offset: number): Resource | undefined {
  for (const { resource, at } of writtenAt(state, file, offset)) {
    const { text } = resource.view.text;
    const line = text.slice(text.lastIndexOf('\n', at - 1) + 1, lineEnd(text, at));
    const { kind, name } = resource.document;
    const value = /^(?:kind|\s+name):\s*["']?([^"'\s]*)/.exec(line)?.[1];
    if (value !== undefined && (line.startsWith('kind:') ? value === kind : value === name && isOwnName(resource, at)))
      return resource;
  }
  return undefined;
}

/** Of all fields called `name` the first below `metadata:` is the resource's own. */
function isOwnName({ view, document }: Resource, at: number): boolean {
  const before = view.text.text.slice(document.span.start, at);
  const top = before.lastIndexOf('\nmetadata:') >= 0 ? before.lastIndexOf('\nmetadata:') : before.indexOf('metadata:');
  return top >= 0 && !/\n\S/.test(before.slice(top + 1));
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

function holds({ start, end }: Span, at: number): boolean {
  return start <= at && at <= end;
}

/** The part in the file as it is now: its letters where they stand there, else the action that wrote it. */
function originOf(view: View, file: FileText, { site, caller, skip, start, end }: FlatMapping, part: Span): Span {
  const then = fileAt(view.snapshot, file.uri);
  const drift = driftOf(then?.text ?? '', file.text);
  if (skip === undefined || site?.uri !== file.uri) return carrySpan(drift, caller ?? span(0, 0));
  const shift = site.start + skip - start;
  return carrySpan(drift, span(Math.max(part.start, start) + shift, Math.min(part.end, end) + shift));
}

/** Where a template begins the resource. */
function sourcesOf(snapshot: Snapshot, { uri, view, document }: Resource): ResourceTarget[] {
  const file = fileAt(snapshot, uri);
  if (file === undefined) return [];
  const title = document.name === '' ? document.kind : `${document.kind}/${document.name}`;
  const source = resourceSources(view, file).find(({ names }) => names.includes(title));
  const place = source ? source.span : span(0, 0);
  return [{ uri: file.uri, span: place, selection: place }];
}

/** The place in a template that wrote a stretch of the output. */
function placeOf(snapshot: Snapshot, { uri, view }: Resource, part: Span): ResourceTarget[] {
  const file = fileAt(snapshot, uri);
  const mapping = view.text.mappings.find(({ start, end }) => start <= part.start && part.start < end);
  if (file === undefined || mapping?.caller?.uri !== uri) return [];
  const place = originOf(view, file, mapping, part);
  return [{ uri: file.uri, span: place, selection: place }];
}

function describe(snapshot: Snapshot, { kinds, name, labels }: ResourceLink, resources: readonly Resource[]): string {
  const meant =
    name === undefined
      ? `labels ${[...(labels ?? [])].map(([key, value]) => code(`${key}: ${value}`)).join(', ')}`
      : code(`${kinds[0]}/${name}`);
  if (resources.length === 0) {
    const none = name === undefined ? 'No pods of this release have them.' : 'Nothing in this release renders it.';
    return `${meant}\n\n${none}`;
  }
  const lines = resources.slice(0, MOST_LINES).map((resource) => {
    const [source] = sourcesOf(snapshot, resource);
    const file = source && fileAt(snapshot, source.uri);
    const line = file ? file.text.slice(0, source.span.start).split('\n').length : 1;
    const path = resource.uri.slice(resource.uri.lastIndexOf('/templates/') + 1);
    const { kind, name: own } = resource.document;
    return `- ${code(`${kind}/${own}`)} · [${path}:${line}](${resource.uri}#L${line})`;
  });
  const more = resources.length > MOST_LINES ? [`- … ${resources.length - MOST_LINES} more`] : [];
  return `${name === undefined ? `Selects by ${meant}` : 'Rendered by this release'}\n\n${[...lines, ...more].join('\n')}`;
}

const MOST_LINES = 6;

function uniqueTargets(targets: readonly ResourceTarget[]): ResourceTarget[] {
  const seen = new Set<string>();
  return targets.filter(({ uri, selection }) => {
    const key = `${selection.start} ${uri}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
