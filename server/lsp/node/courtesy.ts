// Requests first: work that nobody waits for begins when the messages that are there were handled and their answers are out.

/** The event loop as it is needed here. */
export interface Loop {
  readonly now: () => number;
  /** Calls back in the loop's next turn. */
  readonly turn: (call: () => void) => void;
  readonly after: (milliseconds: number, call: () => void) => void;
}

/** Who asks once often asks again: a hover follows a completion, and an editor asks for several things after a key. */
const QUIET_MS = 5;
/** Who asks on and on still sees errors and previews. */
const MOST_MS = 40;
/** A message is read in one turn and handled in the next, a second one behind it, and an answer leaves in one more. */
const TURNS = 4;
/** So much is done at once before requests are looked for again. */
const SLICE_MS = 1;

interface Work {
  readonly call: () => void;
  readonly since: number;
}

export class Courtesy {
  readonly #loop: Loop;
  readonly #waiting: Work[] = [];
  #heard = Number.NEGATIVE_INFINITY;
  #isGoing = false;

  constructor(loop: Loop) {
    this.#loop = loop;
  }

  /** Something came from the client, or was answered: while it waited for that, it did not ask. */
  heard(): void {
    this.#heard = this.#loop.now();
  }

  /** Calls back behind the requests, in the order in which that was asked for; the answer cancels it. */
  behind(call: () => void): () => void {
    const work: Work = { call, since: this.#loop.now() };
    this.#waiting.push(work);
    if (!this.#isGoing) {
      this.#isGoing = true;
      this.#look(TURNS);
    }
    return () => {
      const at = this.#waiting.indexOf(work);
      if (at >= 0) this.#waiting.splice(at, 1);
    };
  }

  #look(turns: number): void {
    if (turns > 0) {
      this.#loop.turn(() => this.#look(turns - 1));
      return;
    }
    const [first] = this.#waiting;
    if (first === undefined) {
      this.#isGoing = false;
      return;
    }
    const now = this.#loop.now();
    const wait = Math.min(this.#heard + QUIET_MS, first.since + MOST_MS) - now;
    if (wait > 0) this.#loop.after(Math.ceil(wait), () => this.#look(TURNS));
    else this.#work(now + SLICE_MS);
  }

  #work(end: number): void {
    try {
      do this.#waiting.shift()?.call();
      while (this.#waiting.length > 0 && this.#loop.now() < end);
    } finally {
      this.#look(TURNS);
    }
  }
}
