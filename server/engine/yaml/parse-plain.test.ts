// The short way gives the scanner's tree, or none.

import { describe, expect, test } from 'vitest';
import { chance } from '../../../test/support/chance.ts';
import { parseAnyDocument } from './parse.ts';
import { parsePlain } from './parse-plain.ts';

const PLAIN = [
  'a: [1, "x y",\'z\' , --f=*]  # c\nb:\n  {}\nc:\n  word\nd:\n-\n  [ ]\n',
  'a:\n  b: |2-\n\n       x\n      \n    y\n\n  c: >+1\n   z\n',

  'a: 1\nb: two words\n',
  "# c\n\na: # why\n  b: \"x\" # y\n  c: 'it''s'\n",
  'a:\n- 1\n-\n- b: 2\n  c:\n  - d\n  - - e\n    - f\nz: {}\n',
  '- a\n- []\n-  key: v\n   other:\n',
  'a: |\n  x\n   y\n\n  z\n\n\nb: >-\n  one\n  two\n\n  three\nc: |+\n  k\n\n',
  'a: |-\n\n    deep\n\t\n',
  '---\nurl: http://x:80/#a?b=c,d\nt: a#b -x :y\n"q k": \'\'\n',
  'é: no\n',
  'über: ok\nn: é😀\n',
  'a:\n  - >\n    x\n  # c\n  - |\n    y',
  'l:\n- {name: http, port: 80}\n-  { "a b": {c: [d, {}, [ ]]} , e: img/x:1.2 }  # f\n- [{a: b}, c d]\nk:\n  {x: \'y, z\'}\n',
];

const NOT_PLAIN = [
  '',
  'a: [1\n  ]\n',
  'a: [b: c]\n',
  'a: {b}\n',
  'a: {b: }\n',
  'a: {b: c: d}\n',
  'a: {b: 1,}\n',
  'a: {b: 1}}\n',
  'a: {b: c#d}\n',
  'a: {"b":c}\n',
  'a: {b: 1}: c\n',
  '{a: b}\n',
  'a: &x 1\n',
  'a: b\n  c\n',
  'a: b: c\n',
  'a: "x\n  y"\n',
  'a:\tb\n',
  'a: 1\r\n',
  'a: 1\n---\nb: 2\n',
  'a: |\nb: 1\n',
  'a: >\n  x\n   y\n',
  'a: 1\n  b: 2\n',
  '- a\nb: 1\n',
  'a: 1\n- b\n',
  'a\n',
  'a:\n  b\n  c\n',
  '? a\n',
  'a: !!str 1\n',
  '  a: 1\n b: 2\n',
];

describe('the short way', () => {
  test.each(PLAIN)('%j: the same tree', (text) => {
    const isPlain = !text.startsWith('é') && !text.startsWith('über') && !text.includes('\t');
    expect(parsePlain(text, 7) !== undefined).toBe(isPlain);
    same(text);
  });

  test.each(NOT_PLAIN)('%j: left to the scanner', (text) => {
    expect(parsePlain(text, 0)).toBeUndefined();
  });

  test('made texts: the same tree or none', () => {
    let plain = 0;
    for (let seed = 1; seed <= 4000; seed++) plain += same(makeText(seed));
    expect(plain).toBeGreaterThan(1000);
  });
});

/** 1 when the short way took the text. */
function same(text: string): number {
  const found = parsePlain(text, 7);
  if (found === undefined) return 0;
  const { root, depth, problem } = parseAnyDocument(text, { offset: 7 });
  expect({ text, problem }).toEqual({ text, problem: undefined });
  expect({ text, root: found.root, depth: found.depth }).toEqual({ text, root, depth });
  return 1;
}

const WORDS = ['a', 'key', 'a-b', 'x.y/z', '"q"', "'s'", '1', '~', 'on'];
const SCALARS = [
  'v', 'two words', '-1', '--flag=x', '"a b"', "'it''s'", 'a#b', 'a #b', 'http://x:80', '{}', '[]', '', '# c', 'x:', '-', '- z',
  '{a: 1, "b": [c, {d: e}]}', '[{a: b}, {}]', '{u: x:80 y}', '{a: b', '[a: b]', '{a, b: }', '{a: {b: c} }  # d', '[ -a , - b]', "{'a': \"b\"}",
  '{a:b}', '{a: b}: c', '{? a}', '{a: b #c}', '{a: b,}', '{a : b}', '{a: "x\ty"}', '{a: *x}', '[a b: c]', '{-: a}', '{a: -}',
  '"" # c', "'a' b", '%x', '[a]', '*x', '&x y', 'a  b ', '"a\\n"', '?x', ':x', 'a: b', '-', '{} x', '~', '<<', '=', 'a\tb', '😀 é',
]; // biome-ignore format: a table
const BLOCKS = ['|', '>', '|-', '>-', '|+', '>+', '|2', '|2-', '>+1', '| # c'];
const LINES = ['x', ' y', '', '   ', '# n', 'a: b', '\tt', 'é', '---', ' '];

/** Text of maps, lists and scalars that is right mostly, with a wrong indentation here and there. */
function makeText(seed: number): string {
  const random = chance(seed);
  const pick = (list: readonly string[]) =>
    list[random(random(3) === 0 ? list.length : Math.min(list.length, 9))] as string;
  const lines: string[] = [];
  const block = (indent: string) => {
    for (let i = random(4); i >= 0; i--) lines.push((random(12) === 0 ? '' : indent) + pick(LINES));
  };
  const collection = (indent: string, depth: number, first: string) => {
    const isList = random(3) === 0;
    let lead = first;
    for (let i = random(4); i >= 0; i--) {
      const head = `${lead}${isList ? '-' : `${pick(WORDS)}:`}`;
      lead = random(40) === 0 ? `${indent} ` : indent;
      if (random(15) === 0) lines.push(random(2) === 0 ? '' : `${' '.repeat(random(4))}# comment`);
      const choice = random(10);
      if (choice < 3 && depth < 4) {
        if (isList && random(2) === 0) collection(`${indent}  `, depth + 1, `${head} `);
        else {
          lines.push(head);
          const deeper = isList || random(3) > 0 ? `${indent}${' '.repeat(1 + random(3))}` : indent;
          collection(deeper, depth + 1, deeper);
        }
      } else if (choice === 3) {
        lines.push(`${head} ${pick(BLOCKS)}`);
        block(`${indent}${' '.repeat(1 + random(3))}`);
      } else lines.push(`${head} ${pick(SCALARS)}`.trimEnd());
    }
  };
  if (random(8) === 0) lines.push('---');
  collection('', 0, '');
  return lines.join('\n') + (random(5) === 0 ? '' : '\n');
}
