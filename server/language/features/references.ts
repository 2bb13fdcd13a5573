// Everywhere a value, a named template, a variable or a built-in field is named, in every release that holds its chart.

import type { Span } from '#engine/text/span.ts';
import { valuesView } from '../documents/values.ts';
import { anchorPlaces } from '../symbols/anchors.ts';
import { chartTreeOf } from '../symbols/charts.ts';
import { argumentOccurrences, type HelperArgument } from '../symbols/occurrences/arguments.ts';
import { type BuiltinField, templateWords } from '../symbols/occurrences/reads.ts';
import { type Subject, subjectAt } from '../symbols/occurrences/subject.ts';
import { templateOccurrences } from '../symbols/occurrences/templates-named.ts';
import { variableOccurrences } from '../symbols/occurrences/variables.ts';
import { distinct, valueOccurrences } from '../symbols/occurrences.ts';
import { treesOfUsers } from '../symbols/users.ts';
import { isSetPlace } from '../workspace/set-values.ts';
import { chartFolderOf, type FileText, fileAt, roleOf, type Snapshot } from '../workspace/snapshot.ts';
import { seenFrom } from '../workspace/values-set.ts';

export interface Reference {
  readonly uri: string;
  /** The word. */
  readonly span: Span;
  /** It stands where the thing is given or described, not where it is used. */
  readonly isDeclaration: boolean;
}

/** The references of the word at an offset; undefined where nothing is named that could have any. */
export function references(
  given: Snapshot,
  uri: string,
  offset: number,
  includeDeclaration: boolean,
): Reference[] | undefined {
  const snapshot = seenFrom(given, uri);
  const subject = subjectAt(snapshot, uri, offset);
  const all = anchorReferences(snapshot, uri, offset) ?? (subject && referencesOf(snapshot, uri, subject));
  return includeDeclaration ? all : all?.filter(({ isDeclaration }) => !isDeclaration);
}

/** An anchor of a values file and its aliases. */
function anchorReferences(snapshot: Snapshot, uri: string, offset: number): Reference[] | undefined {
  const file = fileAt(snapshot, uri);
  const folder = file && chartFolderOf(snapshot, file.uri);
  if (file === undefined || folder === undefined || roleOf(folder, file.uri) !== 'values') return undefined;
  return anchorPlaces(valuesView(file), offset)?.places.map(({ span, kind }) =>
    reference(file, span, kind === 'anchor'),
  );
}

function referencesOf(snapshot: Snapshot, uri: string, subject: Subject): Reference[] | undefined {
  switch (subject.kind) {
    case 'value': {
      const found = subject.values.flatMap(({ chart, path }) => valueOccurrences(snapshot, chart, path));
      return distinct(found)
        .filter(({ file }) => !isSetPlace(file.uri))
        .map(({ file, span, kind }) => reference(file, span, kind === 'key' || kind === 'property'));
    }
    case 'template':
      return templateOccurrences(snapshot, subject.chart.folder, subject.name).map(({ file, span, kind }) =>
        reference(file, span, kind === 'define' || kind === 'block'),
      );
    case 'variable':
      return variableOccurrences(subject.view, subject.variable).map(({ span, kind }) =>
        reference(subject.view.file, span, kind === 'declaration'),
      );
    case 'argument':
      return argumentReferences(snapshot, uri, subject.argument);
    case 'field':
      return fieldReferences(snapshot, uri, subject.word, subject.fields);
    default:
      return undefined;
  }
}

/** Callers give the key, and the helper reads it. */
function argumentReferences(snapshot: Snapshot, uri: string, argument: HelperArgument): Reference[] {
  const folder = chartFolderOf(snapshot, uri);
  const trees = folder === undefined ? [] : treesOfUsers(snapshot, folder);
  const found = trees.flatMap((tree) => argumentOccurrences(snapshot, tree, argument));
  return distinct(found).map(({ file, span, isGiven }) => reference(file, span, isGiven));
}

/** The same field of the same object: every chart of a release has the same `.Release` and `.Capabilities`. */
function fieldReferences(snapshot: Snapshot, uri: string, word: string, fields: readonly BuiltinField[]): Reference[] {
  const tree = chartTreeOf(snapshot, uri);
  if (tree === undefined) return [];
  const keyOf = ({ chart, object, path }: BuiltinField) =>
    JSON.stringify([object === 'Release' || object === 'Capabilities' ? '' : chart.folder, object, ...path]);
  const wanted = new Set(fields.map(keyOf));
  return templateWords(snapshot, tree, word)
    .filter((found) => found.fields.some((field) => wanted.has(keyOf(field))))
    .map(({ file, name }) => reference(file, name.span, false));
}

function reference(file: FileText, span: Span, isDeclaration: boolean): Reference {
  return { uri: file.uri, span, isDeclaration };
}
