// What scripts/public-rename.mjs asks of one chart: words renamed, the release rendered before and after, and references that
// a search of the plain text finds and we do not.

import type { RenderedFile } from '#engine/render/engine.ts';
import { renderRelease } from '#engine/render/render.ts';
import { type Environment, stillEnvironment } from '#engine/template/environment.ts';
import { type FileEdit, prepareRename, rename } from '#language/features/rename.ts';
import { isArchived } from '#language/workspace/archives.ts';
import { chartView } from '#language/workspace/chart-view.ts';
import { absentCharts } from '#language/workspace/missing-charts.ts';
import { activeValues, limitsOf } from '#language/workspace/render-chart.ts';
import { applyChanges, chartFolderOf, roleOf, type Snapshot } from '#language/workspace/snapshot.ts';
import { underSet } from '#language/workspace/values-set.ts';
import { withEdits } from '../test/support/renaming.ts';
import { type Drawn, drawWords } from './public-rename-words.ts';
import { loadChart } from './public-symbols-times.ts';

export { missedReferences } from './public-rename-references.ts';

export interface Outcome extends Drawn {
  /** `done`, `refused`, `nothing`, or `wrong`, which is a bug. */
  readonly verdict: 'done' | 'refused' | 'nothing' | 'wrong';
  /** The reason of a refusal, or what is wrong. */
  readonly detail: string;
  readonly edits: number;
  /** Files that would be changed. */
  readonly files: number;
}

/** The outcome of each drawn word of a chart. */
export function* renamesIn(folder: string, count: number, seed: string): Generator<Outcome> {
  const { snapshot, root } = loadChart(folder);
  const before = new Map<string, string>();
  for (const drawn of drawWords(snapshot, root, count, seed)) {
    let outcome: Pick<Outcome, 'verdict' | 'detail'> & { readonly all?: readonly FileEdit[] };
    try {
      outcome = renamedAt(snapshot, root, drawn, before);
    } catch (error) {
      outcome = { verdict: 'wrong', detail: (error as Error).stack ?? String(error) };
    }
    const { all = [], ...rest } = outcome;
    yield { ...drawn, ...rest, edits: all.length, files: new Set(all.map(({ uri }) => uri)).size };
  }
}

type Judged = Pick<Outcome, 'verdict' | 'detail'> & { readonly all?: readonly FileEdit[] };

function renamedAt(snapshot: Snapshot, root: string, drawn: Drawn, before: Map<string, string>): Judged {
  const { uri, offset, name } = drawn;
  for (const file of snapshot.files.values())
    if (file.text.includes(name)) return { verdict: 'nothing', detail: `${name} is there already` };
  const prepared = prepareRename(snapshot, uri, offset);
  const result = rename(snapshot, uri, offset, name);
  if (result === undefined) return { verdict: 'nothing', detail: `nothing is named here: ${drawn.kind}` };
  if (result.kind === 'refused') return { verdict: 'refused', detail: result.reason };
  const { edits } = result;
  const wrong = (detail: string): Judged => ({ verdict: 'wrong', detail, all: edits });
  if (prepared?.kind !== 'ready') return wrong('it is renamed, though it is not offered');
  if (edits.length === 0) return wrong('there are no edits');
  const foreign = edits.find((edit) => !isEditable(snapshot, edit));
  if (foreign) return wrong(`an edit of ${foreign.uri}, which nobody can edit`);
  const after = withEdits(snapshot, edits);
  for (const set of setsOf(snapshot, root)) {
    let expected = before.get(set);
    if (expected === undefined) before.set(set, (expected = output(snapshot, root, set)));
    const now = output(after, root, set, { from: name, to: drawn.word });
    if (now !== expected) return wrong(`${set || 'defaults'}: ${difference(expected, now)}`);
  }
  return { verdict: 'done', detail: '', all: edits };
}

function isEditable(snapshot: Snapshot, { uri, span }: FileEdit): boolean {
  const file = snapshot.files.get(uri);
  return file !== undefined && !isArchived(uri) && span.start >= 0 && span.end <= file.text.length;
}

const MOST_SETS = 8;

/** Without a values file, and with each that the chart has beside its own. */
function setsOf(snapshot: Snapshot, root: string): string[] {
  const own = [...snapshot.files.keys()].filter(
    (uri) => chartFolderOf(snapshot, uri) === root && roleOf(root, uri) === 'values' && uri !== `${root}/values.yaml`,
  );
  return ['', ...own.sort()].slice(0, MOST_SETS);
}

/** Random bytes depend on how many are asked for, and not on the place, which a rename moves. */
const ENVIRONMENT: Environment = {
  ...stillEnvironment(),
  random: (count, place) => stillEnvironment().random(count, /#\d+$/.exec(place)?.[0] ?? ''),
};

function output(given: Snapshot, root: string, set: string, named?: { from: string; to: string }): string {
  const settings = { ...given.settings, valuesFiles: set === '' ? [] : [set] };
  const snapshot = underSet(applyChanges(given, [{ kind: 'settings', settings }]), root);
  const view = chartView(snapshot, root);
  if (view.chart === undefined) return view.errors.map(({ message }) => message).join('\n');
  const { files, errors, warnings } = renderRelease(view.chart, activeValues(snapshot, view, []), {
    profile: view.profile,
    env: ENVIRONMENT,
    release: { name: settings.releaseName, namespace: settings.namespace, isUpgrade: settings.upgrade },
    kubeVersion: settings.kubeVersion,
    apiVersions: settings.apiVersions,
    trace: false,
    tolerant: true,
    limits: limitsOf(snapshot),
    absent: absentCharts(snapshot, root),
  });
  const told = [...errors.map(({ message }) => message), ...warnings].map((text) => withoutPlaces(text, named));
  return [...files.map(textOf), ...told].join('\n');
}

function textOf({ name, output: { text }, error }: RenderedFile): string {
  return `${name}${error ? ' failed' : ''}\n${text}`;
}

/** An error says at which column of which expression: these are not the same after a rename. */
function withoutPlaces(text: string, named: { from: string; to: string } | undefined): string {
  const plain = named ? text.replaceAll(named.from, named.to) : text;
  return plain.replace(/:\d+(?::\d+)?/g, '').replace(/ at <[^>]*>/g, '');
}

function difference(a: string, b: string): string {
  const [left, right] = [a.split('\n'), b.split('\n')];
  const at = left.findIndex((line, i) => line !== right[i]);
  const file = left.slice(0, at + 1).findLast((line) => /^\S+\/templates\/\S+$/.test(line));
  const shown = (line: string | undefined) => line?.slice(0, 200) ?? '(nothing)';
  return `${file ?? ''}: ${shown(left[at])} -> ${shown(right[at])}`;
}
