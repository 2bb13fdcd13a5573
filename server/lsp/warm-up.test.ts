// Reading ahead: in slices, once for each chart, and never with harm.

import { expect, test } from 'vitest';
import { FIXTURE_ROOT, fixture } from '../../test/support/fixture.ts';
import { WarmUp } from './warm-up.ts';

const { snapshot } = fixture(`
  -- values.yaml --
  a: 1
  -- templates/_h.tpl --
  {{ define "x" }}{{ .Values.a }}{{ end }}
  -- templates/a.yaml --
  {{ include "x" . }}
  -- templates/b.yaml --
  {{ include "x" . }}{{ if
`);

/** A clock that moves a little each time it is asked, and the calls that wait. */
function world(snapshotNow: () => typeof snapshot) {
  const waiting: (() => void)[] = [];
  const lines: string[] = [];
  let time = 0;
  const host = {
    after: (_: number, call: () => void) => {
      waiting.push(call);
      return () => {};
    },
    now: () => (time += 2),
    log: (line: string) => void lines.push(line),
  };
  const run = () => {
    let slices = 0;
    for (let call = waiting.shift(); call !== undefined; call = waiting.shift()) {
      slices++;
      call();
    }
    return slices;
  };
  return { warmUp: new WarmUp(host, snapshotNow), run, lines };
}

test('a chart is read in several slices, once though it is begun twice', () => {
  const once = world(() => snapshot);
  once.warmUp.begin(FIXTURE_ROOT);
  const slices = once.run();
  expect(slices).toBeGreaterThan(1);
  const twice = world(() => snapshot);
  twice.warmUp.begin(FIXTURE_ROOT);
  twice.warmUp.begin(FIXTURE_ROOT);
  expect(twice.run()).toBe(slices);
  expect([...once.lines, ...twice.lines]).toEqual([]);
});

test('a bug on the way costs a line in the log', () => {
  const broken = world(() => {
    throw new Error('no snapshot');
  });
  broken.warmUp.begin(FIXTURE_ROOT);
  expect(broken.run()).toBe(1);
  expect(broken.lines.join()).toContain('no snapshot');
});
