// The release as `helm template` prints it, put together from the files' documents only when somebody looks at it.

import { trimRange } from '#engine/text/traced.ts';
import { joinMapped, sliceMapped, unmapped } from './mapped-text.ts';
import type { FlatMapping, MappedText, RenderedTemplate } from './rendering.ts';

/** Which documents make the release, in order. */
export interface ReleaseOrder {
  /** Index of the template and of the document in it, in turn. */
  readonly documents: readonly number[];
  /** How many of the documents are no hooks; they come first. */
  readonly manifests: number;
}

/** While a chart is typed in, most releases are never looked at. */
export class ReleaseText implements MappedText {
  readonly order: ReleaseOrder;
  readonly #templates: readonly RenderedTemplate[];
  #whole: MappedText | undefined;

  constructor(templates: readonly RenderedTemplate[], order: ReleaseOrder) {
    this.#templates = templates;
    this.order = order;
  }

  get text(): string {
    return this.#made.text;
  }

  get mappings(): readonly FlatMapping[] {
    return this.#made.mappings;
  }

  get #made(): MappedText {
    this.#whole ??= this.#make();
    return this.#whole;
  }

  #make(): MappedText {
    const { documents, manifests } = this.order;
    const parts: MappedText[] = [];
    for (let i = 0; i + 1 < documents.length; i += 2) {
      parts.push(printed(this.#templates[documents[i] as number], documents[i + 1] as number));
    }
    const body = joinMapped(parts.slice(0, manifests));
    const { from, to } = trimRange(body.text);
    return joinMapped([sliceMapped(body, from, to), unmapped('\n'), ...parts.slice(manifests)]);
  }
}

/** A document with the lines in front of it and the line break behind it. */
function printed(template: RenderedTemplate | undefined, index: number): MappedText {
  const document = template?.documents[index];
  if (template === undefined || document === undefined) return unmapped('');
  const head = `---\n# Source: ${template.name}\n`.length;
  return sliceMapped(template.output, document.span.start - head, document.span.end + 1);
}
