// Sprig's text functions, called as the interpreter calls them; what is not obvious was printed by real Helm.

import { describe, expect, test } from 'vitest';
import { stillEnvironment } from '../template/environment.ts';
import type { Call, FunctionRecord } from '../template/funcs.ts';
import { byteSlice, fromBytes } from '../text/bytes.ts';
import { formatValue } from '../values/format.ts';
import { GoBytes, mapOf, nilSlice, sliceOf, typeName, type Value } from '../values/value.ts';
import { caseFunctions } from './case.ts';
import { encodeFunctions } from './encode.ts';
import { stringFunctions } from './strings.ts';

const RECORDS = new Map(
  [...stringFunctions, ...caseFunctions, ...encodeFunctions].map((record) => [record.name, record]),
);
const CALL = { env: stillEnvironment(), place: () => 'here' } as unknown as Call;

/** What the function gives, or the text of its error. */
function answer(name: string, args: readonly Value[]): Value {
  try {
    return (RECORDS.get(name) as FunctionRecord).call(args, CALL);
  } catch (error) {
    return `error: ${(error as Error).message}`;
  }
}

const HALF = byteSlice('é', 0, 1);
const REST = byteSlice('é', 1, 2);
const NBSP = '\u00a0';

test.each<[string, readonly Value[], Value]>([
  ['trim', [`\u3000 a b\t${NBSP}\ufeff`], 'a b\t\u00a0\ufeff'],
  ['trim', [` ${HALF} `], HALF],
  ['trimAll', ['$', '$5.00$'], '5.00'],
  ['trimAll', ['é-', 'é-a-é'], 'a'],
  ['trimAll', ['', 'a'], 'a'],
  ['trimAll', [HALF, `\ufffda${REST}`], 'a'],
  ['trimall', ['a', 'aba'], 'b'],
  ['trimPrefix', ['-', '--a'], '-a'],
  ['trimPrefix', [HALF, 'éa'], `${REST}a`],
  ['trimSuffix', ['-', 'a--'], 'a-'],
  ['trimSuffix', ['', 'a'], 'a'],
  ['trimSuffix', [REST, 'aé'], `a${HALF}`],
  ['repeat', [3n, 'ab'], 'ababab'],
  ['repeat', [2n, REST + HALF], fromBytes(Uint8Array.of(0xa9, 0xc3, 0xa9, 0xc3))],
  ['repeat', [0n, 'ab'], ''],
  ['repeat', [-1n, 'a'], 'error: strings: negative Repeat count'],
  ['repeat', [9223372036854775807n, 'ab'], 'error: strings: Repeat output length overflow'],
  ['repeat', [1000000000n, 'ab'], 'error: result of repeat is too large: a text holds 536870888 characters'],
  ['repeat', [1000000000n, ''], ''],
  ['substr', [0n, 5n, 'hello world'], 'hello'],
  ['substr', [-1n, 5n, 'hello world'], 'hello'],
  ['substr', [6n, -1n, 'hello world'], 'world'],
  ['substr', [0n, 1n, 'é'], HALF],
  ['substr', [4n, 2n, 'hello'], 'error: runtime error: slice bounds out of range [4:2]'],
  ['substr', [9n, 20n, 'hello'], 'error: runtime error: slice bounds out of range [9:5]'],
  ['substr', [-1n, 9n, 'hello'], 'error: runtime error: slice bounds out of range [:9] with length 5'],
  ['substr', [-1n, -2n, 'hello'], 'error: runtime error: slice bounds out of range [:-2]'],
  ['trunc', [5n, 'hello world'], 'hello'],
  ['trunc', [-5n, 'hello world'], 'world'],
  ['trunc', [-5n, 'hello'], 'hello'],
  ['trunc', [63n, 'é'], 'é'],
  ['trunc', [1n, 'é'], HALF],
  ['trunc', [-1n, 'é'], REST],
  ['trunc', [2n, '日本'], byteSlice('日', 0, 2)],
  ['abbrev', [5n, 'hello world'], 'he...'],
  ['abbrev', [3n, 'hello world'], 'hello world'],
  ['abbrevboth', [5n, 10n, '1234 5678 9123'], '...5678...'],
  ['abbrevboth', [20n, 10n, 'abcdefghijklmnop'], '...jklmnop'],
  ['abbrevboth', [5n, 6n, 'abcdefghijklmnop'], 'abcdefghijklmnop'],
  ['wrap', [10n, 'a b  c   d\ne f'], 'a b  c  \nd\ne f'],
  ['wrap', [5n, 'a verylongword b'], 'a\nverylongword\nb'],
  ['wrapWith', [5n, '', 'one twothree'], 'one\ntwoth\nree'],
  ['wrapWith', [0n, '|', 'ab'], 'a|b'],
  ['contains', [HALF, 'é'], true],
  ['contains', ['', ''], true],
  ['hasPrefix', [HALF, 'é'], true],
  ['hasSuffix', ['a', 'ba'], true],
  ['quote', ['a"b', null, 1e6, true], '"a\\"b" "1e+06" "true"'],
  ['quote', [], ''],
  ['quote', [new GoBytes(Uint8Array.of(0x61))], '"a"'],
  ['squote', ["it's", null, new GoBytes(Uint8Array.of(0x61))], "'it's' '[97]'"],
  ['cat', ['a', '', null, 'b%d', 1n], 'a  b%d 1'],
  ['indent', [2n, 'a\n\nb\n'], '  a\n  \n  b\n  '],
  ['indent', [-1n, 'a'], 'error: strings: negative Repeat count'],
  ['indent', [1000000000n, 'a'], 'error: result of indent is too large: a text holds 536870888 characters'],
  ['indent', [300000000n, 'a\nb'], 'error: result of indent is too large: a text holds 536870888 characters'],
  ['nindent', [0n, ''], '\n'],
  ['nindent', [2n, 'a\nb'], '\n  a\n  b'],
  ['replace', ['', '-', 'a😀'], '-a-😀-'],
  ['replace', ['x', '$&', 'axb'], 'a$&b'],
  ['replace', ['x', '', `${HALF}x${REST}`], 'é'],
  ['replace', [HALF, 'b', 'é'], `b${REST}`],
  ['plural', ['one', 'many', 1n], 'one'],
  ['plural', ['one', 'many', 0n], 'many'],
  ['join', [',', sliceOf([1, null, 'a', true])], '1,a,true'],
  ['join', ['', sliceOf([HALF, REST])], 'é'],
  ['join', [',', 5], '5'],
  ['join', [',', null], ''],
  ['join', [',', nilSlice()], ''],
  ['toString', [null], '<nil>'],
])('%s %#', (name, args, result) => expect(answer(name, args)).toBe(result));

test('parts of texts', () => {
  const parts = (name: string, ...args: Value[]) => {
    const result = answer(name, args);
    return `${typeName(result)} ${formatValue(result)}`;
  };
  expect(parts('split', '/', 'a/b')).toBe('map[string]string map[_0:a _1:b]');
  expect(parts('splitn', '/', 2n, 'a/b/c')).toBe('map[string]string map[_0:a _1:b/c]');
  expect(parts('splitn', '/', 0n, 'a/b/c')).toBe('map[string]string map[]');
  expect(parts('splitn', '', 2n, 'é😀x')).toBe('map[string]string map[_0:é _1:😀x]');
  expect(parts('splitList', ',', '')).toBe('[]string []');
  expect(parts('splitList', '', 'é😀')).toBe('[]string [é 😀]');
  expect(parts('toStrings', sliceOf([1, null, 'a']))).toBe('[]string [1 a]');
  expect(parts('toStrings', 3n)).toBe('[]string [3]');
  expect(parts('toStrings', mapOf())).toBe('[]string [map[]]');
});

test('a list of texts is handed on as it is', () => {
  const list = sliceOf(['a'], 'string');
  expect(answer('toStrings', [list])).toBe(list);
});

test('shuffle keeps the characters and depends on the seed and the place alone', () => {
  const text = 'abcdefghij é😀';
  const once = answer('shuffle', [text]) as string;
  expect(answer('shuffle', [text])).toBe(once);
  expect([...once].sort()).toEqual([...text].sort());
  expect(once).not.toBe(text);
});

describe('letters and words', () => {
  test.each<[string, string, string]>([
    ['upper', 'ß ŉ ᾳ ǆ İı', 'ß ŉ ᾼ Ǆ İI'],
    ['lower', 'ΑΣ İ Ǆ', 'ασ i ǆ'],
    ['upper', `a${HALF}`, 'A\ufffd'],
    // A letter pair of Unicode 16: Go knows neither.
    ['upper', '\u019b\u{10d70}', '\u019b\u{10d70}'],
    ['title', "hello wORLD foo-bar o'neil it_is 3d é ǆ", "Hello WORLD Foo-Bar O'Neil It_is 3d É ǅ"],
    ['untitle', 'HELLO World', 'hELLO world'],
    ['swapcase', 'hello World ǅ', 'HELLO wORLD ǆ'],
    ['camelcase', 'http_server', 'HttpServer'],
    ['camelcase', 'HTTPServer', 'Httpserver'],
    ['camelcase', 'iPhone_x', 'IPhoneX'],
    ['camelcase', 'my.app-name', 'My.appName'],
    ['camelcase', '_complex__case_', '_Complex_Case_'],
    ['camelcase', '_', '__'],
    ['camelcase', '', ''],
    ['snakecase', 'FirstName', 'first_name'],
    ['snakecase', 'HTTPServer', 'http_server'],
    ['snakecase', 'GO-PATH', 'go_path'],
    ['snakecase', 'http2xx', 'http_2xx'],
    ['snakecase', 'HTTP20xOK', 'http_20x_ok'],
    ['snakecase', 'Bld4Floor3rd', 'bld4_floor_3rd'],
    ['snakecase', 'a.b_c', 'a.b_c'],
    ['snakecase', 'a__b', 'a__b'],
    ['snakecase', 'aB1C', 'a_b1_c'],
    ['kebabcase', 'my_app name', 'my-app-name'],
    ['initials', 'First Try éa', 'FTÃ'],
    ['nospace', 'é b', 'Ã©b'],
    ['nospace', 'é', 'é'],
    ['nospace', 'a b\tc\n', 'abc'],
  ])('%s %j', (name, text, result) => expect(answer(name, [text])).toBe(result));
});

describe('encodings', () => {
  test.each<[string, string, string]>([
    ['b64enc', 'é', 'w6k='],
    ['b64enc', HALF, 'ww=='],
    ['b64enc', '', ''],
    ['b64dec', 'w6k=', 'é'],
    ['b64dec', 'aGVs\nbG8=\n', 'hello'],
    ['b64dec', 'aGVsbG8', 'illegal base64 data at input byte 4'],
    ['b64dec', 'aGVsbG8=x', 'illegal base64 data at input byte 8'],
    ['b64dec', 'a===', 'illegal base64 data at input byte 1'],
    ['b64dec', 'aG=x', 'illegal base64 data at input byte 2'],
    ['b64dec', 'é', 'illegal base64 data at input byte 0'],
    ['b32enc', 'hello!', 'NBSWY3DPEE======'],
    ['b32dec', 'NBSWY3DPEE======', 'hello!'],
    ['b32dec', 'nb', 'illegal base32 data at input byte 0'],
    ['b32dec', 'MZXW6', 'illegal base32 data at input byte 0'],
    ['sha1sum', '', 'da39a3ee5e6b4b0d3255bfef95601890afd80709'],
    ['sha256sum', '', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['adler32sum', 'Wikipedia', '300286872'],
  ])('%s %j', (name, text, result) => expect(answer(name, [text])).toBe(result));
});
