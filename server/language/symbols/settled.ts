// Values that are made of each other (`$all = append $all .`, two variables that hand things to and fro): worked out from
// nothing, again and again, until nothing is added.

import { NOTHING, type Possible, possibleKey } from './value.ts';

/** So often things are handed around; what still grows then (`$x = dict "next" $x`) is not known for certain. */
const MAX_ROUNDS = 5;

interface Guess {
  readonly value: Possible;
  /** What is being worked out and was read for it. */
  readonly uses: Set<object>;
  readonly keep: () => void;
}

/** What grows so large is of no use to anybody, and takes long. */
const MAX_SIZE = 20_000;

/** Being worked out now. */
const open = new Set<object>();
/** What the open ones, and those made of them, were found to be so far. */
const guesses = new Map<object, Possible>();
/** Those of this round. */
const round = new Map<object, Guess>();
let touched = new Set<object>();
let hasGrown = false;
let reads = 0;
/** Another one whenever a guess may be another one. */
let version = 0;

/** How often a value was read so far that is not settled yet: who keeps something looks whether it was, meanwhile. */
export function guessesRead(): number {
  return reads;
}

/** Something that is made of guesses, and holds on as long as none of them is another one. */
export interface Guessed<T> {
  readonly value: T;
  readonly version: number;
  readonly uses: ReadonlySet<object>;
}

/** What `make` gives, together with the guesses that it reads. */
export function guessed<T>(make: () => T): Guessed<T> {
  const outer = touched;
  touched = new Set();
  try {
    const value = make();
    return { value, version, uses: touched };
  } finally {
    for (const use of touched) outer.add(use);
    touched = outer;
  }
}

/** The same again, if it still holds. */
export function stillGuessed<T>(one: Guessed<T> | undefined): Guessed<T> | undefined {
  if (one?.version !== version) return undefined;
  reads++;
  for (const use of one.uses) touched.add(use);
  return one;
}

/**
 * The value of `key`, kept in `known`; `compute` may ask for other values, and for this one, which is `start` then at first.
 * With such a start it counts as known even where it grows on and on.
 */
export function settled<K extends object>(
  known: WeakMap<K, Possible>,
  key: K,
  compute: () => Possible,
  start?: Possible,
): Possible {
  const have = known.get(key);
  if (have) return have;
  if (open.has(key)) {
    reads++;
    touched.add(key);
    return guesses.get(key) ?? start ?? NOTHING;
  }
  const guess = round.get(key);
  if (guess) {
    reads++;
    for (const use of guess.uses) touched.add(use);
    return guess.value;
  }
  const outer = { touched, hasGrown };
  open.add(key);
  try {
    return workOut(known, key, compute, start, outer);
  } finally {
    open.delete(key);
    touched = outer.touched;
    if (open.size === 0) {
      guesses.clear();
      round.clear();
      version++;
    }
  }
}

function workOut<K extends object>(
  known: WeakMap<K, Possible>,
  key: K,
  compute: () => Possible,
  start: Possible | undefined,
  outer: { readonly touched: Set<object>; readonly hasGrown: boolean },
): Possible {
  for (let count = 1; ; count++) {
    touched = new Set();
    hasGrown = false;
    const made = compute();
    const uses = touched;
    const isRead = uses.delete(key);
    const before = guesses.get(key) ?? start ?? NOTHING;
    const text = isRead || uses.size > 0 ? possibleKey(made) : '';
    const isLarge = text.length > MAX_SIZE;
    const value = isLarge ? { ...before, complete: false } : made;
    const grows = text !== '' && !isLarge && text !== possibleKey(before);
    guesses.set(key, value);
    version++;
    if (uses.size > 0) {
      // It is part of what goes round outside, and is worked out again there.
      hasGrown = outer.hasGrown || hasGrown || grows;
      for (const guess of madeOf(key)) {
        guess.uses.delete(key);
        for (const use of uses) guess.uses.add(use);
      }
      round.set(key, { value, uses: new Set(uses), keep: () => known.set(key, value) });
      for (const use of uses) outer.touched.add(use);
      return value;
    }
    const isDone = !isRead || !(grows || hasGrown);
    if (isDone || isLarge || count === MAX_ROUNDS) {
      hasGrown = outer.hasGrown;
      const found = isDone || start ? value : { ...value, complete: false };
      known.set(key, found);
      // Where nothing grows any more, what goes round with it is settled as well.
      if (isDone && !isLarge) for (const guess of madeOf(key)) if (guess.uses.size === 1) guess.keep();
      forget(key);
      return found;
    }
    forget(key);
  }
}

function madeOf(key: object): Guess[] {
  return [...round.values()].filter(({ uses }) => uses.has(key));
}

/** What was made of the last guess at the value; what is made of others alone holds on until these are guessed again. */
function forget(key: object): void {
  version++;
  for (const [other, { uses }] of round) if (uses.has(key)) round.delete(other);
}
