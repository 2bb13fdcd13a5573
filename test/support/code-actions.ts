// Code actions in tests: a fixture with a cursor `█` or a selection `«…»` in, the files that an action changes out.

import {
  type Action,
  applied,
  type FileEdit,
  type Provider,
  type Question,
} from '#language/features/code-actions/action.ts';
import { renderChart } from '#language/workspace/render-chart.ts';
import { applyChanges, fileAt, type Snapshot } from '#language/workspace/snapshot.ts';
import { relativeUri } from '#language/workspace/uri.ts';
import { cursorOf, FIXTURE_ROOT, type FixtureOptions, fixture } from './fixture.ts';

/** The question that somebody asks at the mark; `isAsked: false`: only the editor does, for its light bulb. */
export function questionAt(text: string, options?: FixtureOptions, isAsked = true): Question {
  const read = fixture(text.replace('«', '█').replace('»', ''), options);
  const { uri, offset } = cursorOf(read);
  const end = text.includes('»') ? cursorOf(fixture(text.replace('«', '').replace('»', '█'), options)).offset : offset;
  const file = fileAt(read.snapshot, uri);
  if (file === undefined) throw new Error('the marked file is not there');
  return { snapshot: read.snapshot, file, span: { start: offset, end }, isAsked };
}

/** The snapshot after the changes. */
export function changed(snapshot: Snapshot, changes: readonly FileEdit[]): Snapshot {
  return applyChanges(
    snapshot,
    changes.map(({ uri, edits }) => ({ kind: 'file', uri, text: applied(fileAt(snapshot, uri)?.text ?? '', edits) })),
  );
}

/** The changed files as a fixture would hold them, the marked one first. */
export function filesAfter(snapshot: Snapshot, changes: readonly FileEdit[]): string {
  const after = changed(snapshot, changes);
  return changes
    .map(({ uri }) => `-- ${relativeUri(FIXTURE_ROOT, uri)} --\n${fileAt(after, uri)?.text.replaceAll('\r\n', '␍\n')}`)
    .join('');
}

/** What the release prints; errors stand behind it. */
export function rendered(snapshot: Snapshot): string {
  const { templates, errors } = renderChart(snapshot, FIXTURE_ROOT);
  return [...templates.map(({ output }) => output.text), ...errors.map(({ message }) => `error: ${message}`)].join(
    '\n',
  );
}

/** The action whose title holds the text. */
export function actionNamed(provider: Provider, question: Question, title: string): Action {
  const actions = provider(question);
  const found = actions.find((action) => action.title.includes(title));
  if (found === undefined)
    throw new Error(`no action "${title}" among: ${actions.map((one) => one.title).join(', ') || 'none'}`);
  return found;
}

/** What an action makes of the fixture's files. */
export function afterAction(provider: Provider, text: string, title = '', options?: FixtureOptions): string {
  const question = questionAt(text, options);
  return filesAfter(question.snapshot, actionNamed(provider, question, title).changes?.() ?? []);
}

/** The titles that are offered. */
export function titles(provider: Provider, text: string, isAsked = true): string[] {
  return provider(questionAt(text, undefined, isAsked)).map(({ title }) => title);
}
