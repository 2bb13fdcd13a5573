// What a mark in the gutter looks like and says, without the editor: the icons as texts, and the hover's Markdown.

import type { ValueMark, ValueMarkLine } from '#protocol';

/** Down: something wins over this key; up: it wins over something. Drawn for a gutter of 16 pixels. */
const ARROWS: Readonly<Record<Exclude<ValueMark['kind'], 'plain'>, string>> = {
  overridden: 'M8 3v9M4.5 8.5 8 12l3.5-3.5',
  overrides: 'M8 13V4M4.5 7.5 8 4l3.5 3.5',
  both: 'M5.5 3v9M2.5 9l3 3 3-3M10.5 13V4M7.5 7l3-3 3 3',
};

/** An image as a data URI: the gutter takes no font's icons, and an image knows no theme's colours. */
export function arrowImage(kind: keyof typeof ARROWS, isDark: boolean): string {
  const colour = isDark ? '#9d9d9d' : '#717171';
  const path = `<path d='${ARROWS[kind]}' fill='none' stroke='${colour}' stroke-width='1.3'/>`;
  const svg = `<svg xmlns='http://www.w3.org/2000/svg' width='16' height='16' viewBox='0 0 16 16'>${path}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

/** The server's hover of the key leads to so many places of each kind. */
const TOLD_PLACES = 6;

/**
 * One line of links to what is more than the hover of the key itself, below which it stands, can tell: `83 uses`. Empty when
 * there is nothing of that kind.
 */
export function markText(uri: string, mark: ValueMark): string {
  const more = mark.lines.filter(({ places }) => places.length > TOLD_PLACES);
  return more.map((line) => linkOf(uri, mark, line)).join(' · ');
}

/** The places are shown in place. */
function linkOf(uri: string, { range }: ValueMark, { text, places }: ValueMarkLine): string {
  const words = text.replace(/[\\`*_{}[\]<>()#+!|~]/g, '\\$&');
  const args = encodeURIComponent(JSON.stringify([uri, range.start, places])).replace(/[()]/g, escaped);
  return `[${words}](command:chartroom.showUses?${args})`;
}

/** A link ends at its closing parenthesis. */
function escaped(character: string): string {
  return character === '(' ? '%28' : '%29';
}
