// Renames keys of values, named templates and variables, so that the charts render the same before and after; what cannot
// be renamed so is refused with the reason.

import type { Span } from '#engine/text/span.ts';
import { valuesView } from '../documents/values.ts';
import { anchorPlaces } from '../symbols/anchors.ts';
import { type ChartNode, chartOfFile, chartTreeOf } from '../symbols/charts.ts';
import { dictKeyAt } from '../symbols/occurrences/dict-calls.ts';
import { type Subject, subjectAt } from '../symbols/occurrences/subject.ts';
import { treesOfUsers } from '../symbols/users.ts';
import { chartFolderOf, type FileText, fileAt, roleOf, type Snapshot } from '../workspace/snapshot.ts';
import { seenFrom } from '../workspace/values-set.ts';
import { renameAnchor } from './rename/anchor.ts';
import { type Refused, type Rename, refused } from './rename/result.ts';
import { renameTemplate, type TemplatePlan, templatePlan } from './rename/template.ts';
import { renameValue } from './rename/value.ts';
import { refusedAtOnce, type ValuePlan, valuePlan } from './rename/value-plan.ts';
import { renameVariable, seenVariable } from './rename/variable.ts';

export type { FileEdit, Rename } from './rename/result.ts';

export type Prepared =
  | { readonly kind: 'ready'; readonly span: Span; readonly placeholder: string }
  | { readonly kind: 'refused'; readonly reason: string };

/**
 * Whether the word at an offset can be renamed; undefined where nothing is named. In a large release a value is refused for
 * what is Helm's alone, and whatever else stands against it the rename itself tells.
 */
export function prepareRename(given: Snapshot, uri: string, offset: number): Prepared | undefined {
  const anchor = anchorAt(given, uri, offset);
  if (anchor) return anchor;
  const read = planAt(given, uri, offset, true);
  if (read === undefined || read.kind === 'refused') return read;
  const { subject } = read;
  return { kind: 'ready', span: subject.span, placeholder: wordOf(subject) };
}

/** The edits that give the thing at an offset another name; undefined where nothing is named. */
export function rename(given: Snapshot, uri: string, offset: number, name: string): Rename | undefined {
  const values = valuesFileAt(given, uri);
  const anchor = values && renameAnchor(values.file, offset, name.trim(), values.folder);
  if (anchor) return anchor;
  const read = planAt(given, uri, offset, false);
  if (read === undefined || read.kind === 'refused') return read;
  const { snapshot, chart, subject, plan } = read;
  const wanted = name.trim();
  if (subject.kind === 'variable')
    return renameVariable(snapshot, subject.view, subject.variable, wanted, chart.folder);
  if (subject.kind === 'template') return renameTemplate(snapshot, plan as TemplatePlan, subject.name, name, chart);
  return renameValue(snapshot, plan as ValuePlan, wanted, chart);
}

function valuesFileAt(
  snapshot: Snapshot,
  uri: string,
): { readonly file: FileText; readonly folder: string } | undefined {
  const file = fileAt(snapshot, uri);
  const folder = file && chartFolderOf(snapshot, file.uri);
  return file && folder !== undefined && roleOf(folder, file.uri) === 'values' ? { file, folder } : undefined;
}

function anchorAt(snapshot: Snapshot, uri: string, offset: number): Prepared | undefined {
  const values = valuesFileAt(snapshot, uri);
  const found = values && anchorPlaces(valuesView(values.file), offset);
  const at = found?.places.find(({ span }) => span.start - 1 <= offset && offset <= span.end);
  return found && at && { kind: 'ready', span: at.span, placeholder: found.name };
}

/** A key of dicts. */
interface DictSubject {
  readonly kind: 'dict';
  readonly span: Span;
  readonly word: string;
}

interface Read {
  readonly kind: 'read';
  readonly snapshot: Snapshot;
  readonly chart: ChartNode;
  readonly subject: Exclude<Subject, { kind: 'argument' | 'field' | 'other' }> | DictSubject;
  readonly plan: ValuePlan | TemplatePlan | undefined;
}

/** So many letters of templates are looked through before somebody has typed the new name; the rename looks through all. */
const MOST_PREPARED = 150_000;

function isLarge(snapshot: Snapshot, { folder }: ChartNode): boolean {
  let left = MOST_PREPARED;
  for (const { charts } of treesOfUsers(snapshot, folder))
    for (const { templates } of charts) for (const { text } of templates) left -= text.length;
  return left < 0;
}

function planAt(given: Snapshot, uri: string, offset: number, isPrepared: boolean): Read | Refused | undefined {
  const snapshot = seenFrom(given, uri);
  const subject = subjectAt(snapshot, uri, offset);
  const tree = chartTreeOf(snapshot, uri);
  const file = fileAt(snapshot, uri);
  if (file === undefined || tree === undefined) return undefined;
  const chart = chartOfFile(tree, snapshot, uri);
  const read = { kind: 'read', snapshot, chart } as const;
  if (subject === undefined || subject.kind === 'argument' || subject.kind === 'other') {
    const key = dictKeyAt(snapshot, tree, file, offset);
    if (key) {
      const { span, word, makers } = key;
      const isLate = isPrepared && isLarge(snapshot, chart);
      const plan = isLate ? undefined : valuePlan(snapshot, [], word, chart, makers);
      return plan?.kind === 'refused' ? plan : { ...read, subject: { kind: 'dict', span, word }, plan };
    }
  }
  if (subject === undefined) return undefined;
  switch (subject.kind) {
    case 'variable':
      return seenVariable(snapshot, tree, file, subject) ?? { ...read, subject, plan: undefined };
    case 'template': {
      const plan = templatePlan(snapshot, subject.chart, subject.name);
      return plan.kind === 'refused' ? plan : { ...read, subject, plan };
    }
    case 'value': {
      if (isPrepared && isLarge(snapshot, chart))
        return refusedAtOnce(subject.values) ?? { ...read, subject, plan: undefined };
      const plan = valuePlan(snapshot, subject.values, subject.word, chart);
      return plan.kind === 'refused' ? plan : { ...read, subject, plan };
    }
    case 'argument':
      return refused(
        `\`${subject.argument.word}\` is a key that "${subject.argument.helper}" reads, and no dict is known that gives it.`,
      );
    default:
      return refusedSubject(subject);
  }
}

function wordOf(subject: Read['subject']): string {
  if (subject.kind === 'value' || subject.kind === 'dict') return subject.word;
  return subject.kind === 'template' ? subject.name : subject.variable.name;
}

/** What templates name and Helm owns. */
function refusedSubject(subject: Extract<Subject, { kind: 'field' | 'other' }>): Refused | undefined {
  if (subject.kind === 'field') {
    const [field] = subject.fields;
    const path = field ? ['', field.object, ...field.path].join('.') : subject.word;
    return refused(`\`${path}\` is Helm’s own name.`);
  }
  const { target } = subject;
  if (target.kind === 'function') return refused(`\`${target.name}\` is a function of Helm.`);
  if (target.kind === 'keyword') return refused(`\`${target.word}\` is a word of the template language.`);
  if (target.kind === 'variable')
    return refused(`\`${target.name}\` is declared nowhere, so that nobody knows its other uses.`);
  if (target.kind === 'file') return refused('This is the name of a file.');
  if (target.kind !== 'path') return undefined;
  const [path] = target.paths;
  if (path?.object !== undefined && path.path.length === 0) return refused(`\`.${path.object}\` is Helm’s own name.`);
  return refused('This is no key of values, no named template and no variable.');
}
