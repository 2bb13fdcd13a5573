// URIs: one spelling, joins and relative paths.

import { expect, test } from 'vitest';
import { baseNameOf, joinUri, normalizeUri, parentUri, relativeUri } from './uri.ts';

test.each([
  ['file:///a/b', 'c d/é.yaml', 'file:///a/b/c%20d/%C3%A9.yaml'],
  ['file:///a/b', '../x(1).yaml', 'file:///a/x%281%29.yaml'],
  ['vscode-test-web://mount/', 'Chart.yaml', 'vscode-test-web://mount/Chart.yaml'],
  ['untitled:x', 'y', 'untitled:/x/y'],
])('%s + %s', (folder, path, joined) => {
  expect(joinUri(folder, path)).toBe(joined);
});

test('relative paths are decoded and stay inside', () => {
  expect(relativeUri('file:///a/b/', 'file:///a/b/c%20d/x%28.yaml')).toBe('c d/x(.yaml');
  expect(relativeUri('file:///a/b', 'file:///a/bc')).toBeUndefined();
  expect(relativeUri('file:///c%3A/w', 'file:///c:/w/t')).toBe('t');
});

test('parents and names', () => {
  expect(parentUri('file:///a/b')).toBe('file:///a');
  expect(parentUri('file:///')).toBeUndefined();
  expect(baseNameOf('file:///a/b%20c')).toBe('b c');
  expect(normalizeUri('file:///a/%62/')).toBe('file:///a/b');
});
