// Oniguruma's regular expressions, as far as our grammars use them, made JavaScript's: possessive repeats, Unicode classes.

/** An expression that is tried from a place of a line on; `\n` ends the line's text. */
export class Pattern {
  readonly #text: string;
  readonly #find: RegExp;
  #detail: RegExp | undefined;
  /** The groups of the source by number, as groups of ours. */
  readonly #groups: readonly number[];
  #line: object | undefined;
  #from = 0;
  #found: RegExpExecArray | null = null;

  /** Throws for what is not supported; the grammars are ours, and a test compiles all of them. */
  constructor(source: string) {
    const { text, groups } = translate(source);
    this.#text = text;
    this.#find = new RegExp(text, 'gu');
    this.#groups = groups;
  }

  /**
   * The first match at or behind `from`. What was found last stays good for later places of the same text, which `line`
   * stands for: an expression sees the whole text from every place.
   */
  find(text: string, line: object, from: number): RegExpExecArray | null {
    const isKnown = this.#line === line && this.#from <= from;
    if (isKnown && (this.#found === null || this.#found.index >= from)) return this.#found;
    this.#line = line;
    this.#from = from;
    this.#find.lastIndex = from;
    this.#found = this.#find.exec(text);
    return this.#found;
  }

  /** Start and end of each group of the source for a match at `index`; a group that took no part is undefined. */
  captures(text: string, index: number): readonly (readonly [number, number] | undefined)[] {
    this.#detail ??= new RegExp(this.#text, 'dyu');
    this.#detail.lastIndex = index;
    const indices = this.#detail.exec(text)?.indices;
    return this.#groups.map((group) => indices?.[group]);
  }
}

/** `\1` of an end expression means what the begin expression captured. */
export function withCaptures(source: string, text: (group: number) => string): string {
  return source.replace(/\\(\d+)/g, (_, group: string) =>
    text(Number(group)).replace(/[\\^$.*+?()[\]{}|\-,#\s]/g, '\\$&'),
  );
}

/** Parts of a translated expression: text, the opening of a group by its name, or a reference to one. */
type Part = string | { readonly open: string } | { readonly same: string };

interface Reader {
  readonly source: string;
  at: number;
  /** Groups of the source so far. */
  groups: number;
  /** Groups that possessive repeats needed so far. */
  repeats: number;
}

/** Letters, marks, digits and connectors; the union of Oniguruma's own four classes takes V8 a hundred times as long. */
const WORD = '\\p{IDC}';
const SPACE = '\\t-\\r \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';

function translate(source: string): { readonly text: string; readonly groups: readonly number[] } {
  const reader: Reader = { source, at: 0, groups: 0, repeats: 0 };
  const parts = alternatives(reader);
  if (reader.at < source.length) throw unsupported(reader);
  const numbers = new Map<string, number>();
  for (const part of parts) if (typeof part === 'object' && 'open' in part) numbers.set(part.open, numbers.size + 1);
  const text = parts.map((part) => {
    if (typeof part === 'string') return part;
    return 'open' in part ? '(' : `(?:\\${numbers.get(part.same)})`;
  });
  const groups = Array.from({ length: reader.groups }, (_, group) => numbers.get(`${group + 1}`) ?? 0);
  return { text: text.join(''), groups: [0, ...groups] };
}

function unsupported({ source, at }: Reader): Error {
  return new Error(`not supported at ${at}: ${source}`);
}

function alternatives(reader: Reader): Part[] {
  const parts: Part[] = [];
  for (;;) {
    const { source, at } = reader;
    if (at >= source.length || source[at] === ')') return parts;
    if (source[at] === '|') {
      reader.at++;
      parts.push('|');
    } else parts.push(...repeated(reader, atom(reader)));
  }
}

/** An atom with its repeat. A possessive one takes what it can once: the rest may not ask for some of it back. */
function repeated(reader: Reader, what: Part[]): Part[] {
  const repeat = /^(?:[*+?]|\{\d+(?:,\d*)?\})/.exec(reader.source.slice(reader.at))?.[0];
  if (repeat === undefined) return what;
  reader.at += repeat.length;
  const next = reader.source[reader.at];
  if (next === '?') {
    reader.at++;
    return [...what, `${repeat}?`];
  }
  if (next !== '+') return [...what, repeat];
  if (repeat.startsWith('{')) throw unsupported(reader);
  reader.at++;
  const name = `repeat ${++reader.repeats}`;
  return ['(?=', { open: name }, ...what, repeat, '))', { same: name }];
}

function atom(reader: Reader): Part[] {
  const char = reader.source[reader.at] as string;
  if (char === '(') return group(reader);
  if (char === '[') return [set(reader)];
  if (char === '\\') return [escaped(reader, false)];
  reader.at++;
  // The text is one line, with or without what ends it.
  if (char === '.') return ['[^\\n]'];
  // Not "no other letter follows": V8 tries that between the two halves of 😀 as well, and finds it true there.
  if (char === '$') return ['(?=\\n|$)'];
  if ('*+?'.includes(char)) throw unsupported(reader);
  return ['{}]'.includes(char) ? `\\${char}` : char];
}

function group(reader: Reader): Part[] {
  const open = /^\((?:\?(?:[:=!]|<[=!]))?/.exec(reader.source.slice(reader.at))?.[0] ?? '';
  if (open === '(' && reader.source[reader.at + 1] === '?') throw unsupported(reader);
  reader.at += open.length;
  const first: Part = open === '(' ? { open: `${++reader.groups}` } : open;
  const inside = alternatives(reader);
  if (reader.source[reader.at] !== ')') throw unsupported(reader);
  reader.at++;
  return [first, ...inside, ')'];
}

function set(reader: Reader): string {
  let text = '[';
  reader.at++;
  if (reader.source[reader.at] === '^') {
    text += '^';
    reader.at++;
  }
  for (;;) {
    const char = reader.source[reader.at];
    if (char === undefined || char === '[' || reader.source.startsWith('&&', reader.at)) throw unsupported(reader);
    if (char === '\\') text += escaped(reader, true);
    else {
      reader.at++;
      text += char;
      if (char === ']') return text;
    }
  }
}

function escaped(reader: Reader, inSet: boolean): string {
  const char = reader.source[reader.at + 1] ?? '';
  const property = /^\\p\{\w+\}/.exec(reader.source.slice(reader.at))?.[0];
  reader.at += property?.length ?? 2;
  if (property !== undefined) return property;
  if (char === 's') return inSet ? SPACE : `[${SPACE}]`;
  if (char === 'w') return WORD;
  if (char === 't' || char === 'n') return `\\${char}`;
  if (!inSet && char === 'S') return `[^${SPACE}]`;
  // Behind a word, the one place where our grammars have it.
  if (!inSet && char === 'b' && /[\w)]/.test(reader.source[reader.at - 3] ?? '')) return `(?!${WORD})`;
  // The place behind the last match: captures are read anew from a place that never is.
  if (!inSet && char === 'G') return '(?!)';
  if (char === '' || /[\p{L}\p{N}]/u.test(char)) throw unsupported(reader);
  return /[\\^$.*+?()[\]{}|/]/.test(char) || (inSet && char === '-') ? `\\${char}` : char;
}
