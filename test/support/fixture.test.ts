// The fixture helper itself: files, cursor, labels, charts.

import { expect, test } from 'vitest';
import { cursorOf, fixture } from './fixture.ts';

test('files, cursor and labels are told apart', () => {
  const read = fixture(`
    -- values.yaml --
    a: é
      b: 1
    -- templates/x.yaml --
    x: {{ .V█alues }}
         # ^^^^^^^ some-rule: it is so
    y: 1
  `);
  expect(read.files.get('values.yaml')?.text).toBe('a: é\n  b: 1\n');
  expect(read.files.get('templates/x.yaml')?.text).toBe('x: {{ .Values }}\ny: 1\n');
  expect(cursorOf(read)).toEqual({ uri: 'file:///w/templates/x.yaml', offset: 8 });
  const [label] = read.labels;
  expect(read.files.get('templates/x.yaml')?.text.slice(label?.span.start, label?.span.end)).toBe('Values ');
  expect(label).toMatchObject({ rule: 'some-rule', message: 'it is so' });
});

test('a chart is made up when none stands at the top', () => {
  expect([...fixture('-- a.txt --\n-- charts/sub/Chart.yaml --\nname: sub').files.keys()]).toContain('Chart.yaml');
  const own = fixture('-- a/Chart.yaml --\nname: a');
  expect([...own.files.keys()]).toEqual(['a/Chart.yaml']);
  expect([...own.snapshot.loaded]).toEqual(['file:///w/a']);
});

test('line ends as asked', () => {
  const read = fixture('-- a.txt --\nx\ny█', { newline: '\r\n', openEnd: true });
  expect(read.files.get('a.txt')?.text).toBe('x\r\ny');
  expect(cursorOf(read).offset).toBe(4);
});
