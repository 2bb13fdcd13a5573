// A text that was changed has the tree of a whole reading, node by node.

import { describe, expect, test } from 'vitest';
import { chance } from '../../../test/support/chance.ts';
import { baseOf, readTreeAgain, type TreeBase } from './read-again.ts';
import { readTree, type YamlNode, type YamlTree } from './read-tree.ts';

function told({ root, error }: YamlTree): string[] {
  const out = [JSON.stringify(error ?? null)];
  const visit = (node: YamlNode, depth: number): void => {
    const place = `${' '.repeat(depth)}${node.kind} ${node.start}-${node.end} line ${node.line}`;
    const more = node.kind === 'scalar' ? `${node.style} ${JSON.stringify(node.text)}` : '';
    out.push(`${place} ${node.tag} ${node.anchor} ${more} ${'isFlow' in node ? node.isFlow : ''}`);
    if (node.kind === 'map') for (const child of node.children) visit(child, depth + 1);
    if (node.kind === 'list') for (const child of node.items) visit(child, depth + 1);
  };
  if (root) visit(root, 0);
  return out;
}

const TEXTS = [
  'a: 1\nb:\n  c: x\n  d: [1, {e: 2}]\n# note\nf: |\n  text\n\n  more\n\n\ng:\n- 1\n- h: 2\n  i: 3\nj: >+\n  kept\n\nk: "two\n  lines"\nl: plain\n  on two\nm:\n# last\n',
  '---\n# head\na:\n  b: 1\n\nc: {}\n"q": []\nd: \'x\'\ne:\n  - f: |-\n      t\n    g: 1\nz: end',
  'a: é😀\r\nb:\r\n  c: x\r\nd: |\r\n  t\r\n\r\ne: 1\r\n',
  'a: 1\nb:\n\n  c:\n    d: &no x\ne: 2\n',
  'a: 1\nb:\n- x\n\n-\n\nc:\nd: ~\ne: ""\nf: x # y\n\n\n',
];

const SNIPPETS = [
  'x',
  ': ',
  '\n',
  ' ',
  '  ',
  '#',
  '- ',
  '"',
  "'",
  '[',
  '}',
  '|',
  '&a ',
  '*a',
  '!!str ',
  '\nn: 1\n',
  '\n  n: |\n    t\n',
  '---\n',
  '\n...\n',
  '%',
  '\t',
  'é😀',
  '\r\n',
  '\u0001',
  '\u2028',
  '? ',
  '<<: ',
  '\nab\n',
  '@',
  '\u0085',
];

function editsOf(seed: number): { readonly again: number; readonly all: number } {
  const below = chance(seed);
  const start = TEXTS[seed % TEXTS.length] as string;
  let text = start;
  let base: TreeBase | undefined = baseOf(text, readTree(text));
  let again = 0;
  for (let edit = 0; edit < 40; edit++) {
    if (below(6) === 0) text = start;
    const at = below(text.length + 1);
    const put = below(4) === 0 ? '' : (SNIPPETS[below(SNIPPETS.length)] as string);
    text = text.slice(0, at) + put + text.slice(at + (put === '' || below(3) === 0 ? below(12) : 0));
    const whole = readTree(text);
    const read = base && readTreeAgain(base, text);
    if (read) {
      again++;
      // Whoever has looked at the tree before must see no other one.
      if (below(2) === 0) told({ root: read.base.root, error: undefined });
      expect({ text, told: told(read.tree) }).toEqual({ text, told: told(whole) });
    }
    base = read?.base ?? baseOf(text, whole) ?? base;
  }
  return { again, all: 40 };
}

describe('a text that was changed', () => {
  test('has the tree of a whole reading', () => {
    let again = 0;
    let all = 0;
    for (let seed = 1; seed <= 150; seed++) {
      const counts = editsOf(seed);
      again += counts.again;
      all += counts.all;
    }
    // If few were read the short way, this would prove nothing.
    expect(again / all).toBeGreaterThan(0.3);
  });

  test('entries before the change keep their nodes', () => {
    const text = 'a: {b: 1}\nc: 2\nd: 3\n';
    const base = baseOf(text, readTree(text)) as TreeBase;
    const read = readTreeAgain(base, text.replace('2', 'two'));
    expect(read?.base.root.children[1]).toBe(base.root.children[1]);
    expect(read?.base.root.children[5]).not.toBe(base.root.children[5]);
  });
});
