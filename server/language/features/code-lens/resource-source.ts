// Where in a template's own text a rendered document begins.

import { type Span, span } from '#engine/text/span.ts';
import { sliceMapped } from '../../workspace/mapped-text.ts';
import type { MappedText } from '../../workspace/rendering.ts';

/** The first place of the file that wrote something of the document: the very letters, or the action that led to them. */
export function sourceOf(text: MappedText, document: Span, uri: string): Span | undefined {
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
