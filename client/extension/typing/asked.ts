// Which edits of a template are somebody typing, and ask the server for what follows from them.

import type { PlainPosition, TypedParams } from '#protocol';

/** A change of a document as VS Code tells it. */
export interface Change {
  readonly text: string;
  readonly rangeLength: number;
  readonly range: { readonly start: PlainPosition };
}

/** What was typed and where the cursor is now; undefined when nothing follows. `lineText` is a line after the change. */
export function askedBy(
  changes: readonly Change[],
  lineText: (line: number) => string,
): Pick<TypedParams, 'typed' | 'position'> | undefined {
  const [change] = changes;
  // With several cursors everybody closes what they mean to.
  if (change === undefined || changes.length > 1) return undefined;
  const { line, character } = change.range.start;
  const indent = /^\r?\n([ \t]*)$/.exec(change.text)?.[1];
  if (indent !== undefined && lineText(line).trimEnd().endsWith('}}'))
    return { typed: 'enter', position: { line: line + 1, character: indent.length } };
  if (change.rangeLength > 0) return undefined;
  const [before, after] = [lineText(line).slice(0, character + 1), lineText(line).slice(character + 1)];
  if (!/^[ \t]+\}\}/.test(after)) return undefined;
  const position = { line, character: character + 1 };
  if (change.text === '}' && before.endsWith('}}')) return { typed: 'braces', position };
  return undefined;
}
