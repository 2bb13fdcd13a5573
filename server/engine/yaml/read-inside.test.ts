// A change deep inside a large text has the tree of a whole reading, node by node.

import { describe, expect, test } from 'vitest';
import { chance } from '../../../test/support/chance.ts';
import { MapNode } from './parse-node.ts';
import { baseOf, readTreeAgain, type TreeBase } from './read-again.ts';
import { readInside } from './read-inside.ts';
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

const LONG = `# ${'a comment that makes the text long, '.repeat(30)}\n`;

/** Comments between, so that the collections are large while the test is quick. */
const TEXTS = [
  `a: 1\nitems:\n- b: x\n  c:\n    d: 1\n    e: [1,\n      2]\n${LONG}- b: y\n  c:\n    d: |\n      text\n\n    # e\n    e:\n${LONG}    f: "two\n      lines"\n- plain\n- \n- on\n  two\n${LONG}z:\n  y: 1\n`,
  `a:\n  b:\n    - c: é😀\n      d: x\n      e:\n        - 1\n        - f: 2\n${LONG}          g: 3\n        -\n          h: 4\n${LONG}    - c: 2\n\n      # note\n      d:\n${LONG}    - - x\n      - y: 1\n        z: 2\n  i: >+\n    kept\n\n\n  j: {a: b}\n${LONG}k: end`,
  `a:\r\n  - b: c\r\n    d: e\r\n  ${LONG}  - b: |\r\n      x\r\n\r\n    d: 'y'\r\n  ${LONG}  - b: 1\r\n    ? d\r\n    : 2\r\nc: 3\r\n`,
  `a:\n  b:\n    c:\n      d: 1\n      e: 2\n${LONG}      f:\n    ${LONG}    g: 3\n${LONG}  # h\n  h:\n    - x\n${LONG}    - y`,
];

const SNIPPETS = [
  ...[
    'x',
    ': ',
    ':',
    '\n',
    ' ',
    '  ',
    '#',
    ' #',
    '- ',
    '-',
    '"',
    "'",
    '[',
    '}',
    '|',
    '&a ',
    '*a',
    '!!str ',
    '\t',
    '? ',
  ],
  ...[
    '\n  n: 1\n',
    '\n    n: |\n      t\n',
    '\n      - q\n',
    '---\n',
    '\n...\n',
    '\r\n',
    'é😀',
    '\u2028',
    '<<: ',
    '\nab\n',
  ],
  ...['\n    - x: 1\n      y: 2\n', '\n  ', '\n      # z\n', ',', '@', '\u0085', '\u0001'],
];

interface Counts {
  inside: number;
  all: number;
}

function edit(seed: number, counts: Counts): void {
  const below = chance(seed);
  const start = TEXTS[seed % TEXTS.length] as string;
  let text = start;
  let base: TreeBase | undefined = baseOf(text, readTree(text));
  for (let round = 0; round < 30; round++) {
    if (below(5) === 0) text = start;
    // Places in comments change nothing, and most of the text is comments.
    let at = below(text.length + 1);
    while (below(20) > 0 && text.slice(text.lastIndexOf('\n', at - 1) + 1).startsWith('# a comment'))
      at = below(text.length + 1);
    const put = below(4) === 0 ? '' : (SNIPPETS[below(SNIPPETS.length)] as string);
    text = text.slice(0, at) + put + text.slice(at + (put === '' || below(3) === 0 ? below(12) : 0));
    const whole = readTree(text);
    if (base && isInside(base, text)) counts.inside++;
    const read = base && readTreeAgain(base, text);
    if (read) {
      if (below(2) === 0) told({ root: read.base.root, error: undefined });
      expect({ text, told: told(read.tree) }).toEqual({ text, told: told(whole) });
      expect(told({ root: read.base.root, error: undefined })).toEqual(told(readTree(read.base.text)));
    }
    counts.all++;
    base = read?.base ?? baseOf(text, whole) ?? base;
  }
}

function isInside({ root, text: old }: TreeBase, text: string): boolean {
  let before = 0;
  while (before < Math.min(old.length, text.length) && old[before] === text[before]) before++;
  let behind = 0;
  const most = Math.min(old.length, text.length) - before;
  while (behind < most && old[old.length - 1 - behind] === text[text.length - 1 - behind]) behind++;
  return (
    readInside(root, old, text, { before, oldEnd: old.length - behind, by: text.length - old.length }) !== undefined
  );
}

describe('a change deep inside', () => {
  test('gives the tree of a whole reading', () => {
    const counts: Counts = { inside: 0, all: 0 };
    const most = Number(process.env['SEEDS'] ?? 50);
    for (let seed = 1; seed <= most; seed++) edit(seed, counts);
    // If few were read the short way, this would prove nothing.
    expect(counts.inside / counts.all).toBeGreaterThan(0.2);
  });

  test('leaves the items before it what they were, and of those behind it the contents', () => {
    const text = `items:\n${Array.from({ length: 200 }, (_, i) => `  - name: a${i}\n    list: [1]\n    text: ${'x'.repeat(40)}\n`).join('')}`;
    const base = baseOf(text, readTree(text)) as TreeBase;
    const read = readTreeAgain(base, text.replace('a100', 'changed'));
    const [old, now] = [base.root, read?.tree.root].map((root) => {
      const list = root instanceof MapNode ? root.children[1] : undefined;
      return list?.kind === 'list' ? list.items : [];
    });
    expect(now?.map((item, i) => item === old?.[i])).toEqual(old?.map((_, i) => i < 100));
    const original = (node: YamlNode | undefined) => (node instanceof MapNode ? node.original : undefined);
    expect(now?.map((item, i) => original(item) === original(old?.[i]))).toEqual(old?.map((_, i) => i !== 100));
  });
});
