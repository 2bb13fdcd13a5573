// Completion, definition and hover at every labelled position, asked of the language room as the server asks it.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fromBytes } from '#engine/text/bytes.ts';
import { lineAt, lineIndex } from '#engine/text/lines.ts';
import { applyChanges, type Change, EMPTY_SNAPSHOT, fileAt, type Snapshot } from '#language/workspace/snapshot.ts';
import { completion, definition, hover } from '../../server/lsp/features.ts';
import { unpackedFiles } from '../support/disk-snapshot.ts';
import { type Answers, judge, KINDS, type Place, type Position, readLabels } from './labels.ts';
import { readWorld } from './world.ts';

const ROOT = 'file:///w/';
const folder = import.meta.dirname;
const world = readWorld(folder);
const positions = readdirSync(folder)
  .filter((name) => name.endsWith('.txt'))
  .flatMap((name) => readLabels(world, name, readFileSync(join(folder, name), 'utf8')));
const snapshot = load();

/** Every chart of the workspace, as a session has loaded them. */
function load(): Snapshot {
  const changes: Change[] = [];
  for (const [path, bytes] of world.files) {
    const uri = `${ROOT}${path}`;
    changes.push({ kind: 'file', uri, text: fromBytes(bytes) });
    if (/^[^/]+\/Chart\.yaml$/.test(path)) changes.push({ kind: 'loaded', folder: uri.replace('/Chart.yaml', '') });
  }
  return applyChanges(EMPTY_SNAPSHOT, [...changes, ...changes.flatMap(unpackedFiles)]);
}

function answer({ kind, path, edited, offset }: Position): Answers {
  const uri = `${ROOT}${path}`;
  const now =
    edited === undefined ? snapshot : applyChanges(snapshot, [{ kind: 'file', uri, text: edited, version: 2 }]);
  return {
    completion: kind === 'completion' ? completion(now, uri, offset).map(({ label }) => label) : [],
    definition:
      kind === 'definition' ? (definition(now, uri, offset)?.targets ?? []).map((to) => placeOf(now, to)) : [],
    hover: kind === 'hover' ? (hover(now, uri, offset)?.markdown ?? '') : '',
  };
}

/** A place in a packed chart is counted in the text that was packed. */
function placeOf(now: Snapshot, { uri, selection }: { uri: string; selection: { start: number } }): Place {
  const path = pathOf(uri);
  const text = fileAt(now, uri)?.text ?? world.texts.get(path) ?? '';
  return { path, line: lineAt(lineIndex(text), selection.start) + 1 };
}

/** `chartroom-archive://file/w/shop/charts/a.tgz!/values.yaml` is `shop/charts/a.tgz!/values.yaml`. */
function pathOf(uri: string): string {
  const path = decodeURIComponent(uri.replace(/^chartroom-archive:\/\/file/, 'file://'));
  return path.startsWith(ROOT) ? path.slice(ROOT.length) : path;
}

describe.each(KINDS)('%s', (kind) => {
  const own = positions.filter((position) => position.kind === kind);
  test(`is right at ${own.length} positions`, () => {
    const wrong = own.flatMap((position) => {
      const why = judge(position, answer(position));
      return why === undefined ? [] : [`${position.at} ${position.path}: ${why}`];
    });
    console.log(`${kind}: ${own.length - wrong.length} of ${own.length}`);
    expect(wrong).toEqual([]);
  });
});

test('there are at least 200 positions, a good part of each kind', () => {
  expect(positions.length).toBeGreaterThanOrEqual(200);
  for (const kind of KINDS) expect(positions.filter((position) => position.kind === kind).length).toBeGreaterThan(60);
});
