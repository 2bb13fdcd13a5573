// What the actions of a template wrote into its rendered text, found by the places of the source map.

import { encloses, type Span, span } from '#engine/text/span.ts';
import type { View } from '../../workspace/render-state.ts';

/** Stretches of rendered text that a file's own text led to, in the order of the places that did. */
export class Outputs {
  readonly #outputs: readonly Output[];

  constructor({ text }: Pick<View, 'text'>, uri: string) {
    const outputs: Output[] = [];
    for (const { start, end, caller } of text.mappings) {
      if (caller?.uri === uri) outputs.push({ caller, rendered: span(start, end) });
    }
    this.#outputs = outputs.sort((a, b) => a.caller.start - b.caller.start || a.rendered.start - b.rendered.start);
  }

  /** The stretches that an action printed, one for each time it ran; what two runs wrote side by side is one. */
  of(action: Span): Span[] {
    const own: Span[] = [];
    for (let i = this.#firstAt(action.start); i < this.#outputs.length; i++) {
      const { caller, rendered } = this.#outputs[i] as Output;
      if (caller.start >= action.end) break;
      if (encloses(action, caller)) own.push(rendered);
    }
    own.sort((a, b) => a.start - b.start);
    const joined: Span[] = [];
    for (const next of own) {
      const last = joined.at(-1);
      if (last && last.end === next.start) joined[joined.length - 1] = span(last.start, next.end);
      else joined.push(next);
    }
    return joined;
  }

  #firstAt(start: number): number {
    let low = 0;
    let high = this.#outputs.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#outputs[middle] as Output).caller.start < start) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** One stretch of output that a place in the file wrote in one go. */
interface Output {
  readonly caller: Span;
  readonly rendered: Span;
}
