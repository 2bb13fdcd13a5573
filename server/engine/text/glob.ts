// Globs as .Files.Glob judges them: the pattern language of gobwas/glob 0.2.3, its corners included.

import { byteString, fromByteString, RUNE_ERROR, runeAt } from './byte-string.ts';
import { compileTree, type GlobNode } from './glob-compile.ts';

/**
 * A function that says whether a whole name matches: `*` and `?` stop at `separators`, `**` does not, `[abc]`, `[a-z]`,
 * `[!abc]`, `{a,b}`, `\` escapes. Undefined when the pattern is invalid. Throws GlobPanic where the original panics.
 */
export function compileGlob(pattern: string, separators: string): ((name: string) => boolean) | undefined {
  const tokens = lex(byteString(pattern));
  const tree = tokens && parse(tokens);
  if (tree === undefined) return undefined;
  const runes = [...separators].map((char) => char.codePointAt(0) as number);
  const matcher = compileTree(tree, runes);
  return (name) => matcher.match(byteString(name));
}

/** Everything but braces and commas is a node of the tree already. */
type Token = GlobNode | { readonly kind: 'open' } | { readonly kind: 'comma' } | { readonly kind: 'close' };

const TEXT_ENDS = '?*[{';
const TERM_ENDS = '?*[{},';

/** The tokens of a pattern; undefined for a bad bracket expression or text that is not UTF-8. A NUL ends the pattern. */
function lex(pattern: string): Token[] | undefined {
  const tokens: Token[] = [];
  let depth = 0;
  let at = 0;
  while (at < pattern.length && pattern[at] !== '\0') {
    const unit = pattern[at] as string;
    if (unit === '{') {
      depth++;
      tokens.push({ kind: 'open' });
      at++;
    } else if (depth > 0 && unit === ',') {
      tokens.push({ kind: 'comma' });
      at++;
    } else if (depth > 0 && unit === '}') {
      depth--;
      tokens.push({ kind: 'close' });
      at++;
    } else if (unit === '[') {
      const set = lexSet(pattern, at + 1);
      if (set === undefined) return undefined;
      tokens.push(set.token);
      at = set.end;
    } else if (unit === '?') {
      tokens.push({ kind: 'single' });
      at++;
    } else if (unit === '*') {
      const twice = pattern[at + 1] === '*';
      tokens.push({ kind: twice ? 'super' : 'any' });
      at += twice ? 2 : 1;
    } else {
      const text = lexText(pattern, at, depth > 0 ? TERM_ENDS : TEXT_ENDS);
      if (text === undefined) return undefined;
      if (text.text !== '') tokens.push({ kind: 'text', text: text.text });
      at = text.end;
    }
  }
  return tokens;
}

/** Text up to an unescaped character of `ends`; a lone backslash at the end is dropped. */
function lexText(pattern: string, from: number, ends: string): { text: string; end: number } | undefined {
  let text = '';
  let escaped = false;
  let at = from;
  while (at < pattern.length && pattern[at] !== '\0') {
    const { rune, size } = runeAt(pattern, at);
    if (rune === RUNE_ERROR) return undefined;
    const unit = pattern.slice(at, at + size);
    if (!escaped && unit !== '\\' && ends.includes(unit)) break;
    if (!escaped && unit === '\\') escaped = true;
    else {
      escaped = false;
      text += unit;
    }
    at += size;
  }
  return { text, end: at };
}

/** The bracket expression whose inside starts at `from`: either one range, or a list in which `-` is nothing special. */
function lexSet(pattern: string, from: number): { token: Token; end: number } | undefined {
  const not = pattern[from] === '!';
  const start = not ? from + 1 : from;
  const low = runeAt(pattern, start);
  if (low.rune === RUNE_ERROR || low.rune === 0) return undefined;
  if (pattern[start + low.size] === '-') {
    const high = runeAt(pattern, start + low.size + 1);
    const end = start + low.size + 1 + high.size;
    if (high.rune === RUNE_ERROR || high.rune < low.rune || pattern[end] !== ']') return undefined;
    return { token: { kind: 'range', not, low: low.rune, high: high.rune }, end: end + 1 };
  }
  const text = lexText(pattern, start, ']');
  if (text === undefined || text.text === '' || pattern[text.end] !== ']') return undefined;
  const chars = [...fromByteString(text.text)].map((char) => char.codePointAt(0) as number);
  return { token: { kind: 'list', not, chars }, end: text.end + 1 };
}

/** The tree of a pattern. Braces that stay open end with the pattern. */
function parse(tokens: readonly Token[]): GlobNode {
  const root: GlobNode & { kind: 'pattern' } = { kind: 'pattern', children: [] };
  const open: { outer: GlobNode & { kind: 'pattern' }; choice: GlobNode & { kind: 'choice' } }[] = [];
  let current = root;
  for (const token of tokens) {
    if (token.kind === 'open') {
      const inner: GlobNode & { kind: 'pattern' } = { kind: 'pattern', children: [] };
      const choice: GlobNode & { kind: 'choice' } = { kind: 'choice', children: [inner] };
      current.children.push(choice);
      open.push({ outer: current, choice });
      current = inner;
    } else if (token.kind === 'comma') {
      current = { kind: 'pattern', children: [] };
      open.at(-1)?.choice.children.push(current);
    } else if (token.kind === 'close') {
      current = open.pop()?.outer ?? current;
    } else current.children.push(token);
  }
  return root;
}
