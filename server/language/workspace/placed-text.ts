// A rendered text and who wrote it, as places in files: worked out when somebody asks, since of most texts nobody does.

import type { Pieces, Site, ValueSource } from '#engine/text/origin.ts';
import { firstSource } from '#engine/text/source-map.ts';
import type { TracedText } from '#engine/text/traced.ts';
import type { FlatMapping, FlatPlace, MappedText } from './rendering.ts';

/** URI of each template by Helm's name for it. */
export type SourceUris = ReadonlyMap<string, string>;

/** One stretch, as a FlatMapping has it; sites lie in files that `uriOf` knows. */
export type Stretch = (
  start: number,
  end: number,
  site: Site | undefined,
  caller: Site | undefined,
  value: ValueSource | undefined,
  skip: number | undefined,
) => void;

export class PlacedText implements MappedText {
  readonly text: string;
  readonly #pieces: Pieces;
  readonly #uris: SourceUris;
  #mappings: readonly FlatMapping[] | undefined;

  constructor({ text, pieces = [] }: TracedText, uris: SourceUris) {
    this.text = text;
    this.#pieces = pieces;
    this.#uris = uris;
  }

  get mappings(): readonly FlatMapping[] {
    this.#mappings ??= this.#flat();
    return this.#mappings;
  }

  /** The file in which the site of a stretch lies. */
  uriOf({ file }: Site): string {
    return this.#uris.get(file) ?? '';
  }

  /** Goes through the stretches in order. */
  each(visit: Stretch): void {
    let start = 0;
    for (const { length, origin, skip } of this.#pieces) {
      const end = start + length;
      const inner = this.#innermost(origin.made ?? origin.site);
      const outer = this.#outermost(origin.site);
      visit(start, end, inner, outer, firstSource(origin), origin.verbatim ? (skip ?? 0) : undefined);
      start = end;
    }
  }

  #flat(): FlatMapping[] {
    const mappings: FlatMapping[] = [];
    const place = (site: Site): FlatPlace => ({
      uri: this.uriOf(site),
      start: site.span.start,
      end: site.span.end,
    });
    this.each((start, end, inner, outer, source, skip) => {
      const site = inner && place(inner);
      const caller = outer === inner ? site : outer && place(outer);
      const value = source && { uri: source.file, start: source.span.start, end: source.span.end };
      mappings.push({ start, end, site, caller, value, skip });
    });
    return mappings;
  }

  /** The nearest place that lies in a file of the workspace: a tpl text has none. */
  #innermost(site: Site | undefined): Site | undefined {
    let at = site;
    while (at !== undefined && !this.#uris.has(at.file)) at = at.frame?.call;
    return at;
  }

  #outermost(site: Site | undefined): Site | undefined {
    let at = site;
    while (at?.frame) at = at.frame.call;
    return at !== undefined && this.#uris.has(at.file) ? at : undefined;
  }
}
