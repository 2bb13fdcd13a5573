// Where a line stands after a text was replaced, so that a selection can stay on it.

/**
 * VS Code replaces everything from the first to the last changed line as one: a line between them that did not change is
 * found again by its text, the nearest first, and by its place when it is gone.
 */
export function lineAfter(before: readonly string[], after: readonly string[], line: number): number {
  const shared = Math.min(before.length, after.length);
  let head = 0;
  while (head < shared && before[head] === after[head]) head++;
  if (line < head) return line;
  let tail = 0;
  while (tail < shared - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  const shift = after.length - before.length;
  if (line >= before.length - tail) return line + shift;
  const [from, to] = [head, after.length - tail];
  for (let away = 0; away <= to - from + Math.abs(shift); away++) {
    for (const at of [line + away, line - away, line + shift + away, line + shift - away])
      if (at >= from && at < to && after[at] === before[line]) return at;
  }
  return Math.max(0, Math.min(line, after.length - 1));
}
