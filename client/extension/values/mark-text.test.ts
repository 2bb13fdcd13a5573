// What marks in the gutter say.

import { expect, test } from 'vitest';
import type { PlainRange, ValueMark } from '#protocol';
import { arrowImage, markText } from './mark-text.ts';

function range(line: number, character = 0): PlainRange {
  return { start: { line, character }, end: { line, character: character + 3 } };
}

test('what the hover of the key lists is not said again; of more there is a list to open', () => {
  const uses = (count: number) =>
    Array.from({ length: count }, (_, i) => ({ uri: 'file:///w/templates/a.yaml', range: range(i, 4) }));
  const mark = (count: number): ValueMark => ({
    range: range(7),
    kind: 'overridden',
    lines: [
      { text: `${count} uses of .Values.my_key`, places: uses(count) },
      { text: 'overridden in values-prod.yaml', places: uses(1) },
      { text: 'overridden in --set', places: [] },
    ],
  });
  const args = encodeURIComponent(JSON.stringify(['file:///w/a(1)/values.yaml', { line: 7, character: 0 }, uses(7)]));
  const text = markText('file:///w/a(1)/values.yaml', mark(7));
  const address = args.replaceAll('(', '%28').replaceAll(')', '%29');
  expect(text).toBe(`[7 uses of .Values.my\\_key](command:chartroom.showUses?${address})`);
  expect(markText('file:///w/a(1)/values.yaml', mark(6))).toBe('');
});

test('each kind has an image for light and for dark themes', () => {
  const images = (['overridden', 'overrides', 'both'] as const).flatMap((kind) => [
    arrowImage(kind, true),
    arrowImage(kind, false),
  ]);
  expect(new Set(images).size).toBe(6);
  for (const image of images) expect(decodeURIComponent(image)).toMatch(/^data:image\/svg\+xml,<svg .*<\/svg>$/);
});
