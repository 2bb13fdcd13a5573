// Plays examples/TOUR.md on the example charts and checks everything that it promises.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { lineIndex, positionAt } from '#engine/text/lines.ts';
import { sourceOf } from '#language/features/preview.ts';
import { whyEmpty } from '#language/features/why-empty.ts';
import { renderChart } from '#language/workspace/render-chart.ts';
import { nextState, type RenderState, type View, viewOf } from '#language/workspace/render-state.ts';
import { fileAt, type Snapshot } from '#language/workspace/snapshot.ts';
import { relativeUri } from '#language/workspace/uri.ts';
import { shownSet } from '#language/workspace/values-set.ts';
import { DEFAULT_SETTINGS } from '#protocol';
import { previewText } from '../../client/extension/preview/text.ts';
import { EXAMPLES, exampleFiles, exampleSnapshot, exampleUri } from '../support/examples.ts';
import { findingsOf } from '../support/findings.ts';
import { FIXTURE_ROOT } from '../support/fixture.ts';
import { type Action, applyHunk, type Hunk, readTour } from './tour.ts';

const CHART = exampleUri('data-platform');

/** The window in which the tour is walked: files, values set, the last render, and what was clicked. */
class Window {
  readonly #files = new Map(exampleFiles('data-platform'));
  readonly #previews = new Map<string, string>();
  #valuesFiles: readonly string[] = [];
  #snapshot: Snapshot = exampleSnapshot(this.#files);
  #state: RenderState = nextState(undefined, renderChart(this.#snapshot, CHART), this.#snapshot);
  #clicked: readonly string[] = [];

  do(action: Action): void {
    if (action.kind === 'edit') this.#edit(action.path, action.line, action.hunk);
    else if (action.kind === 'values set') this.#choose(action.file);
    else if (action.kind === 'click') this.#click(action.path, action.text);
    else if (action.kind === 'problems') expect(this.problems()).toEqual(action.lines);
    else if (action.kind === 'marked') expect([...this.#clicked].sort()).toEqual([...action.lines].sort());
    else if (action.kind === 'preview has') expect(`\n${this.preview(action.path)}`).toContain(`\n${action.text}`);
    else this.#changes(this.#previews.get(action.path) ?? '', this.preview(action.path), action.hunk);
  }

  /** What the tab of the preview says. */
  preview(path: string): string {
    const view = this.#view(path);
    const why = whyEmpty(view, exampleUri(path), CHART)?.text.text ?? '';
    const { text, stale, errors } = { ...view, text: why + view.text.text };
    const shown = errors.map(({ message, uri }) => ({ message, uri, range: NOWHERE }));
    const set = shownSet(this.#snapshot, CHART);
    const result = { ...NOTHING, set, text, stale, errors: shown, generation: this.#state.count };
    return previewText(result);
  }

  problems(): string[] {
    return findingsOf(this.#snapshot, CHART).map(({ uri, span, message }) => {
      return `${this.#place(uri, span.start)}  ${message}`;
    });
  }

  #view(path: string): View {
    return viewOf(this.#state, exampleUri(path), 'file');
  }

  #edit(path: string, line: number, hunk: Hunk): void {
    const edited = applyHunk(this.#files.get(path) ?? '', hunk);
    expect(edited.line, `the line of the edit in ${path}`).toBe(line);
    this.#files.set(path, edited.text);
    this.#render();
  }

  #choose(file: string): void {
    expect([...this.#files.keys()]).toContain(`data-platform/${file}`);
    this.#valuesFiles = [file];
    this.#render();
  }

  #render(): void {
    for (const path of this.#files.keys()) {
      if (path.includes('/templates/')) this.#previews.set(path, this.preview(path));
    }
    this.#snapshot = exampleSnapshot(this.#files, { ...DEFAULT_SETTINGS, valuesFiles: this.#valuesFiles });
    this.#state = nextState(this.#state, renderChart(this.#snapshot, CHART), this.#snapshot);
  }

  #changes(before: string, after: string, hunk: Hunk): void {
    expect(after.split('\n').length).toBeGreaterThan(10);
    expect(`\n${before}`).toContain(`\n${hunk.before}`);
    expect(`\n${after}`).toContain(`\n${hunk.after}`);
    expect(`\n${after}`).not.toContain(`\n${hunk.before}`);
  }

  /** In the middle of the last line's text. */
  #click(path: string, text: string): void {
    const view = this.#view(path);
    expect(`\n${view.text.text}`.split(`\n${text}`)).toHaveLength(2);
    const end = view.text.text.indexOf(text) + text.length - 1;
    const source = sourceOf(view, end - 1);
    const places = [source?.caller, source?.template, source?.value].flatMap((place) => place ?? []);
    const lines = places.map(({ uri, start, end }) => {
      return `${this.#place(uri, start)}  ${fileAt(this.#snapshot, uri)?.text.slice(start, end)}`;
    });
    this.#clicked = [...new Set(lines)];
  }

  #place(uri: string, offset: number): string {
    const { line } = positionAt(lineIndex(fileAt(this.#snapshot, uri)?.text ?? ''), offset);
    return `${relativeUri(FIXTURE_ROOT, uri)}:${line + 1}`;
  }

  /** Ctrl+Z. */
  undo(action: Action): void {
    if (action.kind !== 'edit') return;
    const { before, after } = action.hunk;
    this.#edit(action.path, action.line, { before: after, after: before });
  }
}

const NOWHERE = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
const NOTHING = { stopped: false, changed: [], of: '', assumed: [], assumable: [], without: [] };

const steps = readTour(readFileSync(join(EXAMPLES, 'TOUR.md'), 'utf8'));

test('six steps', () => {
  expect(steps.map(({ title }) => title.replace(/\..*/, ''))).toEqual(['1', '2', '3', '4', '5', '6']);
  for (const { actions } of steps) expect(actions.length).toBeGreaterThan(1);
});

describe('the tour', () => {
  let window: Window;
  beforeAll(() => {
    window = new Window();
  });

  test.each(steps)('$title', ({ actions }) => {
    expect(window.problems()).toEqual([]);
    for (const action of actions) window.do(action);
    // What breaks something is taken back before the next step.
    const isBroken = actions.some(({ kind }) => kind === 'problems');
    for (const action of isBroken ? [...actions].reverse() : []) window.undo(action);
    expect(window.problems()).toEqual([]);
  });
});

test('a key mistyped in a values file is told, whether or not the file is in use', () => {
  const mistyped = steps.flatMap(({ actions }) => actions).find((one) => 'path' in one && /prod/.test(one.path));
  if (mistyped?.kind !== 'edit') throw new Error('no such step');
  const window = new Window();
  window.do(mistyped);
  expect(window.problems()).toEqual([expect.stringContaining("did you mean 'minReplicas'?")]);
});
