// fmt: what Go prints for each kind of value, verb, flag and mistake.

import { describe, expect, test } from 'vitest';
import { fromBytes } from '../text/bytes.ts';
import { formatValue, printValue, sprint, sprintf, sprintln } from './format.ts';
import { Meter, metered } from './meter.ts';
import {
  Complex,
  GoBytes,
  GoMap,
  GoObject,
  INVALID,
  Int,
  type Kind,
  type Method,
  mapOf,
  nilSlice,
  sliceOf,
  type Value,
} from './value.ts';

class Point extends GoObject {
  override readonly type: string;
  override readonly kind: Kind;
  constructor(kind: 'struct' | 'ptr') {
    super();
    this.kind = kind;
    this.type = kind === 'ptr' ? '*pkg.Point' : 'pkg.Point';
  }
  override fieldNames(): readonly string[] {
    return ['X', 'Next'];
  }
  override fieldType(name: string): string {
    return name === 'X' ? 'int' : '*pkg.Point';
  }
  override field(name: string): Value | undefined {
    return name === 'X' ? 1n : null;
  }
}

class Named extends Point {
  override text(): string {
    return 'named';
  }
}

class Addressable extends Point {
  override method(name: string): Method | undefined {
    return name === 'String' ? { params: [], result: 'string', call: () => 'by pointer' } : undefined;
  }
}

class Month extends GoObject {
  override readonly type = 'time.Month';
  override readonly kind = 'int';
  override text(): string {
    return 'March';
  }
  override json(): Value {
    return 3n;
  }
}

const LIST = sliceOf([1, 'two', null, sliceOf([true])]);
const MAP = mapOf({ b: 2, a: '1', c: mapOf() });
const BYTES = new GoBytes(Uint8Array.of(1, 0xc3, 0xa9));

describe('formatValue', () => {
  test.each<[Value, string]>([
    [null, '<nil>'],
    [INVALID, '<nil>'],
    ['é', 'é'],
    [true, 'true'],
    [1e6, '1e+06'],
    [-0, '-0'],
    [7n, '7'],
    [new Int('uint8', 200n), '200'],
    [LIST, '[1 two <nil> [true]]'],
    [nilSlice(), '[]'],
    [MAP, 'map[a:1 b:2 c:map[]]'],
    [mapOf({ '\u{1f600}': 1, '\uffff': 2, a: 3 }), 'map[a:3 \uffff:2 \u{1f600}:1]'],
    [BYTES, '[1 195 169]'],
    [new Complex(0, 1), '(0+1i)'],
    [new Complex(-1.5, -2), '(-1.5-2i)'],
    [new Point('struct'), '{1 <nil>}'],
    [new Point('ptr'), '&{1 <nil>}'],
    [sliceOf([new Point('ptr')]), '[0xc000000000]'],
    [sliceOf([new Named('ptr')]), '[named]'],
    [new Month(), 'March'],
    [new Addressable('struct'), '{1 <nil>}'],
  ])('%#: %s', (value, text) => expect(formatValue(value)).toBe(text));
});

test('an action follows pointers and uses the methods of an addressable value', () => {
  const values: Value[] = [null, INVALID, new Point('ptr'), new Named('ptr'), new Addressable('struct'), 1e6];
  expect(values.map(printValue)).toEqual(['<no value>', '<no value>', '{1 <nil>}', 'named', 'by pointer', '1e+06']);
});

test('print puts spaces between two operands that are no texts, println everywhere', () => {
  expect(sprint(['a', 1n, 2n, 'b', 'c', 3n])).toBe('a1 2bc3');
  expect(sprint([null, null])).toBe('<nil> <nil>');
  expect(sprint([])).toBe('');
  expect(sprint([fromBytes(Uint8Array.of(0xc3)), fromBytes(Uint8Array.of(0xa9))])).toBe('é');
  expect(sprintln(['a', 'b', 1n])).toBe('a b 1\n');
});

describe('sprintf', () => {
  test.each<[string, readonly Value[], string]>([
    // Mismatches show in the text.
    ['%d', [3], '%!d(float64=3)'],
    ['%s', [3], '%!s(float64=3)'],
    ['%s|%d', [null, null], '%!s(<nil>)|%!d(<nil>)'],
    ['%s', [true], '%!s(bool=true)'],
    ['%v %v', [1n], '1 %!v(MISSING)'],
    ['1', [2n, 'x', null], '1%!(EXTRA int=2, string=x, <nil>)'],
    ['%z', [1n], '%!z(int=1)'],
    ['%é', [1n], '%!é(int=1)'],
    ['%', [], '%!(NOVERB)'],
    ['%[2]d', [1n], '%!d(BADINDEX)'],
    ['%[x]d', [1n], '%!d(BADINDEX)'],
    ['%*d', ['x', 1n], '%!(BADWIDTH)1'],
    ['%.*d', [-1n, 1n], '%!(BADPREC)1'],
    ['%s', [LIST], '[%!s(float64=1) two <nil> [%!s(bool=true)]]'],
    ['%s', [MAP], 'map[a:1 b:%!s(float64=2) c:map[]]'],
    ['%w', ['x'], '%!w(string=x)'],
    ['%5d', ['x'], '%!d(string=    x)'],
    ['%d', [BYTES], '[1 195 169]'],
    // Indexes, widths, precisions.
    ['%[2]d %[1]d %d', [1n, 2n], '2 1 2'],
    ['%[3]*.[2]*[1]f', [12.5, 2n, 6n], ' 12.50'],
    ['%-*d|', [5n, 42n], '42   |'],
    ['%*d|', [-5n, 42n], '42   |'],
    ['%%%5%', [], '%%'],
    [
      '%6.2f|%-8s|%8.3s|%05d|%+d|% d|%x',
      [3.139, 'ab', 'abcdef', -42n, 5n, 5n, 255n],
      '  3.14|ab      |     abc|-0042|+5| 5|ff',
    ],
    ['%.0d|%.3d|%05.3d', [0n, 7n, 7n], '|007|  007'],
    ['%05s|%-05d|%06.1f', ['ab', 7n, -2.5], '000ab|7    |-002.5'],
    ['%3c|%.2s', [0xe9n, 'éàü'], '  é|éà'],
    // Verbs.
    ['%t %v %T %T %T', [true, null, 1, LIST, null], 'true <nil> float64 []interface {} <nil>'],
    ['%b %o %O %#o %#b %#x %X', [5n, 8n, 8n, 8n, 5n, 255n, 255n], '101 10 0o10 010 0b101 0xff FF'],
    ['%c %q %U %#U', [0x263an, 0x41n, 0x263an, 0x263an], "☺ 'A' U+263A U+263A '☺'"],
    ['%x %X % x %#x %# x', ['hé', 'hé', 'hé', 'hé', 'hé'], '68c3a9 68C3A9 68 c3 a9 0x68c3a9 0x68 0xc3 0xa9'],
    [
      '%e %E %g %G %f %F',
      [1e6, 1e6, 1e-7, 1e-7, 1e6, 2],
      '1.000000e+06 1.000000E+06 1e-07 1E-07 1000000.000000 2.000000',
    ],
    ['%#g %#.3x %x %b', [1, 1, -0.1, 1], '1.00000 0x1.000p+00 -0x1.999999999999ap-04 4503599627370496p-52'],
    ['%q %#q %+q', ['a"b', 'a"b', 'é'], '"a\\"b" `a"b` "\\u00e9"'],
    ['%5t|%8v|%v', [true, Number.POSITIVE_INFINITY, Number.NaN], ' true|    +Inf|NaN'],
    ['%s %x %v', [BYTES, BYTES, BYTES], '\u0001é 01c3a9 [1 195 169]'],
    ['%6.2v', [new Complex(1, -2)], '(     1    -2i)'],
    ['%d %s %v', [new Month(), new Month(), new Named('struct')], '3 March named'],
    // A pointer to nothing has an address for the verbs of integers.
    [
      '%d %5t %5v',
      [new Named('struct'), new Named('struct'), new Addressable('struct')],
      '{1 0} {%!t(int=    1) %!t(*pkg.Point=<nil>)} {    1 <nil>}',
    ],
    ['%*d|%.*f', [new Month(), 42n, new Month(), 1.5], ' 42|1.500'],
    ['%#v %#w', [BYTES, BYTES], '[]byte{0x1, 0xc3, 0xa9} []uint8{%!w(uint8=0x1), %!w(uint8=0xc3), %!w(uint8=0xa9)}'],
    // Go syntax.
    ['%#v', [MAP], 'map[string]interface {}{"a":"1", "b":2, "c":map[string]interface {}{}}'],
    ['%#v', [LIST], '[]interface {}{1, "two", interface {}(nil), []interface {}{true}}'],
    [
      '%#v %#v %#v',
      [nilSlice('string'), new GoMap(new Map(), undefined, undefined, true), new Int('uint8', 10n)],
      '[]string(nil) map[string]interface {}(nil) 0xa',
    ],
    [
      '%#v %+v %#v',
      [new Point('struct'), new Point('ptr'), BYTES],
      'pkg.Point{X:1, Next:(*pkg.Point)(nil)} &{X:1 Next:<nil>} []byte{0x1, 0xc3, 0xa9}',
    ],
  ])('%s', (format, args, text) => expect(sprintf(format, args)).toBe(text));
});

test('a value that holds itself fails instead of ending the program', () => {
  const loop = mapOf();
  loop.set('self', loop);
  expect(() => formatValue(loop)).toThrow('result of print is too large');
  const wide = () => sprintf('%9999999d'.repeat(8), Array(8).fill(1n)).length;
  expect(wide()).toBe(79_999_992);
  const meter = new Meter({ steps: Number.POSITIVE_INFINITY, output: 1000 });
  expect(() => metered(meter, wide)).toThrow('print makes a text of more than 1000 characters');
});
