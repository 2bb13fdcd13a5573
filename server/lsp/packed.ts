// A rendering on its way between threads: source maps as integers, which cross in a copy of memory and are unpacked when read.

import type { Span } from '#engine/text/span.ts';
import { PlacedText } from '#language/workspace/placed-text.ts';
import { type ReleaseOrder, ReleaseText } from '#language/workspace/release-text.ts';
import type {
  AssumedTemplate,
  FlatMapping,
  FlatPlace,
  MappedText,
  RenderedTemplate,
  Rendering,
} from '#language/workspace/rendering.ts';

interface PackedText {
  readonly text: string;
  /** FIELDS integers for each mapping. */
  readonly mappings: Int32Array;
}

/** A Rendering whose texts are packed, or left out where the other side has them. */
export interface PackedRendering extends Omit<Rendering, 'templates' | 'release' | 'assumed'> {
  /** A number stands for the template of that index in the rendering before. */
  readonly templates: readonly (PackedTemplate | number)[];
  readonly assumed: readonly PackedAssumed[];
  readonly order: ReleaseOrder;
  readonly uris: readonly string[];
  /** URI, start and end of each place. */
  readonly places: Int32Array;
}

type PackedTemplate = Omit<RenderedTemplate, 'output'> & { readonly output: PackedText };
type PackedAssumed = Omit<AssumedTemplate, 'template'> & { readonly template: PackedTemplate | undefined };

/** start, site, caller, value, skip; 0 stands for none, and all but start count from 1. The end is the next one's start. */
const FIELDS = 5;

/** Packs a rendering for somebody who has got `before`, too. */
export function pack(rendering: Rendering, before?: Rendering): PackedRendering {
  const { release, ...rest } = rendering;
  const packer = new Packer();
  const sent = new Map(before?.templates.map((template, index) => [template, index]));
  const packed = (template: RenderedTemplate): PackedTemplate => ({
    ...template,
    output: packer.text(template.output),
  });
  const templates = rendering.templates.map((template) => sent.get(template) ?? packed(template));
  const assumed = rendering.assumed.map((one) => ({ ...one, template: one.template && packed(one.template) }));
  const { uris, places } = packer;
  return { ...rest, templates, assumed, order: release.order, uris, places: Int32Array.from(places) };
}

/** What was packed; `before` is what the same sender's last package gave. */
export function unpack(packed: PackedRendering, before?: Rendering): Rendering {
  const { uris, places, order, ...rendering } = packed;
  const known: FlatPlace[] = [];
  const placeAt = (id: number): FlatPlace | undefined => {
    if (id === 0) return undefined;
    const at = (id - 1) * 3;
    known[id] ??= { uri: uris[places[at] ?? 0] ?? '', start: places[at + 1] ?? 0, end: places[at + 2] ?? 0 };
    return known[id];
  };
  const unpacked = (template: PackedTemplate): RenderedTemplate => ({
    ...template,
    output: new LazyText(template.output, placeAt),
  });
  const templates = packed.templates.map((template) =>
    typeof template === 'number' ? (before?.templates[template] as RenderedTemplate) : unpacked(template),
  );
  const assumed = packed.assumed.map((one) => ({ ...one, template: one.template && unpacked(one.template) }));
  return { ...rendering, templates, assumed, release: new ReleaseText(templates, order) };
}

class Packer {
  readonly uris: string[] = [];
  readonly places: number[] = [];
  readonly #uriIds = new Map<string, number>();

  text(output: MappedText): PackedText {
    const { text } = output;
    if (!(output instanceof PlacedText)) return { text, mappings: this.#mappings(output) };
    // No object on the way: a large release has tens of thousands of stretches, and is packed with nearly every key.
    const out: number[] = [];
    output.each((start, _end, inner, outer, value, skip) => {
      const site = inner ? this.#place(0, output.uriOf(inner), inner.span) : 0;
      const caller = outer === inner ? site : outer ? this.#place(site, output.uriOf(outer), outer.span) : 0;
      out.push(start, site, caller, value ? this.#place(0, value.file, value.span) : 0, (skip ?? -1) + 1);
    });
    return { text, mappings: Int32Array.from(out) };
  }

  #mappings({ mappings }: MappedText): Int32Array {
    const place = (same: number, at: FlatPlace | undefined) => (at ? this.#place(same, at.uri, at) : 0);
    return Int32Array.from(
      mappings.flatMap(({ start, site, caller, value, skip }) => {
        const inner = place(0, site);
        return [start, inner, place(inner, caller), place(0, value), (skip ?? -1) + 1];
      }),
    );
  }

  /** The number of a place. One that was packed before may have a further number, unless it is `same` or came last. */
  #place(same: number, file: string, { start, end }: Span): number {
    const uri = this.#uri(file);
    const last = this.places.length / 3;
    if (this.#isAt(same, uri, start, end)) return same;
    if (this.#isAt(last, uri, start, end)) return last;
    return this.places.push(uri, start, end) / 3;
  }

  #isAt(id: number, uri: number, start: number, end: number): boolean {
    const at = (id - 1) * 3;
    return id > 0 && this.places[at] === uri && this.places[at + 1] === start && this.places[at + 2] === end;
  }

  #uri(uri: string): number {
    let id = this.#uriIds.get(uri);
    if (id === undefined) {
      id = this.uris.push(uri) - 1;
      this.#uriIds.set(uri, id);
    }
    return id;
  }
}

/** Most texts of a release are never looked into, so mappings are made when they are asked for. */
class LazyText implements MappedText {
  readonly text: string;
  readonly #packed: Int32Array;
  readonly #placeAt: (id: number) => FlatPlace | undefined;
  #mappings: readonly FlatMapping[] | undefined;

  constructor(packed: PackedText, placeAt: (id: number) => FlatPlace | undefined) {
    this.text = packed.text;
    this.#packed = packed.mappings;
    this.#placeAt = placeAt;
  }

  get mappings(): readonly FlatMapping[] {
    this.#mappings ??= this.#unpack();
    return this.#mappings;
  }

  #unpack(): FlatMapping[] {
    const all: FlatMapping[] = [];
    const at = (i: number) => this.#packed[i] as number;
    for (let i = 0; i < this.#packed.length; i += FIELDS) {
      const skip = at(i + 4);
      all.push({
        start: at(i),
        end: i + FIELDS < this.#packed.length ? at(i + FIELDS) : this.text.length,
        site: this.#placeAt(at(i + 1)),
        caller: this.#placeAt(at(i + 2)),
        value: this.#placeAt(at(i + 3)),
        skip: skip === 0 ? undefined : skip - 1,
      });
    }
    return all;
  }
}
