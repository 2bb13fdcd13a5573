// Block scalars on the short way through plain YAML: content that is there and clearly indented, folding of plain lines only.

/** A block scalar that was read. */
export interface PlainBlock {
  readonly value: string;
  /** Behind its last line break; blanks at the end of the text are not counted. */
  readonly end: number;
  /** Where what follows begins: `end`, or behind those blanks. */
  readonly next: number;
  /** How many lines it takes, that of its header included. */
  readonly lines: number;
}

const HEADER = /[|>](?:([+-])?([1-9])?|([1-9])([+-])) *(?:\n|$)/y;
const SPACE = 32;
const LINE_FEED = 10;
const TAB = 9;

/** The block scalar at `at`, inside a collection that is indented by `parent`; undefined where it is not plain. */
export function readPlainBlock(text: string, at: number, parent: number, literal: boolean): PlainBlock | undefined {
  HEADER.lastIndex = at;
  const match = HEADER.exec(text);
  if (match === null) return undefined;
  const start = HEADER.lastIndex;
  const increment = Number(match[2] ?? match[3] ?? 0);
  const indent = increment > 0 ? parent + increment : indentAt(text, start);
  const content = indent > parent ? readLines(text, start, indent) : undefined;
  const value = content && (literal ? content.filled.join('\n') : fold(content.filled));
  if (content === undefined || value === undefined) return undefined;
  const { end, count, lastBreaks } = content;
  const chomping = match[1] ?? match[4];
  const tail = chomping === '-' ? '' : chomping === '+' ? lastBreaks : lastBreaks.slice(0, 1);
  let next = end;
  while (text.charCodeAt(next) === SPACE) next++;
  return { value: value + tail, end, next: next === text.length ? next : end, lines: count + 1 };
}

/** The lines up to the last one that is not empty, without their indentation, and the line breaks behind it. */
interface Lines {
  readonly filled: readonly string[];
  readonly lastBreaks: string;
  readonly end: number;
  readonly count: number;
}

function readLines(text: string, from: number, indent: number): Lines | undefined {
  const lines: string[] = [];
  let filled = 0;
  let lastBreaks = '';
  let start = from;
  while (start < text.length) {
    const stop = start + indent;
    let pos = start;
    while (pos < stop && text.charCodeAt(pos) === SPACE) pos++;
    const code = text.charCodeAt(pos);
    if (pos === text.length || (code !== LINE_FEED && pos < stop)) {
      if (code === TAB) return undefined;
      break;
    }
    let end = text.indexOf('\n', pos);
    if (end < 0) end = text.length;
    if (end > pos) {
      filled = lines.push(text.slice(pos, end));
      lastBreaks = '';
    } else lines.push('');
    if (end < text.length) lastBreaks += '\n';
    start = Math.min(end + 1, text.length);
  }
  const count = lines.length;
  lines.length = filled;
  return filled === 0 ? undefined : { filled: lines, lastBreaks, end: start, count };
}

/** The indentation of the first line that is not empty; 0 where it is hard to tell. */
function indentAt(text: string, from: number): number {
  let deepest = 0;
  for (let pos = from, lineStart = from; ; pos++) {
    const code = text.charCodeAt(pos);
    if (code === SPACE) continue;
    const column = pos - lineStart;
    if (code !== LINE_FEED) return column < deepest || code === TAB || pos >= text.length ? 0 : column;
    if (column > deepest) deepest = column;
    lineStart = pos + 1;
  }
}

/** Folds lines into one another; undefined where one begins with a blank, which YAML folds otherwise. */
function fold(lines: readonly string[]): string | undefined {
  let value = '';
  let breaks = 0;
  for (const [index, line] of lines.entries()) {
    if (line === '') breaks++;
    else {
      const code = line.charCodeAt(0);
      if (code === SPACE || code === TAB) return undefined;
      const isFirst = breaks === index;
      value += isFirst || breaks > 0 ? '\n'.repeat(breaks) : ' ';
      value += line;
      breaks = 0;
    }
  }
  return value;
}
