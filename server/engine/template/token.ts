// The words of a template: what lex.ts makes, parse.ts reads, and the editor colours.

import { byteLength } from '../text/bytes.ts';
import { quoteGo } from '../values/quote.ts';

/** Go's item types, by name; keywords are kinds of their own. */
export type TokenKind =
  | 'text'
  | 'comment'
  | 'leftDelim'
  | 'rightDelim'
  | 'space'
  | 'identifier'
  | 'field'
  | 'variable'
  | 'bool'
  | 'number'
  | 'complex'
  | 'charConstant'
  | 'string'
  | 'rawString'
  | 'assign'
  | 'declare'
  | 'pipe'
  | 'leftParen'
  | 'rightParen'
  | 'char'
  | 'error'
  | 'eof'
  | Keyword;

export type Keyword =
  | 'block'
  | 'break'
  | 'continue'
  | 'define'
  | 'dot'
  | 'else'
  | 'end'
  | 'if'
  | 'nil'
  | 'range'
  | 'template'
  | 'with';

/**
 * One word. Delimiters include their trim marker's minus (`{{-`, `-}}`), a comment its delimiters; what lies between two
 * tokens is white space that a trim marker removes.
 */
export interface Token {
  readonly kind: TokenKind;
  /** UTF-16 offsets into the template's text, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** Go's value of the token: the text as written, `{{` and `}}` for delimiters. */
  readonly text: string;
  /** Of an error token: Go's message. Empty otherwise. */
  readonly message: string;
}

export const KEYWORDS: ReadonlyMap<string, Keyword> = new Map(
  (['block', 'break', 'continue', 'define', 'else', 'end', 'if', 'nil', 'range', 'template', 'with'] as const).map(
    (word) => [word, word],
  ),
);

const KEYWORD_KINDS: ReadonlySet<TokenKind> = new Set<TokenKind>([...KEYWORDS.values(), 'dot']);

const OPERANDS: ReadonlySet<TokenKind> = new Set<TokenKind>([
  'bool',
  'charConstant',
  'complex',
  'dot',
  'field',
  'identifier',
  'number',
  'nil',
  'rawString',
  'string',
  'variable',
  'leftParen',
]);

/** Whether an operand may begin with this token. */
export function startsOperand(kind: TokenKind): boolean {
  return OPERANDS.has(kind);
}

/** The token as Go's messages show it (`unexpected TOKEN in …`): long ones are cut at ten characters. */
export function describeToken(token: Token): string {
  if (token.kind === 'eof') return 'EOF';
  if (token.kind === 'error') return token.message;
  if (KEYWORD_KINDS.has(token.kind)) return `<${token.text}>`;
  if (token.text.length <= 10 && byteLength(token.text) <= 10) return quoteGo(token.text);
  return `${quoteGo([...token.text.slice(0, 20)].slice(0, 10).join(''))}...`;
}
