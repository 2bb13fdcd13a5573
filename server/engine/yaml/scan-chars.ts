// Classes of characters in YAML 1.1. The scanned text ends in NUL characters, which stand for the end of the stream.

const SPACE_OR_TAB = 1;
const BREAK = 2;
const NUL = 4;
const ALPHA = 8;
const HEX = 16;
/** Ends a plain scalar inside flow collections; libyaml counts `?` among them. */
const FLOW_STOP = 32;
const URI = 64;

const CLASS = new Uint8Array(128);

function mark(characters: string, bit: number): void {
  for (let i = 0; i < characters.length; i++) {
    const code = characters.charCodeAt(i);
    CLASS[code] = (CLASS[code] as number) | bit;
  }
}

mark(' \t', SPACE_OR_TAB);
mark('\r\n', BREAK);
mark('\0', NUL);
mark('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-', ALPHA | URI);
mark('0123456789ABCDEFabcdef', HEX);
mark(',?[]{}', FLOW_STOP);
mark(";/?:@&=+$,.!~*'()[]%", URI);

export function isBlank(c: number): boolean {
  return c === 32 || c === 9;
}

/** CR, LF, NEL, LS, PS. */
export function isBreak(c: number): boolean {
  return c === 10 || c === 13 || (c > 127 && isWideBreak(c));
}

export function isBreakOrEnd(c: number): boolean {
  return c < 128 ? ((CLASS[c] as number) & (BREAK | NUL)) !== 0 : isWideBreak(c);
}

export function isBlankOrEnd(c: number): boolean {
  return c < 128 ? ((CLASS[c] as number) & (SPACE_OR_TAB | BREAK | NUL)) !== 0 : isWideBreak(c);
}

export function isFlowStop(c: number): boolean {
  return c < 128 && ((CLASS[c] as number) & FLOW_STOP) !== 0;
}

/** Letters, digits, `_` and `-`: what names of anchors and tag handles are made of. */
export function isAlpha(c: number): boolean {
  return c < 128 && ((CLASS[c] as number) & ALPHA) !== 0;
}

export function isDigit(c: number): boolean {
  return c >= 48 && c <= 57;
}

export function isHex(c: number): boolean {
  return c < 128 && ((CLASS[c] as number) & HEX) !== 0;
}

/** Characters of a tag's URI, `%` included. */
export function isUri(c: number): boolean {
  return c < 128 && ((CLASS[c] as number) & URI) !== 0;
}

function isWideBreak(c: number): boolean {
  return c === 0x2028 || c === 0x2029 || c === 0x85;
}
