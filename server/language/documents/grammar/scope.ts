// The scopes of a piece of text, outermost first; equal ones are one object, so that what they mean is looked up once.

export class Scope {
  readonly parent: Scope | undefined;
  readonly name: string;
  readonly #inner = new Map<string, Scope>();

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
    return this.name === name || this.name.startsWith(`${name}.`) || this.parent?.has(name) === true;
  }
}

/** All names, outermost first. */
export function scopeNames(scope: Scope): string[] {
  return scope.parent === undefined ? [scope.name] : [...scopeNames(scope.parent), scope.name];
}
