// Chance that is the same every time: whole numbers from a seed, for tests on made-up input.

/** A source of numbers from 0 up to, without, the bound that is asked for. */
export function chance(seed: number): (below: number) => number {
  let state = seed * 7919 + 13;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}
