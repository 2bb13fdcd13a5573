// Sprig's functions that change the case of letters, or take words apart by it.

import { byteString } from '../text/byte-string.ts';
import { isAscii, runes } from '../text/bytes.ts';
import { isSpace } from '../text/traced.ts';
import {
  isDigit,
  isLetter,
  isLower,
  isTitle,
  isUpper,
  lowerText,
  mapRunes,
  runesToText,
  toLower,
  toTitle,
  toUpper,
  upperText,
} from './case-runes.ts';
import { camelWords, joinWords } from './case-words.ts';
import { group } from './define.ts';

export const caseFunctions = group('case', [
  {
    name: 'upper',
    params: ['text:string'],
    result: 'string',
    doc: 'The text in upper case, letter by letter (`ß` stays).',
    examples: [{ template: '{{ upper "hello é" }}', output: 'HELLO É' }],
    call: ([text]) => upperText(text as string),
  },
  {
    name: 'lower',
    params: ['text:string'],
    result: 'string',
    doc: 'The text in lower case.',
    examples: [{ template: '{{ lower "My-App" }}', output: 'my-app' }],
    call: ([text]) => lowerText(text as string),
  },
  {
    name: 'title',
    params: ['text:string'],
    result: 'string',
    doc: 'The first letter of each word in upper case, the rest as it is. Everything that is no letter, digit or underscore ends a word.',
    examples: [{ template: '{{ title "hello wORLD foo-bar" }}', output: 'Hello WORLD Foo-Bar' }],
    call: ([text]) => title(text as string),
  },
  {
    name: 'untitle',
    params: ['text:string'],
    result: 'string',
    doc: 'The first letter of each word in lower case, the rest as it is. Words are separated by white space.',
    examples: [{ template: '{{ untitle "Hello World" }}', output: 'hello world' }],
    call: ([text]) => afterGaps(text as string, toLower),
  },
  {
    name: 'swapcase',
    params: ['text:string'],
    result: 'string',
    doc: 'Upper case letters in lower case and the other way around.',
    examples: [{ template: '{{ swapcase "Hello World" }}', output: 'hELLO wORLD' }],
    call: ([text]) => swapCase(text as string),
  },
  {
    name: 'camelcase',
    params: ['text:string'],
    result: 'string',
    doc: 'Words joined with capitals: spaces, `_` and `-` go away, and the letter behind them becomes upper case, as does the first. Runs of capitals keep the first only; a dot separates nothing.',
    examples: [
      { template: '{{ camelcase "http_server" }} {{ camelcase "my-app name" }}', output: 'HttpServer MyAppName' },
      { template: '{{ camelcase "GOLANG_IS_GREAT" }}', output: 'GolangIsGreat' },
    ],
    call: ([text]) => camelWords(text as string),
  },
  {
    name: 'snakecase',
    params: ['text:string'],
    result: 'string',
    doc: 'Words in lower case joined by `_`. A word begins at a capital, after a space, `_` or `-`, and often at a number.',
    examples: [
      { template: '{{ snakecase "FirstName" }} {{ snakecase "HTTPServer" }}', output: 'first_name http_server' },
      { template: '{{ snakecase "http2xx" }}', output: 'http_2xx' },
    ],
    call: ([text]) => joinWords(text as string, '_'),
  },
  {
    name: 'kebabcase',
    params: ['text:string'],
    result: 'string',
    doc: 'Words in lower case joined by `-`; words are found as by `snakecase`.',
    examples: [
      { template: '{{ kebabcase "FirstName" }} {{ kebabcase "my_app name" }}', output: 'first-name my-app-name' },
    ],
    call: ([text]) => joinWords(text as string, '-'),
  },
  {
    name: 'initials',
    params: ['text:string'],
    result: 'string',
    doc: 'The first byte of each word; words are separated by white space. Only right for ASCII.',
    examples: [{ template: '{{ initials "First Try" }}', output: 'FT' }],
    call: ([text]) => initials(text as string),
  },
  {
    name: 'nospace',
    params: ['text:string'],
    result: 'string',
    doc: 'The text without any white space. Only right for ASCII: where there is something to remove, each byte of other characters becomes a character of its own.',
    examples: [{ template: '{{ nospace "a b\\tc" }}', output: 'abc' }],
    call: ([text]) => withoutSpace(text as string),
  },
]);

/** strings.Title. */
function title(text: string): string {
  let previous = 0x20;
  return mapRunes(text, (rune) => {
    const mapped = separates(previous) ? toTitle(rune) : rune;
    previous = rune;
    return mapped;
  });
}

function separates(rune: number): boolean {
  if (rune < 0x80) return !/[0-9A-Za-z_]/.test(String.fromCharCode(rune));
  return !isLetter(rune) && !isDigit(rune) && isSpace(rune);
}

/** Maps the first rune of the text and the first after each stretch of white space. */
function afterGaps(text: string, map: (rune: number) => number): string {
  let gap = true;
  return mapRunes(text, (rune) => {
    if (isSpace(rune)) {
      gap = true;
      return rune;
    }
    const mapped = gap ? map(rune) : rune;
    gap = false;
    return mapped;
  });
}

/** goutils.SwapCase: a small letter behind white space gets its title case form. */
function swapCase(text: string): string {
  let gap = true;
  return mapRunes(text, (rune) => {
    const afterGap = gap;
    if (isUpper(rune) || isTitle(rune)) {
      gap = false;
      return toLower(rune);
    }
    if (isLower(rune)) {
      gap = false;
      return afterGap ? toTitle(rune) : toUpper(rune);
    }
    gap = isSpace(rune);
    return rune;
  });
}

/** goutils.Initials, which takes each byte for a rune. */
function initials(text: string): string {
  let gap = true;
  let out = '';
  for (const char of byteString(text)) {
    const space = isSpace(char.charCodeAt(0));
    if (gap && !space) out += char;
    gap = space;
  }
  return out;
}

/** goutils.DeleteWhiteSpace: takes each byte for a rune, and so spoils UTF-8 once it removes something. */
function withoutSpace(text: string): string {
  if (isAscii(text)) return text.replace(/[\t-\r ]/g, '');
  const bytes = byteString(text);
  const kept = runesToText(runes(bytes).filter((byte) => !isSpace(byte)));
  return kept.length === bytes.length ? text : kept;
}
