// Where in a template's own text its rendered documents begin, and what they are called.

import { type Span, span } from '#engine/text/span.ts';
import { carrySpan, driftOf } from './drift.ts';
import { sliceMapped } from './mapped-text.ts';
import type { View } from './render-state.ts';
import type { MappedText } from './rendering.ts';
import { type FileText, fileAt } from './snapshot.ts';

export interface ResourceSource {
  /** Where it begins in the file as it is now. */
  readonly span: Span;
  /** `Deployment/web`; several that one place renders, as of a loop, in the order of the output. */
  readonly names: readonly string[];
}

/** Where a template begins each of its documents, in the order of the output of its last render. */
export function resourceSources(view: View, file: FileText): ResourceSource[] {
  const then = fileAt(view.snapshot, file.uri);
  if (then === undefined) return [];
  const drift = driftOf(then.text, file.text);
  const places = new Map<number, { readonly span: Span; readonly names: string[] }>();
  for (const { span: document, ...known } of view.documents) {
    const { kind, name } = known.kind === '' ? namedInLines(view, document) : known;
    const place = kind === '' ? undefined : sourceOf(view.text, document, file.uri);
    // What it was written by may be gone since.
    if (place === undefined || (place.start > drift.start && place.start < drift.oldEnd)) continue;
    const before = places.get(place.start);
    const title = name === '' ? kind : `${kind}/${name}`;
    if (before) before.names.push(title);
    else places.set(place.start, { span: carrySpan(drift, place), names: [title] });
  }
  return [...places.values()];
}

/** What a document that is no YAML, as so often while one types, calls itself in lines that look like it. */
function namedInLines(view: View, { start, end }: Span): { readonly kind: string; readonly name: string } {
  const text = view.text.text.slice(start, end);
  const kind = /^kind:[ \t]+["']?([A-Za-z]\w*)["']?[ \t]*$/m.exec(text)?.[1] ?? '';
  const block = /^metadata:[ \t]*\r?\n((?:[ \t].*\r?\n|\r?\n)*)/m.exec(text)?.[1] ?? '';
  const indent = /^[ \t]+/.exec(block)?.[0] ?? '';
  const name = new RegExp(`^${indent}name:[ \\t]+["']?([\\w.:-]+)["']?[ \\t]*$`, 'm').exec(block)?.[1] ?? '';
  return { kind, name: indent === '' ? '' : name };
}

/** The first place of the file that wrote something of the document: the very letters, or the action that led to them. */
function sourceOf(text: MappedText, document: Span, uri: string): Span | undefined {
  const { text: own, mappings } = sliceMapped(text, document.start, document.end);
  // White space and comments before the first key belong to nobody's resource.
  const begin = /^(?:\s*(?:#.*)?\n)*/.exec(own)?.[0].length ?? 0;
  for (const { start, end, site, caller, skip } of mappings) {
    if (end <= begin || caller?.uri !== uri) continue;
    if (skip === undefined || site?.uri !== uri) return span(caller.start, caller.end);
    const from = site.start + skip + Math.max(0, begin - start);
    return span(from, Math.max(from, Math.min(site.end, from + end - Math.max(start, begin))));
  }
  return undefined;
}
