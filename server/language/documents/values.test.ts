// Values files: paths at an offset, places of a path, comments, texts.

import { describe, expect, test } from 'vitest';
import { ELEMENT, placesOf, type Step, shortValue, valuePlaceAt, valuesView, valueText } from './values.ts';
import { commentOf } from './values-comment.ts';

function viewOf(text: string) {
  return valuesView({ uri: 'file:///w/values.yaml', text, version: undefined });
}

/** What a path leads to, as path and short value. */
function found(text: string, path: readonly Step[]): string[] {
  const view = viewOf(text);
  return placesOf(view, path).map((place) => `${place.path.join('.')}: ${shortValue(view, place.value)}`);
}

test('paths are followed through lists, aliases and merge keys', () => {
  const text = 'base: &b {x: 1, z: 2}\nown: {<<: *b, z: 3}\ncopy: *b\nlist: [{m: 1}, {m: 2}, 3]\n1: one\n';
  expect(found(text, ['own', 'z'])).toEqual(['own.z: 3']);
  expect(found(text, ['own', 'x'])).toEqual(['own.x: 1']);
  expect(found(text, ['copy', 'x'])).toEqual(['copy.x: 1']);
  expect(found(text, ['list', ELEMENT, 'm'])).toEqual(['list.0.m: 1', 'list.1.m: 2']);
  expect(found(text, ['list', 2])).toEqual(['list.2: 3']);
  expect(found(text, ['base', ELEMENT])).toEqual(['base.x: 1', 'base.z: 2']);
  expect(found(text, ['1'])).toEqual(['1: one']);
  expect(found(text, ['base', 'x', 'y'])).toEqual([]);
  expect(found('a: &a\n  b: *a\n', ['a', 'b', 'b', 'b', 'c'])).toEqual([]);
  expect(found('', ['a'])).toEqual([]);
});

test.each([
  ['a:\n  b█b: 1', 'a.bb key'],
  ['a:\n  bb: x█y', 'a.bb value'],
  ['é: ü\r\na:\r\n  - x: █1\r\n', 'a.0.x value'],
  ['a: [x, y█]', 'a.1 value'],
  ['a:\n  b: 1\n█\nc: 2', undefined],
  ['█a: 1', 'a key'],
  ['a: [', undefined],
])('the place in %j', (text, expected) => {
  const offset = text.indexOf('█');
  const place = valuePlaceAt(viewOf(text.replace('█', '')), offset);
  expect(place && `${place.path.join('.')} ${place.isKey ? 'key' : 'value'}`).toBe(expected);
});

describe('comments', () => {
  const commentAt = (text: string, path: readonly string[]) => {
    const view = viewOf(text);
    const [place] = placesOf(view, path);
    return place && commentOf(view, place);
  };

  test.each<[string, string[], string | undefined]>([
    ['# Two\n# lines.\na: 1', ['a'], 'Two\nlines.'],
    ['# far\n\n# near\na: 1', ['a'], 'near'],
    ['# far\n\na: 1', ['a'], undefined],
    [
      '# noise\n# -- (string) Said so\n# twice\n# @default -- computed\na: 1',
      ['a'],
      'Said so\ntwice\n\nDefault: computed',
    ],
    ['## @section Image\n## @param a.b [nullable] The b\n## @param a.c The c\na:\n  b: 1\n  c: 2', ['a', 'c'], 'The c'],
    ['## @param a.b The b\na:\n  b: 1', ['a'], undefined],
    ['# a.b -- The b\na:\n  b: 1', ['a', 'b'], 'The b'],
    ['# @schema\n# type: string\n# @schema\n# Text\na: 1', ['a'], 'Text'],
    ['a: 1 # behind\r\nb: 2', ['a'], 'behind'],
    ['a: # behind\n  b: 2', ['a'], 'behind'],
    ['a: "x # y"', ['a'], undefined],
    ['a: {}\n  # b: 1\nc: 2', ['c'], undefined],
    ['a:\r\n  # Ä über\r\n  b: 1\r\n', ['a', 'b'], 'Ä über'],
    ['a: {b: 1}', ['a', 'b'], undefined],
  ])('%j', (text, path, expected) => expect(commentAt(text, path)).toBe(expected));
});

test.each<[string, string]>([
  ['a:\r\n    b: 1\r\n    c:\r\n      - 2\r\nd: 1', 'b: 1\nc:\n  - 2'],
  ['a: |\n  x\n  y\n', '|\n  x\n  y'],
  ['a:', 'null'],
  ['a: "x"', '"x"'],
  ['a: [1,\n  2]', '[1,\n  2]'],
  [`a:\n${Array.from({ length: 20 }, (_, i) => `  k${i}: ${i}`).join('\n')}`, 'k0: 0\nk1: 1\nk2: 2\n# … 17 more lines'],
])('the text of %j', (text, expected) => {
  const view = viewOf(text);
  const [place] = placesOf(view, ['a']);
  expect(place && valueText(view, place.value, 3)).toBe(expected);
});
