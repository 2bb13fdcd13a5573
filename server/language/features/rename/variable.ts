// The rename of a variable: all its places, unless another variable of the new name would be hidden, or hide it.

import { type TemplateView, templateView } from '../../documents/template.ts';
import { type ChartTree, chartOfFile } from '../../symbols/charts.ts';
import type { Subject } from '../../symbols/occurrences/subject.ts';
import { variableNames, variableOccurrences, variablesNamed } from '../../symbols/occurrences/variables.ts';
import type { Variable } from '../../symbols/scope.ts';
import { embeddedHere } from '../../symbols/templates.ts';
import type { FileText, Snapshot } from '../../workspace/snapshot.ts';
import { type FileEdit, placeText, type Refused, type Rename, refused } from './result.ts';
import { seenTexts } from './seen-texts.ts';

/** `given` may be written with or without its `$`. */
export function renameVariable(
  snapshot: Snapshot,
  view: TemplateView,
  variable: Pick<Variable, 'name' | 'declaration'>,
  given: string,
  folder: string,
): Rename {
  const name = given.startsWith('$') ? given : `$${given}`;
  if (!/^\$[\p{L}\p{Nd}_]+$/u.test(name))
    return refused(`\`${name}\` cannot be a variable: it needs letters, digits and \`_\` behind the \`$\`.`);
  if (name === variable.name) return { kind: 'edits', edits: [] };
  const { file } = view;
  const [error] = view.parsed.errors;
  if (error)
    return refused(
      `${placeText(file, error.span.start, folder)} has a syntax error, so that the uses of ${variable.name} are not all known.`,
    );
  const places = variableOccurrences(view, variable);
  const edits = places.map(({ span }): FileEdit => ({ uri: file.uri, span, text: name }));
  const clash = clashOf(snapshot, view, edits, variable.name, name);
  if (clash !== undefined)
    return refused(
      `\`${name}\` at ${placeText(file, clash, folder)} is another variable: one of the two would hide the other.`,
    );
  return { kind: 'edits', edits };
}

/** Why a variable of a template inside another text cannot be renamed, if that is one. */
export function seenVariable(
  snapshot: Snapshot,
  tree: ChartTree,
  file: FileText,
  { span, variable: { name } }: Extract<Subject, { kind: 'variable' }>,
): Refused | undefined {
  const embedded = embeddedHere(snapshot, tree, file, span.start);
  const chart = chartOfFile(tree, snapshot, file.uri);
  const seen = embedded && seenTexts(snapshot, [{ tree, embedded, at: span.start }], chart);
  return seen && refused(`${seen.place} names \`${name}\` in a text that \`tpl\` renders, ${seen.how}.`);
}

/**
 * Where a name would mean another variable than before, as an offset of the text as it is now: the edited text is read, and
 * every variable in it must belong to the same declaration.
 */
function clashOf(
  snapshot: Snapshot,
  view: TemplateView,
  edits: readonly FileEdit[],
  from: string,
  to: string,
): number | undefined {
  const { file } = view;
  const grown = to.length - from.length;
  const moved = (offset: number) => offset + grown * edits.filter(({ span }) => span.start < offset).length;
  let text = file.text;
  for (const { span } of [...edits].reverse()) text = text.slice(0, span.start) + to + text.slice(span.end);
  const after = templateView({ ...file, text }, snapshot.settings);
  const declarations = new Map<number, number | undefined>();
  for (const name of variableNames(after))
    for (const { span, declaration } of variablesNamed(after, name))
      declarations.set(span.start, declaration?.span.start);
  for (const name of variableNames(view)) {
    for (const { span, declaration } of variablesNamed(view, name)) {
      const now = declarations.get(moved(span.start));
      if (now !== (declaration && moved(declaration.span.start))) return span.start;
    }
  }
  return undefined;
}
