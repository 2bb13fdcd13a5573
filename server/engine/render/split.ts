// Cuts a rendered file into documents, with the three algorithms that Helm's releases use (helm-spec 4.1).

import { sliceTraced, type TracedText, trimRange } from '../text/traced.ts';

export type SplitAlgorithm = 'S1' | 'S2' | 'S3';

/** The documents of a rendered file, in order, trimmed as that release trims them. */
export function splitDocuments(file: TracedText, algorithm: SplitAlgorithm): TracedText[] {
  const whole = trimRange(file.text);
  const start = sliceTraced(file, whole.from, algorithm === 'S1' ? whole.to : file.text.length);
  const pieces = algorithm === 'S3' ? splitAtLines(start) : splitAtSpace(start);
  const documents: TracedText[] = [];
  for (const piece of pieces) {
    // S1 drops what is empty before it trims, so a piece of blanks survives as an empty document.
    if (algorithm === 'S1' && piece.text === '') continue;
    const { from, to } = trimRange(piece.text);
    if (algorithm === 'S1') documents.push(sliceTraced(piece, from, to));
    else if (from < to) documents.push(sliceTraced(piece, from));
  }
  return documents;
}

/** `(?m)^---[ \t]*` as the separator. */
function splitAtLines(file: TracedText): TracedText[] {
  const { text } = file;
  const out: TracedText[] = [];
  let from = 0;
  for (;;) {
    let at = out.length === 0 && text.startsWith('---') ? 0 : -1;
    if (at < 0) {
      const found = text.indexOf('\n---', from);
      if (found < 0) break;
      at = found + 1;
    }
    out.push(sliceTraced(file, from, at));
    from = at + 3;
    while (text[from] === ' ' || text[from] === '\t') from++;
  }
  out.push(sliceTraced(file, from));
  return out;
}

/** `(?:^|\s*\n)---\s*` as the separator: all blanks around it belong to it. */
function splitAtSpace(file: TracedText): TracedText[] {
  const { text } = file;
  const out: TracedText[] = [];
  let from = 0;
  for (;;) {
    let at = from === 0 && text.startsWith('---') ? 0 : -1;
    let dashes = at;
    if (at < 0) {
      at = text.indexOf('\n---', from);
      if (at < 0) break;
      dashes = at + 1;
      while (at > from && isBlank(text.charCodeAt(at - 1))) at--;
    }
    out.push(sliceTraced(file, from, at));
    from = dashes + 3;
    while (from < text.length && isBlank(text.charCodeAt(from))) from++;
  }
  out.push(sliceTraced(file, from));
  return out;
}

/** RE2's `\s`. */
function isBlank(unit: number): boolean {
  return unit === 0x20 || unit === 0x09 || unit === 0x0a || unit === 0x0c || unit === 0x0d;
}
