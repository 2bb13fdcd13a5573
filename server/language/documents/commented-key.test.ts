// Keys that stand in a values file as comments: the line they were found in, and what is said above them.

import { expect, test } from 'vitest';
import { commentedKey } from './commented-key.ts';
import { valuesView } from './values.ts';

const TEXT = `# What é it is called.
# In short.
# +docs:property
# nameOverride: "x"

image:
  tag: 1
  # ü😀 the registry
  # registry: quay.io
  #   deep: 1
  more: {}
#  edge: 1

# notThis in a sentence: no
service:
  port: 1
# -- In words
#"my.key": 1
# list:
#   inner: 1
`;

function found(...path: string[]): string {
  const said = (text: string) => {
    const key = commentedKey(valuesView({ uri: 'file:///w/values.yaml', text, version: 0 } as never), path);
    if (key === undefined) return 'nothing';
    const line = text.slice(0, key.span.start).split('\n').length;
    return `${line} ${text.slice(key.span.start, key.span.end)}: ${key.doc}`;
  };
  expect(said(TEXT.replaceAll('\n', '\r\n'))).toBe(said(TEXT));
  return said(TEXT);
}

test('keys of the file and of tables', () => {
  expect(found('nameOverride')).toBe('4 nameOverride: ');
  expect(found('image', 'registry')).toBe('9 registry: ü😀 the registry');
  expect(found('image', 'edge')).toBe('12 edge: ');
  expect(found('my.key')).toBe('18 my.key: In words');
  expect(found('list')).toBe('19 list: ');
});

test('what is none', () => {
  expect(found('registry')).toBe('nothing');
  expect(found('image', 'deep')).toBe('nothing');
  expect(found('image', 'nameOverride')).toBe('nothing');
  expect(found('inner')).toBe('nothing');
  expect(found('notThis')).toBe('nothing');
  expect(found('service', 'list')).toBe('nothing');
  expect(found('absent', 'x')).toBe('nothing');
  expect(found()).toBe('nothing');
});
