// Where a generated case takes its choices from: a seeded generator that records, or a list of choices to follow again.
//
// A case is nothing but its choices, so a case is made smaller by taking choices away (shrink.ts). Therefore the simplest
// alternative always has number 0, and whatever could be left out stands in a span of its own, its "go on" choice included.

/** The choices made inside one part of a case. */
export interface Span {
  readonly label: string;
  readonly from: number;
  to: number;
}

export class Choices {
  /** What was chosen, in order. */
  readonly taken: number[] = [];
  readonly spans: Span[] = [];
  readonly #next: (below: number, index: number) => number;

  private constructor(next: (below: number, index: number) => number) {
    this.#next = next;
  }

  /** Fresh choices; the same seed gives the same ones. */
  static seeded(seed: number): Choices {
    let state = seed >>> 0;
    return new Choices((below) => {
      state = (state + 0x9e3779b9) >>> 0;
      let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
      mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
      return ((mixed ^ (mixed >>> 15)) >>> 0) % below;
    });
  }

  /** Recorded choices once more; where they end, 0. */
  static replayed(taken: readonly number[]): Choices {
    return new Choices((below, index) => Math.min(taken[index] ?? 0, below - 1));
  }

  /** A number from 0 up to, not including, `below`. */
  below(below: number): number {
    const chosen = this.#next(below, this.taken.length);
    this.taken.push(chosen);
    return chosen;
  }

  /** Yes in `times` of `of` cases. */
  chance(times: number, of: number): boolean {
    return this.below(of) >= of - times;
  }

  pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)] as T;
  }

  /** One of the alternatives, each as often as its weight says. */
  weighted<T>(from: readonly (readonly [weight: number, value: T])[]): T {
    let at = this.below(from.reduce((sum, [weight]) => sum + weight, 0));
    for (const [weight, value] of from) {
      if (at < weight) return value;
      at -= weight;
    }
    throw new Error('weights do not add up');
  }

  /** Up to `most` parts; each can be taken out alone. */
  many<T>(label: string, most: number, part: (index: number) => T, goOn: readonly [number, number] = [2, 3]): T[] {
    const parts: T[] = [];
    while (parts.length < most) {
      const one = this.span(label, () => (this.chance(...goOn) ? { part: part(parts.length) } : undefined));
      if (!one) break;
      parts.push(one.part);
    }
    return parts;
  }

  span<T>(label: string, body: () => T): T {
    const span: Span = { label, from: this.taken.length, to: 0 };
    this.spans.push(span);
    const result = body();
    span.to = this.taken.length;
    return result;
  }
}
