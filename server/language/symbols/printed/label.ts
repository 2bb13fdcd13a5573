// A hint's words: short enough for the line that they stand in, whole characters, nothing that would break it.

/** At most so many characters, as people count them. */
const MOST_CHARACTERS = 40;

/** The text in one line, cut where it would be longer than a hint may be; `tail` stands behind it in any case. */
export function shortLabel(text: string, tail = ''): string {
  const room = MOST_CHARACTERS - tail.length;
  const characters = charactersOf(printable(text), room + 1);
  const shown = characters.length <= room ? characters : [...characters.slice(0, room - 1), '…'];
  return shown.join('') + tail;
}

/** Whether a label shows all of the text. */
export function isWhole(text: string): boolean {
  return charactersOf(text, MOST_CHARACTERS + 1).length <= MOST_CHARACTERS && printable(text) === text;
}

/** What cannot be seen, or is half of a character, as a mark of its own. */
export function printable(text: string): string {
  return text.replace(/(?![\t\n])[\p{Cc}\p{Surrogate}\u2028-\u202e\u2066-\u2069]/gu, '�');
}

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** Longer than any character of which there is one in practice. */
const LONGEST = 50;

function charactersOf(text: string, most: number): string[] {
  const characters: string[] = [];
  for (const { segment } of segmenter.segment(text.slice(0, most * LONGEST))) {
    characters.push(segment);
    if (characters.length === most) break;
  }
  return characters;
}
