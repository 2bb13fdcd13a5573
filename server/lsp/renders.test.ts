// The main thread's side of renders: what runs away is left out of the next render, and for how long.

import { expect, test } from 'vitest';
import { NO_SETS, type SetsCheck } from '#language/lint/manifests/sets.ts';
import { ReleaseText } from '#language/workspace/release-text.ts';
import { EMPTY_SNAPSHOT } from '#language/workspace/snapshot.ts';
import type { ManifestCheck } from './features.ts';
import type { Host, RenderOrder, RenderThreadEvents } from './host.ts';
import { pack } from './packed.ts';
import { Renders } from './renders.ts';

const ROOT = 'file:///w/shop';
const RENDERING = {
  root: ROOT,
  generation: 0,
  templates: [],
  release: new ReleaseText([], { documents: [], manifests: 0 }),
  errors: [],
  warnings: [],
  without: [],
  assumed: [],
  milliseconds: 0,
};

const NOTHING_JUDGED: ManifestCheck = { files: new Map(), foreign: [], withoutSchema: [], unsure: [] };

/** A thread and a clock of the test's own; `log` tells in order what is sent to the thread and what comes out. */
function stage(isBusy = false) {
  const log: string[] = [];
  const behind: (() => void)[] = [];
  let thread: RenderThreadEvents | undefined;
  let timer: { readonly ms: number; readonly call: () => void } | undefined;
  let ticket = 0;
  const post = (order: RenderOrder) => {
    if (order.kind === 'changes') {
      if (order.changes.length === 0) log.push('interrupted');
      const files = order.changes.flatMap((one) => (one.kind === 'file' ? one.uri.at(-1) : []));
      if (isBusy && files.length > 0) log.push(`${files.join()} changed`);
      return;
    }
    ticket = order.ticket;
    if (order.kind === 'sets') {
      log.push('judge sets');
      return;
    }
    if (order.kind === 'record') {
      log.push(`record ${[...order.uris].join()}`);
      return;
    }
    const { times = 1, skip } = order.bounds ?? {};
    const left = [...(skip ?? [])].map(([file, why]) => ` without ${file} (${why})`).join('');
    log.push(`render x${times}${left}`);
  };
  const host: Pick<Host, 'after' | 'behind' | 'log' | 'startRenderThread'> = {
    behind: isBusy
      ? (call) => {
          behind.push(call);
          return () => {};
        }
      : undefined,
    after: (ms, call) => {
      const own = { ms, call };
      timer = own;
      return () => {
        if (timer === own) timer = undefined;
      };
    },
    log: () => {},
    startRenderThread: (events) => {
      thread = events;
      log.push('thread');
      return { post, end: () => log.push('ended') };
    },
  };
  const renders = new Renders(host as Host, EMPTY_SNAPSHOT, {
    finished: () => log.push('finished'),
    judged: () => {},
    checked: () => log.push('checked'),
    recorded: ({ isAll }) => log.push(isAll ? 'recorded' : 'recorded a part'),
    setsJudged: ({ check }) => log.push(check ? 'sets' : 'a part of the sets'),
    gaveUp: () => log.push('gave up'),
  });
  return {
    renders,
    log: () => log.splice(0),
    at: (file: string | undefined) => thread?.answered({ kind: 'at', ticket, file }),
    finish: () => {
      thread?.answered({ kind: 'rendered', ticket, rendering: pack(RENDERING) });
      thread?.answered({ kind: 'judged', ticket, check: NOTHING_JUDGED });
    },
    checked: () => thread?.answered({ kind: 'checked', ticket, check: { files: new Map(), chart: new Map() } }),
    judgedSets: (check?: SetsCheck) => thread?.answered({ kind: 'setsJudged', ticket, check }),
    recorded: (isAll = true) => thread?.answered({ kind: 'recorded', ticket, tables: [], isAll }),
    die: () => thread?.failed('out of memory'),
    /** The time that is left runs out; how much it was. */
    wait: () => {
      const { ms, call } = timer ?? { ms: 0, call: () => {} };
      call();
      return ms;
    },
    /** Requests are answered. */
    rest: () => {
      for (const call of behind.splice(0)) call();
    },
    edit: (path: string) => renders.follow([{ kind: 'file', uri: `${ROOT}/${path}`, text: '' }], EMPTY_SNAPSHOT),
  };
}

test('changes are told when requests are answered, at the latest before what is to be made of them', () => {
  const { renders, log, edit, rest, finish, checked, die } = stage(true);
  renders.want(ROOT, true);
  expect(log()).toEqual(['thread', 'render x1']);
  edit('a');
  edit('b');
  expect(log()).toEqual([]);
  rest();
  expect(log()).toEqual(['a,b changed']);
  edit('c');
  finish();
  checked();
  renders.want(ROOT, true);
  expect(log()).toEqual(['finished', 'checked', 'c changed', 'render x1']);
  rest();
  edit('d');
  die();
  // A new thread begins with everything.
  renders.want(ROOT, true);
  rest();
  expect(log()).toEqual(['ended', 'gave up', 'thread', 'render x1']);
});

const WHY = 'stopped: the template takes longer than 10 s';

test('a template that takes too long is left out at once, and tried again for less time when it changes', () => {
  const { renders, log, at, finish, checked, wait, edit } = stage();
  renders.want(ROOT, true);
  at('shop/templates/a.yaml');
  at('shop/templates/b.yaml');
  expect(wait()).toBe(10_000);
  expect(log()).toEqual(['thread', 'render x1', 'ended', 'thread', `render x1 without shop/templates/b.yaml (${WHY})`]);
  at('shop/templates/a.yaml');
  at(undefined);
  finish();
  checked();
  edit('templates/a.yaml');
  renders.want(ROOT, false);
  finish();
  expect(log()).toEqual(['finished', 'checked', `render x1 without shop/templates/b.yaml (${WHY})`, 'finished']);
  edit('templates/b.yaml');
  renders.want(ROOT, false);
  at('shop/templates/b.yaml');
  expect(wait()).toBe(2000);
  expect(log()[0]).toBe('render x1');
  // It may also be a helper or a value that mends it.
  finish();
  edit('templates/_helpers.tpl');
  renders.want(ROOT, false);
  at('shop/templates/b.yaml');
  finish();
  edit('values.yaml');
  renders.want(ROOT, false);
  at('shop/templates/b.yaml');
  expect(wait()).toBe(10_000);
});

test('a template that a thread dies of is left out', () => {
  const { renders, log, at, die } = stage();
  renders.want(ROOT, true);
  at('shop/templates/a.yaml');
  die();
  const why = 'stopped: the template takes more memory than there is';
  expect(log()).toEqual(['thread', 'render x1', 'ended', 'thread', `render x1 without shop/templates/a.yaml (${why})`]);
});

test('a chart that comes to no template, or not to its end behind them, is given up', () => {
  for (const file of [[], ['shop/templates/a.yaml', undefined]]) {
    const { renders, log, at, finish, wait } = stage();
    renders.want(ROOT, true);
    for (const one of file) at(one);
    expect(wait()).toBe(30_000);
    expect(log()).toEqual(['thread', 'render x1', 'ended', 'gave up']);
    renders.want(ROOT, true);
    finish();
    expect(log()).toEqual(['thread', 'render x1', 'finished']);
  }
});

test('to go on means ten times of everything, with nothing left out', () => {
  const { renders, log, at, wait } = stage();
  renders.want(ROOT, true);
  at('shop/templates/a.yaml');
  wait();
  at(undefined);
  wait();
  log();
  renders.allowMore(ROOT);
  at('shop/templates/a.yaml');
  expect(wait()).toBe(100_000);
  renders.allowMore(ROOT);
  expect(log()).toEqual([
    'thread',
    'render x10',
    'ended',
    'thread',
    'render x10 without shop/templates/a.yaml (stopped: the template takes longer than 100 s)',
  ]);
  at('shop/templates/b.yaml');
  expect(wait()).toBe(1_000_000);
});

test('records wait for renders, and a thread that dies of one is no runaway template', () => {
  const { renders, log, finish, checked, recorded, die, wait } = stage();
  renders.record(ROOT, new Set(['a']));
  expect(log()).toEqual([]);
  renders.want(ROOT, true);
  finish();
  renders.record(ROOT, new Set(['b']));
  renders.record(ROOT, new Set(['c']));
  expect(log()).toEqual(['thread', 'render x1', 'finished']);
  checked();
  renders.want(ROOT, false);
  recorded(false);
  finish();
  expect(log()).toEqual(['checked', 'record c', 'recorded a part', 'render x1', 'finished']);
  renders.record(ROOT, new Set(['d']));
  die();
  expect(log()).toEqual(['record d', 'ended']);
  renders.record(ROOT, new Set(['e']));
  expect(log()).toEqual([]);
  renders.want(ROOT, false);
  finish();
  renders.record(ROOT, new Set(['f']));
  expect(wait()).toBe(30_000);
  expect(log()).toEqual(['thread', 'render x1', 'finished', 'record f', 'ended']);
});

test('other sets wait for renders and records, are interrupted by them, and are not tried again when a thread dies of them', () => {
  const { renders, log, finish, recorded, judgedSets, die } = stage();
  renders.sets(ROOT);
  expect(log()).toEqual([]);
  renders.want(ROOT, false);
  finish();
  renders.record(ROOT, new Set(['a']));
  renders.sets(ROOT);
  expect(log()).toEqual(['thread', 'render x1', 'finished', 'record a']);
  recorded();
  renders.want(ROOT, false);
  renders.record(ROOT, new Set(['b']));
  expect(log()).toEqual(['recorded', 'judge sets', 'interrupted', 'interrupted']);
  judgedSets();
  finish();
  recorded();
  expect(log()).toEqual(['a part of the sets', 'render x1', 'finished', 'record b', 'recorded']);
  renders.sets(ROOT);
  judgedSets(NO_SETS);
  expect(log()).toEqual(['judge sets', 'sets']);
  renders.sets(ROOT);
  die();
  expect(log()).toEqual(['judge sets', 'ended']);
  renders.want(ROOT, false);
  finish();
  renders.sets(ROOT);
  expect(log()).toEqual(['thread', 'render x1', 'finished']);
});
