// The scopes of a piece of text, outermost first; equal ones are one object, so that what they mean is looked up once.

export class Scope {
  readonly parent: Scope | undefined;
  readonly name: string;
  readonly #inner = new Map<string, Scope>();
  readonly #has = new Map<string, boolean>();

  constructor(name: string, parent?: Scope) {
    this.name = name;
    this.parent = parent;
  }

  /** With further scopes inside, which a space separates. */
  with(names: string | undefined): Scope {
    if (names === undefined) return this;
    const known = this.#inner.get(names);
    if (known !== undefined) return known;
    const space = names.lastIndexOf(' ');
    const parent = space < 0 ? this : this.with(names.slice(0, space));
    const scope = space < 0 ? new Scope(names, this) : parent.with(names.slice(space + 1));
    this.#inner.set(names, scope);
    return scope;
  }

  /** One of the scopes is this one, or a kind of it. */
  has(name: string): boolean {
    const asked: Scope[] = [];
    let found: boolean | undefined;
    // Step by step upwards: a line of nothing but brackets has as many scopes.
    for (let scope: Scope | undefined = this; scope !== undefined && found === undefined; scope = scope.parent) {
      found = scope.#has.get(name);
      if (found === undefined && (scope.name === name || scope.name.startsWith(`${name}.`))) found = true;
      asked.push(scope);
    }
    for (const scope of asked) scope.#has.set(name, found ?? false);
    return found ?? false;
  }
}

/** All names, outermost first. */
export function scopeNames(scope: Scope): string[] {
  const names: string[] = [];
  for (let one: Scope | undefined = scope; one !== undefined; one = one.parent) names.push(one.name);
  return names.reverse();
}
