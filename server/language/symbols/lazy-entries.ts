// A table made of another one with the same keys, each value of it when somebody asks for it.

export class LazyEntries<V> implements ReadonlyMap<string, V> {
  readonly #from: ReadonlyMap<string, V>;
  readonly #make: (key: string, from: V) => V;
  readonly #made = new Map<string, V>();

  /** `make` must give the same whenever it is called: values are asked for in any order, or never. */
  constructor(from: ReadonlyMap<string, V>, make: (key: string, from: V) => V) {
    this.#from = from;
    this.#make = make;
  }

  /** The table that was there first, whose keys all tables have that were made of it. */
  get origin(): ReadonlyMap<string, V> {
    return this.#from instanceof LazyEntries ? this.#from.origin : this.#from;
  }

  get size(): number {
    return this.#from.size;
  }

  has(key: string): boolean {
    return this.#from.has(key);
  }

  get(key: string): V | undefined {
    const made = this.#made.get(key);
    if (made !== undefined) return made;
    const from = this.#from.get(key);
    if (from === undefined) return undefined;
    const value = this.#make(key, from);
    this.#made.set(key, value);
    return value;
  }

  keys(): MapIterator<string> {
    return this.#from.keys();
  }

  *values(): MapIterator<V> {
    for (const key of this.#from.keys()) yield this.get(key) as V;
  }

  *entries(): MapIterator<[string, V]> {
    for (const key of this.#from.keys()) yield [key, this.get(key) as V];
  }

  [Symbol.iterator](): MapIterator<[string, V]> {
    return this.entries();
  }

  forEach(callback: (value: V, key: string, map: ReadonlyMap<string, V>) => void): void {
    for (const [key, value] of this) callback(value, key, this);
  }
}
