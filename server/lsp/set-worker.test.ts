// The second thread's part in judging other sets: it gives way to anything newer, goes on, and does nothing twice.

import { expect, test } from 'vitest';
import type { RenderBounds } from '#language/workspace/render-chart.ts';
import { applyChanges, type Snapshot } from '#language/workspace/snapshot.ts';
import { FIXTURE_ROOT, fixture } from '../../test/support/fixture.ts';
import { SMALL_SCHEMAS } from '../../test/support/small-schemas.ts';
import { SetWorker } from './set-worker.ts';

const CHART = `
  -- values.yaml --
  a: 1
  -- values-b.yaml --
  a: 2
  -- values-c.yaml --
  a: 3
  -- templates/a.yaml --
  apiVersion: v1
  kind: ConfigMap
  metadata: {name: a}
  `;

/** `asked` counts how often the worker looked for something newer, which is there when `isNewer` says so. */
function stage() {
  const snapshot: Snapshot = { ...fixture(CHART).snapshot, schemas: SMALL_SCHEMAS };
  const state = { asked: 0, isNewer: false, now: 0, tick: 0 };
  const worker = new SetWorker(
    () => (state.now += state.tick),
    () => {
      state.asked++;
      return state.isNewer;
    },
  );
  return { snapshot, state, go: (seen = snapshot, bounds?: RenderBounds) => worker.go(seen, FIXTURE_ROOT, bounds) };
}

test('what is newer goes first: the render at hand is given up, and begun anew', () => {
  const { state, go } = stage();
  state.isNewer = true;
  for (let i = 0; i < 5; i++) expect(go()).toBeUndefined();
  expect(state.asked).toBeLessThan(25);
  state.isNewer = false;
  expect(go()?.names).toEqual(['the defaults', 'values-b.yaml', 'values-c.yaml']);
});

test('nothing is rendered again while the texts are the same, whatever the objects are', () => {
  const { snapshot, state, go } = stage();
  const first = go();
  state.asked = 0;
  const uri = `${FIXTURE_ROOT}/values-b.yaml`;
  const same = applyChanges(snapshot, [{ kind: 'file', uri, text: 'a: 2\n', version: 7 }]);
  expect(go({ ...same, schemas: SMALL_SCHEMAS })).toBe(first);
  expect(state.asked).toBe(0);
  const other = applyChanges(snapshot, [{ kind: 'file', uri, text: 'a: {\n' }]);
  expect(go({ ...other, schemas: SMALL_SCHEMAS })?.names).toEqual(['the defaults', 'values-c.yaml']);
  expect(go(snapshot, { times: 10 })?.names).toHaveLength(3);
});

test('it comes back after each slice of time, and ends when there was enough of it', () => {
  const { state, go } = stage();
  state.tick = 30;
  let count = 1;
  while (go() === undefined && count < 100) count++;
  expect(count).toBeGreaterThan(2);
  expect(go()?.names).toHaveLength(3);
  const slow = stage();
  slow.state.tick = 5000;
  let check = slow.go();
  for (let i = 0; i < 20 && check === undefined; i++) check = slow.go();
  expect(check?.names).toEqual([]);
});
