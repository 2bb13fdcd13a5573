// A rendering on its way between threads: source maps as integers, which cross in a copy of memory and are unpacked when read.

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
  readonly #placeIds = new Map<FlatPlace, number>();

  text({ text, mappings }: MappedText): PackedText {
    const out = new Int32Array(mappings.length * FIELDS);
    let at = 0;
    for (const { start, site, caller, value, skip } of mappings) {
      out[at++] = start;
      out[at++] = this.#place(site);
      out[at++] = this.#place(caller);
      out[at++] = this.#place(value);
      out[at++] = (skip ?? -1) + 1;
    }
    return { text, mappings: out };
  }

  /** The same object is packed once; places that are merely equal may stand twice. */
  #place(place: FlatPlace | undefined): number {
    if (place === undefined) return 0;
    let id = this.#placeIds.get(place);
    if (id === undefined) {
      this.places.push(this.#uri(place.uri), place.start, place.end);
      id = this.places.length / 3;
      this.#placeIds.set(place, id);
    }
    return id;
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
