// Where re2js, which knows Unicode 17, and Go, which knows Unicode 15, disagree about a class such as `\p{L}`: the class is
// written so that re2js matches what Go matches.

/** Runes that Unicode 16 and 17 assigned, in hexadecimal: to Go they belong to no class but `C` and `Cn`. */
const NEWER = `
  88f 897 c5c cdc 1acf-1add 1ae0-1aeb 1b4e-1b4f 1b7f 1c89-1c8a 20c1 2427-2429 2b96 2ffc-2fff 31e4-31e5 31ef
  a7cb-a7cf a7d2 a7d4 a7da-a7dc a7f1 fbc3-fbd2 fd90-fd91 fdc8-fdce 105c0-105f3 10940-10959 10d40-10d65 10d69-10d85
  10d8e-10d8f 10ec2-10ec7 10ed0-10ed8 10efa-10efc 11380-11389 1138b 1138e 11390-113b5 113b7-113c0 113c2 113c5
  113c7-113ca 113cc-113d5 113d7-113d8 113e1-113e2 116d0-116e3 11b60-11b67 11bc0-11be1 11bf0-11bf9 11db0-11ddb
  11de0-11de9 11f5a 13460-143fa 16100-16139 16d40-16d79 16ea0-16eb8 16ebb-16ed3 16ff2-16ff6 187f8-187ff 18cff
  18d09-18d1e 18d80-18df2 1cc00-1ccfc 1cd00-1ceb3 1ceba-1ced0 1cee0-1cef0 1e5d0-1e5fa 1e5ff 1e6c0-1e6de
  1e6e0-1e6f5 1e6fe-1e6ff 1f6d8 1f777-1f77a 1f8b2-1f8bb 1f8c0-1f8c1 1f8d0-1f8d8 1fa54-1fa57 1fa89-1fa8a
  1fa8e-1fa8f 1fabe 1fac6 1fac8 1facd 1fadc 1fadf 1fae9-1faea 1faef 1fbcb-1fbef 1fbfa 2b73a-2b73f 2cea2-2cead
  2ebf0-2ee5d 323b0-33479`;

/** Classes that got some of them, and what else has a rune that moved. */
const GROWN = new Set(
  `
    L LC Ll Lm Lo Lu M Mc Mn N Nd Nl P Pd Po S Arabic Balinese Common Cyrillic Han Inherited
    Kannada Kawi Latin Myanmar Sharada Tangut Telugu Sc Sm So Assigned Ahom`
    .trim()
    .split(/\s+/),
);

/** Runes that changed their category, and the classes that have them in Unicode 15. */
const MOVED: ReadonlyMap<
  number,
  { readonly was: readonly string[]; readonly is: readonly string[]; readonly stays: readonly string[] }
> = new Map([
  [0x295, { was: ['Ll', 'LC'], is: ['Lo'], stays: ['L', 'Latin', 'Assigned'] }],
  [0x1171e, { was: ['Mn'], is: ['Mc'], stays: ['M', 'Ahom', 'Assigned'] }],
]);

type Range = readonly [low: number, high: number];

/** A class by re2js's name, `\P` when negated. */
export interface UnicodeClass {
  readonly name: string;
  readonly negated: boolean;
}

/** Whether re2js has other runes in the class than Go. */
function isRevised({ name }: UnicodeClass): boolean {
  return GROWN.has(name) || name === 'C' || name === 'Cn';
}

/** The class on its own, outside brackets. */
export function classText(one: UnicodeClass): string {
  return isRevised(one) ? alternation(alternatives(one)) : plainText(one);
}

function plainText({ name, negated }: UnicodeClass): string {
  return `\\${negated ? 'P' : 'p'}{${name}}`;
}

/** A bracket expression while it is read. */
export class Bracket {
  readonly #ranges: Range[] = [];
  readonly #revised: UnicodeClass[] = [];
  #takesNewer = false;

  /** Notes a rune or a range. */
  range(low: number, high: number): void {
    this.#ranges.push([low, high]);
  }

  /** Notes a class like `\D` or `[:^alpha:]`, which takes whatever is new. */
  complement(): void {
    this.#takesNewer = true;
  }

  /** Notes a class and gives the text that stands for it among the plain items. */
  unicode(one: UnicodeClass): string {
    if (isRevised(one)) this.#revised.push(one);
    else if (one.negated !== (one.name === 'Any')) this.#takesNewer = true;
    return isRevised(one) ? '' : plainText(one);
  }

  /** The whole expression, `items` being the text of the plain items. */
  write(negated: boolean, items: string): string {
    const classes = this.#revised;
    if (classes.length === 0) return `[${negated ? '^' : ''}${items}]`;
    if (negated) return this.#writeNegated(items);
    return alternation([...(items === '' ? [] : [`[${items}]`]), ...classes.flatMap(alternatives)]);
  }

  /** First all that either of the two has in the classes is left out, then what Go does not have there is let in again. */
  #writeNegated(items: string): string {
    const classes = this.#revised;
    const widest = classes.map((one) => plainText(one) + rangesText(one.negated ? lost(one.name) : gained(one.name)));
    const back = classes
      .flatMap((one) => (one.negated ? gained(one.name) : lost(one.name)))
      .flatMap(runesOf)
      .filter((rune) => !this.#takes(rune));
    const outside = `[^${items}${widest.join('')}]`;
    if (back.length === 0) return outside;
    return alternation([outside, `[${rangesText([...new Set(back)].map((rune) => [rune, rune]))}]`]);
  }

  #takes(rune: number): boolean {
    if (this.#takesNewer || this.#ranges.some(([low, high]) => low <= rune && rune <= high)) return true;
    return this.#revised.some((one) => holds(one, rune));
  }
}

/** Brackets of which each takes a part of the class. */
function alternatives({ name, negated }: UnicodeClass): string[] {
  const [less, more] = negated ? [gained(name), lost(name)] : [lost(name), gained(name)];
  const most =
    less.length === 0
      ? plainText({ name, negated })
      : `[^${plainText({ name, negated: !negated })}${rangesText(less)}]`;
  return more.length === 0 ? [most] : [most, `[${rangesText(more)}]`];
}

/** Whether Go has one of the runes in question in the class. */
function holds({ name, negated }: UnicodeClass, rune: number): boolean {
  const moved = MOVED.get(rune);
  const has = moved ? moved.was.includes(name) || moved.stays.includes(name) : name === 'C' || name === 'Cn';
  return has !== negated;
}

/** Runes that re2js has in the class and Go has not. */
function lost(name: string): readonly Range[] {
  if (name === 'C' || name === 'Cn') return [];
  return [...newer(), ...movedRanges((classes) => classes.is.includes(name))];
}

/** Runes that Go has in the class and re2js has not. */
function gained(name: string): readonly Range[] {
  if (name === 'C' || name === 'Cn') return newer();
  return movedRanges((classes) => classes.was.includes(name));
}

function movedRanges(
  test: (classes: { readonly was: readonly string[]; readonly is: readonly string[] }) => boolean,
): Range[] {
  return [...MOVED].filter(([, classes]) => test(classes)).map(([rune]) => [rune, rune] as const);
}

let ranges: readonly Range[] | undefined;

/** Read on first use, since few expressions have such a class. */
function newer(): readonly Range[] {
  ranges ??= NEWER.trim()
    .split(/\s+/)
    .map((text): Range => {
      const [low = '', high = low] = text.split('-');
      return [Number.parseInt(low, 16), Number.parseInt(high, 16)];
    });
  return ranges;
}

function runesOf([low, high]: Range): number[] {
  return Array.from({ length: high - low + 1 }, (_, i) => low + i);
}

function rangesText(list: readonly Range[]): string {
  return list.map(([low, high]) => (low === high ? hex(low) : `${hex(low)}-${hex(high)}`)).join('');
}

function hex(rune: number): string {
  return `\\x{${rune.toString(16)}}`;
}

function alternation(parts: readonly string[]): string {
  return parts.length === 1 ? (parts[0] as string) : `(?:${parts.join('|')})`;
}
