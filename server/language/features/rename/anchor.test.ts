// Anchors of values files renamed: the text after it, or the reason why not.

import { expect, test } from 'vitest';
import { cursorOf, fixture } from '../../../../test/support/fixture.ts';
import { references } from '../references.ts';
import { prepareRename, rename } from '../rename.ts';

function renamed(text: string, name: string, newline: '\n' | '\r\n' = '\n'): string {
  const read = fixture(`-- values.yaml --\n${text}`, { newline });
  const { uri, offset } = cursorOf(read);
  const source = read.snapshot.files.get(uri)?.text ?? '';
  const result = rename(read.snapshot, uri, offset, name);
  if (result === undefined) return 'nothing';
  if (result.kind === 'refused') return result.reason;
  const edits = [...result.edits].sort((a, b) => b.span.start - a.span.start);
  const prepared = prepareRename(read.snapshot, uri, offset);
  expect(prepared?.kind === 'ready' && source.slice(prepared.span.start, prepared.span.end)).toMatch(/^[\w-]+$/);
  const found = references(read.snapshot, uri, offset, true) ?? [];
  expect(found.map(({ span }) => span.start).sort()).toEqual(result.edits.map(({ span }) => span.start).sort());
  return edits
    .reduce((at, { span, text: put }) => at.slice(0, span.start) + put + at.slice(span.end), source)
    .replaceAll('\r', '')
    .trimEnd();
}

const TEXT = 'é: &a-b {x: 1}\nc: *a-b\nd:\n  <<: *a-b\nl: [*a-b, "*a-b", &other 1]';
const AFTER = TEXT.replaceAll(/([&*])a-b(?!")/g, '$1neu');

test('from the anchor, and from an alias', () => {
  expect(renamed(TEXT.replace('&a', '&█a'), 'neu')).toBe(AFTER);
  expect(renamed(TEXT.replace('c: *a-b', 'c: *a-b█'), '*neu')).toBe(AFTER);
  expect(renamed(TEXT.replace('<<: *a', '<<: █*a'), '&neu', '\r\n')).toBe(AFTER);
});

test('an anchor that is set again is another one', () => {
  expect(renamed('a: &x 1\nb: *x\nc: &x 2\nd: *█x', 'y')).toBe('a: &x 1\nb: *x\nc: &y 2\nd: *y');
});

test('what is refused', () => {
  expect(renamed(TEXT.replace('&a', '&█a'), 'other')).toBe(
    '`&other` at values.yaml:5 is another anchor: aliases would mean the wrong one.',
  );
  expect(renamed('a: &█x 1\nb: [', 'y')).toBe('values.yaml:3 cannot be read, so that its aliases are not all known.');
  expect(renamed('a: &█x 1', 'a b')).toBe('`a b` cannot be an anchor: it needs letters, digits, `_` and `-`.');
  expect(renamed('a: 1 *█x', 'y')).toBe('nothing');
});
