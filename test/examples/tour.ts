// Reads examples/TOUR.md as a reader does: the paragraph before a block of code says what the block is.
//
//     In `FILE`, line N, …:                 ```diff   an edit of that file; line N is the one that is taken away
//     In `FILE`, line N, …, and save:       ```diff   the same, saved
//     The preview of `FILE` …:              ```diff   what changes in it    ```yaml   lines that stand in it
//     … click …, the preview of `FILE` …:   ```yaml   the last line is clicked
//     … Problems …:                         ```text   FILE:LINE  message, all there are
//     … is marked …:                        ```text   FILE:LINE  text, all places that are marked
//     … choose `FILE`.                                the values set, from the chart's folder

export interface Step {
  /** `1. Change an image tag`. */
  readonly title: string;
  readonly actions: readonly Action[];
}

/** One side of a diff: its lines with what surrounds them. */
export interface Hunk {
  readonly before: string;
  readonly after: string;
}

export type Action =
  | {
      readonly kind: 'edit';
      readonly path: string;
      readonly line: number;
      readonly hunk: Hunk;
      readonly saves: boolean;
    }
  | { readonly kind: 'values set'; readonly file: string }
  | { readonly kind: 'preview changes'; readonly path: string; readonly hunk: Hunk }
  | { readonly kind: 'preview has'; readonly path: string; readonly text: string }
  | { readonly kind: 'problems'; readonly lines: readonly string[] }
  | { readonly kind: 'click'; readonly path: string; readonly text: string }
  | { readonly kind: 'marked'; readonly lines: readonly string[] };

export function readTour(text: string): Step[] {
  const [, ...sections] = text.split(/^## /m);
  return sections.map((section) => {
    const title = section.slice(0, section.indexOf('\n'));
    return { title, actions: actionsOf(section.slice(title.length)) };
  });
}

function actionsOf(section: string): Action[] {
  const parts = section.split(/^```(\w+)\n([\s\S]*?)^```$/m);
  const actions: Action[] = [];
  for (let i = 0; i < parts.length; i += 3) {
    const prose = (parts[i] ?? '').replace(/\s+/g, ' ').trim();
    const set = /\bchoose `([^`]+)`/.exec(prose)?.[1];
    if (set) actions.push({ kind: 'values set', file: set });
    const [language, block] = [parts[i + 1], parts[i + 2]];
    if (language !== undefined && block !== undefined) actions.push(actionOf(prose, language, block));
  }
  return actions;
}

function actionOf(prose: string, language: string, block: string): Action {
  const edit = /In `([^`]+)`, line (\d+),[^.]*:$/.exec(prose);
  if (edit && language === 'diff') {
    const saves = prose.endsWith(' and save:');
    return { kind: 'edit', path: edit[1] as string, line: Number(edit[2]), hunk: hunkOf(block), saves };
  }
  const path = /the preview of `([^`]+)`(?!.*the preview of)/i.exec(prose)?.[1];
  if (path && language === 'diff') return { kind: 'preview changes', path, hunk: hunkOf(block) };
  if (path && language === 'yaml') return { kind: / click /.test(prose) ? 'click' : 'preview has', path, text: block };
  const lines = block.trimEnd().split('\n');
  if (language === 'text' && prose.includes('Problems')) return { kind: 'problems', lines };
  if (language === 'text' && prose.includes('marked')) return { kind: 'marked', lines };
  throw new Error(`TOUR.md does not say what the block after this is: ${prose}`);
}

function hunkOf(block: string): Hunk {
  const lines = block.trimEnd().split('\n');
  const side = (sign: string) =>
    lines.flatMap((line) => (line[0] === ' ' || line[0] === sign ? `${line.slice(1)}\n` : [])).join('');
  return { before: side('-'), after: side('+') };
}

/** The text with the one place where `before` stands replaced, and the 1-based line of the first that differs. */
export function applyHunk(text: string, { before, after }: Hunk): { readonly text: string; readonly line: number } {
  const parts = `\n${text}`.split(`\n${before}`);
  if (parts.length !== 2) throw new Error(`${parts.length - 1} places instead of one look like\n${before}`);
  const [start, end] = parts as [string, string];
  const [old, now] = [before.split('\n'), after.split('\n')];
  const same = old.findIndex((line, i) => line !== now[i]);
  return { text: `${start}\n${after}${end}`.slice(1), line: start.split('\n').length + same };
}
