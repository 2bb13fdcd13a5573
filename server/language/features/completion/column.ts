// How far a text that is printed at an action is to be indented, by the YAML around it.

/**
 * Two columns behind the key that the text is the value of: the one on the action's own line, else the one that the line
 * above ends with. Below another line of text it stands at that line's own column. Undefined where nothing stands before.
 */
export function columnFor(text: string, actionStart: number): number | undefined {
  const braces = text.lastIndexOf('{{', actionStart);
  if (braces < 0) return undefined;
  const lineStart = text.lastIndexOf('\n', braces - 1) + 1;
  const own = text.slice(lineStart, braces);
  if (own.trim() !== '') return ownColumn(own);
  for (let end = lineStart - 1; end > 0; ) {
    const start = text.lastIndexOf('\n', end - 1) + 1;
    const line = text.slice(start, end).trimEnd();
    if (/\{\{-?\s*(?:define|block)\b[^}]*\}\}$/.test(line)) return undefined;
    if (line.trim() !== '' && !isActions(line) && !line.trimStart().startsWith('#')) return columnBelow(line);
    end = start - 1;
  }
  return undefined;
}

/** `key: {{ … }}` and `- {{ … }}`; a text that goes on within a value has no column. */
function ownColumn(before: string): number | undefined {
  if (/^\s*(?:- +)+$/.test(before)) return before.length;
  return /:\s*(?:[|>][-+\d]*\s*)?$/.test(before) ? keyColumn(before) + 2 : undefined;
}

function columnBelow(line: string): number {
  const bare = line.replace(/\s+#.*$/, '');
  return /:\s*(?:[|>][-+\d]*)?$/.test(bare) ? keyColumn(line) + 2 : keyColumn(line);
}

/** Where the line's key begins, behind the dashes of lists. */
function keyColumn(line: string): number {
  return /^\s*(?:- +)*/.exec(line)?.[0].length ?? 0;
}

/** A line of actions alone says nothing of columns. */
function isActions(line: string): boolean {
  return /^\s*(?:\{\{(?:[^}]|\}(?!\}))*\}\}\s*)+$/.test(line);
}
