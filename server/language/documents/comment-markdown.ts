// What a comment of a values file says, as Markdown: sentences flow, and values that are shown as an example are code.

/** The text of `commentOf`; one that has fences of its own is Markdown already. */
export function commentMarkdown(text: string): string {
  if (text.includes('```')) return text;
  const out: string[] = [];
  for (const { lines, isExample } of runsOf(text.split('\n'))) {
    if (isExample) {
      while (out.at(-1)?.trim() === '') out.pop();
      out.push(...(out.length > 0 ? [''] : []), '```yaml', ...dedented(lines), '```', '');
    } else for (const line of lines) addSentence(out, line);
  }
  while (out.at(-1)?.trim() === '') out.pop();
  return out.join('\n');
}

/** A line that begins with `ref:` or an address does not go on with the sentence above it. */
function addSentence(out: string[], line: string): void {
  const last = out.at(-1);
  const isOwnLine = LABEL.test(line) || /^\s*https?:\/\//.test(line);
  if (isOwnLine && last !== undefined && last.trim() !== '' && last !== '```')
    out[out.length - 1] = `${last.trimEnd()}  `;
  out.push(line);
}

/** Words before a colon that begin a remark, and no value. */
const LABEL =
  /^\s*(?:refs?|see(?: also)?|notes?|e\.?g\.?|ex|i\.?e\.?|examples?|for example|defaults?|warning|important|usage|deprecated|todo|tip|hint|more info(?:rmation)?|documentation|docs|allowed values|possible values|options)\s*:/i;

interface Run {
  readonly lines: readonly string[];
  readonly isExample: boolean;
}

/** The lines in groups: those that are values that somebody may write, and the others. */
function runsOf(lines: readonly string[]): Run[] {
  const out: Run[] = [];
  for (let from = 0; from < lines.length; ) {
    const end = exampleEnd(lines, from);
    const isExample = end > from;
    const to = isExample ? end : from + 1;
    const last = out.at(-1);
    if (!isExample && last && !last.isExample)
      out[out.length - 1] = { lines: [...last.lines, ...lines.slice(from, to)], isExample };
    else out.push({ lines: lines.slice(from, to), isExample });
    from = to;
  }
  return out;
}

const ENTRY = /^\s*(?:- +)*(?:[\w./-]+|"[^"]*"|'[^']*'):(?:\s|$)/;
const ITEM = /^\s*- +\S/;

/** Where the example that begins in the line ends, blank lines behind it left out; `from` itself where none does. */
function exampleEnd(lines: readonly string[], from: number): number {
  const first = lines[from] ?? '';
  if (!isEntry(first) && !ITEM.test(first)) return from;
  const column = indentOf(first);
  let end = from;
  let entries = 0;
  for (let at = from; at < lines.length; at++) {
    const line = lines[at] as string;
    if (line.trim() === '') continue;
    const isDeeper = indentOf(line) > column && at > from;
    if (indentOf(line) < column || (!isDeeper && !isEntry(line) && !ITEM.test(line))) break;
    if (isEntry(line)) entries++;
    end = at + 1;
  }
  // Items alone are a list of words, and one entry alone may be the beginning of a sentence.
  const isAnnounced = from > 0 && /:\s*$/.test(lines.slice(0, from).findLast((line) => line.trim() !== '') ?? '');
  return entries > 1 || (entries === 1 && (end - from > 1 || isAnnounced || column > 0)) ? end : from;
}

function isEntry(line: string): boolean {
  // A word with a capital letter announces what follows.
  return ENTRY.test(line) && !LABEL.test(line) && !/^\s*[A-Z][a-z]+:\s*$/.test(line);
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

function dedented(lines: readonly string[]): string[] {
  const column = Math.min(...lines.filter((line) => line.trim() !== '').map(indentOf));
  return lines.map((line) => line.slice(column).trimEnd());
}
