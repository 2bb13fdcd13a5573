// What marks in the gutter say.

import { expect, test } from 'vitest';
import type { PlainRange, ValueMark } from '#protocol';
import { arrowImage, markText } from './mark-text.ts';

function range(line: number, character = 0): PlainRange {
  return { start: { line, character }, end: { line, character: character + 3 } };
}

test('one place is a link, several are shown in place, none are words', () => {
  const uses = [
    { uri: 'file:///w/templates/a.yaml', range: range(1, 4) },
    { uri: 'file:///w/templates/b.yaml', range: range(2) },
  ];
  const mark: ValueMark = {
    range: range(7),
    kind: 'overridden',
    lines: [
      { text: '2 uses of .Values.my_key', places: uses },
      {
        text: 'overridden in values-prod.yaml',
        places: [{ uri: 'file:///w/a(1)/values-prod.yaml', range: range(3, 2) }],
      },
      { text: 'overridden in --set', places: [] },
    ],
  };
  const text = markText('file:///w/values.yaml', mark);
  const [first = '', second, third] = text.split(' · ');
  const args = encodeURIComponent(JSON.stringify(['file:///w/values.yaml', { line: 7, character: 0 }, uses]));
  expect(first).toBe(`[2 uses of .Values.my\\_key](command:chartroom.showUses?${args})`);
  expect(second).toBe('[overridden in values-prod.yaml](file:///w/a%281%29/values-prod.yaml#L4,3)');
  expect(third).toBe('overridden in --set');
  expect(markText('file:///w/values.yaml', { range: range(0), kind: 'plain', lines: [] })).toBe('');
});

test('each kind has an image for light and for dark themes', () => {
  const images = (['overridden', 'overrides', 'both'] as const).flatMap((kind) => [
    arrowImage(kind, true),
    arrowImage(kind, false),
  ]);
  expect(new Set(images).size).toBe(6);
  for (const image of images) expect(decodeURIComponent(image)).toMatch(/^data:image\/svg\+xml,<svg .*<\/svg>$/);
});
