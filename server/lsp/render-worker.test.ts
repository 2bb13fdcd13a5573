// The second thread's loop: latest wins, but who types on and on still sees a render.

import { describe, expect, test } from 'vitest';
import type { RenderAnswer, RenderOrder, RenderPort } from './host.ts';
import { startRenderWorker } from './render-worker.ts';

const CHANGES = {
  kind: 'changes',
  generation: 1,
  changes: [
    { kind: 'file', uri: 'file:///w/Chart.yaml', text: 'apiVersion: v2\nname: c\nversion: 0.1.0\n' },
    { kind: 'file', uri: 'file:///w/templates/a.yaml', text: 'kind: A\n' },
    { kind: 'file', uri: 'file:///w/templates/b.yaml', text: 'kind: B\n' },
  ],
} as const;

function change(text: string): RenderOrder {
  return { kind: 'changes', generation: 2, changes: [{ kind: 'file', uri: 'file:///w/templates/a.yaml', text }] };
}

function render(ticket: number, check = false): RenderOrder {
  return { kind: 'render', ticket, root: 'file:///w', check };
}

/** Sends the orders one by one; an array arrives while the order before it is worked on, after `polls` looks. */
function answers(script: readonly (RenderOrder | readonly RenderOrder[])[], polls = 1, clock = () => 0): string[] {
  const out: string[] = [];
  let late: RenderOrder[] = [];
  let looks = 0;
  let receive: (order: RenderOrder) => void = () => {};
  const port: RenderPort = {
    post: (answer) => answer.kind !== 'at' && out.push(shown(answer)),
    onOrder: (handler) => {
      receive = handler;
    },
    poll: () => (++looks > polls ? late.shift() : undefined),
    now: clock,
  };
  startRenderWorker(port);
  script.forEach((step, i) => {
    if (Array.isArray(step)) return;
    const next = script[i + 1];
    looks = 0;
    late = Array.isArray(next) ? [...next] : [];
    receive(step as RenderOrder);
  });
  return out;
}

function record(ticket: number, ...names: string[]): RenderOrder {
  return {
    kind: 'record',
    ticket,
    root: 'file:///w',
    uris: new Set(names.map((name) => `file:///w/templates/${name}`)),
  };
}

function shown(answer: RenderAnswer): string {
  if (answer.kind === 'recorded') {
    const tables = answer.tables.map(([index, { texts }]) => `${index}: ${texts.join(', ')}`);
    return `${answer.ticket} recorded ${tables.join('; ') || 'nothing'}${answer.isAll ? '' : ' …'}`;
  }
  if (answer.kind !== 'rendered') return `${answer.ticket} ${answer.kind}`;
  const texts = answer.rendering.templates.map((template) =>
    typeof template === 'number' ? 'as before' : /kind: .*/.exec(template.output.text)?.[0],
  );
  return `${answer.ticket} ${texts.sort().join(', ')}`;
}

test('it renders what it was told', () => {
  expect(answers([CHANGES, render(1), change('kind: AA\n'), render(2, true)])).toEqual([
    '1 kind: A, kind: B',
    '1 judged',
    '2 as before, kind: AA',
    '2 judged',
    '2 checked',
  ]);
});

test('what comes while a chart is checked stops the check, and its render was sent already', () => {
  // The third look is behind the two files.
  expect(answers([CHANGES, render(1, true), [change('kind: AA\n'), render(2)]], 4)).toEqual([
    '1 kind: A, kind: B',
    '1 judged',
    '1 stopped',
    '2 as before, kind: AA',
    '2 judged',
  ]);
});

test('a render stops between files when something newer comes, and the newer is rendered', () => {
  expect(answers([CHANGES, render(1), [change('kind: AA\n'), render(2)]])).toEqual([
    '1 stopped',
    '2 kind: AA, kind: B',
    '2 judged',
  ]);
});

test('after a while of stopping one render runs to its end', () => {
  let now = 0;
  const burst = (ticket: number) => [render(ticket), [change(`kind: A${ticket}\n`)]] as const;
  const script = [CHANGES, ...burst(1), ...burst(2), ...burst(3), ...burst(4)];
  expect(answers(script, 0, () => (now += 400))).toEqual([
    '1 stopped',
    '2 stopped',
    '3 kind: A2, kind: B',
    '3 judged',
    '4 stopped',
  ]);
});

test('a bug is answered, so that nobody waits for it', () => {
  const broken = { ...CHANGES, changes: [{ kind: 'settings', settings: null }] } as unknown as RenderOrder;
  expect(answers([broken, render(1)])).toEqual(['1 threw']);
});

describe('records', () => {
  const helper = (text: string): RenderOrder => {
    const changes = [
      { kind: 'file', uri: 'file:///w/templates/_h.tpl', text: `{{ define "h" }}{{ ${text} }}{{ end }}` },
      { kind: 'file', uri: 'file:///w/templates/a.yaml', text: 'kind: {{ print "A" }}\n' },
      { kind: 'file', uri: 'file:///w/templates/b.yaml', text: 'kind: {{ include "h" . }}\n' },
    ] as const;
    return { kind: 'changes', generation: 2, changes };
  };
  /** Without what is found in manifests, which comes with every render. */
  const told = (...script: Parameters<typeof answers>) =>
    answers(...script).filter((line) => !line.endsWith(' judged'));
  const CHART = [CHANGES, helper('print "B"'), render(1)];

  test('of files that somebody looks at, and of all that use something of theirs, once', () => {
    expect(told([...CHART, record(2), record(3, '_h.tpl'), record(4, '_h.tpl', 'a.yaml')])).toEqual([
      '1 kind: A, kind: B',
      '2 recorded nothing',
      '3 recorded 0: B, , B',
      '4 recorded 1: A',
    ]);
  });

  test('again of what was rendered again', () => {
    expect(
      told([...CHART, record(2, '_h.tpl'), helper('print "é"'), record(3, '_h.tpl'), render(4), record(5, '_h.tpl')]),
    ).toEqual([
      '1 kind: A, kind: B',
      '2 recorded 0: B, , B',
      '3 recorded nothing',
      '4 as before, kind: é',
      '5 recorded 0: é, , é',
    ]);
  });

  test('until something newer comes, or it takes its time', () => {
    const all = record(2, 'a.yaml', 'b.yaml');
    expect(told([...CHART, all, [render(3)], record(4, 'a.yaml', 'b.yaml')])).toEqual([
      '1 kind: A, kind: B',
      '2 recorded 0: B, , B …',
      '3 as before, as before',
      '4 recorded 1: A',
    ]);
    let now = 0;
    expect(told([...CHART, all, record(3, 'a.yaml', 'b.yaml')], 9, () => (now += 40))).toEqual([
      '1 kind: A, kind: B',
      '2 recorded 0: B, , B …',
      '3 recorded 1: A',
    ]);
  });

  test('of a chart that nobody rendered there are none', () => {
    expect(told([CHANGES, record(1, 'a.yaml')])).toEqual(['1 recorded nothing']);
  });
});
