// How far a text that is printed at an action is to be indented, by the YAML around it.

/**
 * Two columns behind the key that the text is the value of, when that key stands on the action's own line. An action on a
 * line of its own tells by its own column, if a key or list above is open there; else by the line above. Undefined where
 * nothing stands before.
 */
export function columnFor(text: string, actionStart: number): number | undefined {
  const braces = text.lastIndexOf('{{', actionStart);
  if (braces < 0) return undefined;
  const lineStart = text.lastIndexOf('\n', braces - 1) + 1;
  const own = text.slice(lineStart, braces);
  if (own.trim() !== '') return ownColumn(own);
  const { lines, actions } = linesAbove(text, lineStart);
  const [above] = lines;
  if (above === undefined) return undefined;
  const key = keyColumn(above);
  const column = own.includes('\t') ? 0 : own.length;
  if (!opensValue(above)) return column > 0 && columnsAbove(lines).has(column) ? column : key;
  // The author has put the action where its text is to stand, or deeper when blocks around it are indented, too.
  const columns = [column, ...actions].filter((one) => one > key);
  return columns.length > 0 && column > 0 ? Math.min(...columns) : key + 2;
}

interface Above {
  /** Lines of YAML, the nearest first, up to the beginning of the template. */
  readonly lines: readonly string[];
  /** The columns of the actions between here and the first of them. */
  readonly actions: readonly number[];
}

function linesAbove(text: string, lineStart: number): Above {
  const out: string[] = [];
  const actions: number[] = [];
  for (let end = lineStart - 1; end > 0 && out.length < MOST_LINES; ) {
    const start = text.lastIndexOf('\n', end - 1) + 1;
    const line = text.slice(start, end).trimEnd();
    if (/\{\{-?\s*(?:define|block)\b[^}]*\}\}$/.test(line) || /^---/.test(line)) break;
    if (isActions(line)) {
      if (out.length === 0) actions.push(line.length - line.trimStart().length);
    } else if (line.trim() !== '' && !line.trimStart().startsWith('#')) out.push(line);
    end = start - 1;
  }
  return { lines: out, actions };
}

const MOST_LINES = 60;

/** The columns of the keys and lists that are still open below the first of the lines. */
function columnsAbove(lines: readonly string[]): Set<number> {
  const out = new Set<number>();
  let least = Number.POSITIVE_INFINITY;
  for (const line of lines) {
    const indent = /^\s*/.exec(line)?.[0].length ?? 0;
    if (indent >= least) continue;
    least = indent;
    out.add(indent);
    // The key of a list's first entry stands behind its dash.
    if (line === lines[0] || line.startsWith('-', indent)) out.add(keyColumn(line));
  }
  return out;
}

/** `key: {{ … }}` and `- {{ … }}`; a text that goes on within a value has no column. */
function ownColumn(before: string): number | undefined {
  if (/^\s*(?:- +)+$/.test(before)) return before.length;
  return /:\s*(?:[|>][-+\d]*\s*)?$/.test(before) ? keyColumn(before) + 2 : undefined;
}

/** The line ends with a key, whose value comes below. */
function opensValue(line: string): boolean {
  return /:\s*(?:[|>][-+\d]*)?$/.test(line.replace(/\s+#.*$/, ''));
}

/** Where the line's key begins, behind the dashes of lists. */
function keyColumn(line: string): number {
  return /^\s*(?:- +)*/.exec(line)?.[0].length ?? 0;
}

/** A line of actions alone says nothing of columns. */
function isActions(line: string): boolean {
  return /^\s*(?:\{\{(?:[^}]|\}(?!\}))*\}\}\s*)+$/.test(line);
}
