// The byte model and the line index, on the texts that break naive ones.

import { describe, expect, test } from 'vitest';
import { byteLength, byteSlice, compareBytes, concat, fromBytes, runes, toBytes } from './bytes.ts';
import { goPosition, lineIndex, offsetAt, positionAt } from './lines.ts';
import { slicePieces } from './origin.ts';

describe('Go strings', () => {
  test('any bytes survive the way there and back', () => {
    const bytes = Uint8Array.from({ length: 512 }, (_, i) => (i * 7) & 0xff);
    expect([...toBytes(fromBytes(bytes))]).toEqual([...bytes]);
  });
  test('halves of a rune join again', () => {
    const head = byteSlice('é', 0, 1);
    const tail = byteSlice('é', 1, 2);
    expect(head).not.toBe('é');
    expect(concat(head, tail)).toBe('é');
    expect(byteLength(head)).toBe(1);
  });
  test('lengths, runes, order', () => {
    expect(byteLength('aé€😀')).toBe(10);
    expect(runes('a😀')).toEqual([0x61, 0x1f600]);
    expect(runes(byteSlice('é', 0, 1))).toEqual([0xfffd]);
    expect(compareBytes('\u{1F600}', '\uFF5E')).toBeGreaterThan(0);
    expect(compareBytes('a', 'ab')).toBeLessThan(0);
  });
  test('surrogates encoded in UTF-8 are invalid bytes, as in Go', () => {
    expect(runes(fromBytes(Uint8Array.of(0xed, 0xa0, 0x80)))).toEqual([0xfffd, 0xfffd, 0xfffd]);
  });
});

describe('lines', () => {
  test('positions on CR LF and non-ASCII lines', () => {
    const text = 'é: 1\r\nb: 😀x\n';
    const index = lineIndex(text);
    expect(positionAt(index, 10)).toEqual({ line: 1, character: 4 });
    expect(offsetAt(index, { line: 0, character: 99 })).toBe(4);
    expect(offsetAt(index, { line: 9, character: 0 })).toBe(text.length);
    expect(goPosition(text, text.indexOf('x'))).toEqual({ line: 2, column: 7 });
    expect(goPosition(text, 0)).toEqual({ line: 1, column: 0 });
  });
});

test('pieces are cut where they are asked to', () => {
  const a = {};
  const b = {};
  const pieces = [
    { length: 3, origin: a },
    { length: 2, origin: b },
  ];
  expect(slicePieces(pieces, 1, 4)).toEqual([
    { length: 2, origin: a, skip: 1 },
    { length: 1, origin: b, skip: 0 },
  ]);
});
