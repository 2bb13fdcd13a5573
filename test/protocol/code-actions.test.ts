// Code actions as an editor asks for them: light bulbs, kinds, changes when one is chosen, and the key of an extraction.

import { afterEach, expect, test } from 'vitest';
import type { ExtractValueResult, PlainRange } from '#protocol';
import { serve } from './node-server.ts';
import { inMemory, Talk } from './talk.ts';

const WEB = 'templates/web.yaml';

let talk: Talk;
afterEach(() => talk.end());

interface Action {
  readonly title: string;
  readonly kind: string;
  readonly isPreferred?: boolean;
  readonly diagnostics?: readonly { readonly message: string }[];
  readonly edit?: { readonly documentChanges: readonly Change[] };
  readonly command?: { readonly command: string; readonly arguments: readonly [string, PlainRange] };
}

interface Change {
  readonly kind?: string;
  readonly uri?: string;
  readonly textDocument?: { readonly uri: string; readonly version: number | null };
  readonly edits?: readonly { readonly range: PlainRange; readonly newText: string }[];
}

const CHART = `
  -- Chart.yaml --
  apiVersion: v2
  name: shop
  version: 0.1.0
  -- ${WEB} --
  kind: Service
  é: {{ $labels.x }}
  spec: {port: 80}
  a: {{ include "shop.port" . }}
  port: 8080
`;

async function offered(after: string, context: object = {}): Promise<Action[]> {
  const position = talk.behind(WEB, after);
  const range = { start: position, end: position };
  const params = { textDocument: { uri: talk.uri(WEB) }, range, context: { diagnostics: [], ...context } };
  return talk.ask<Action[]>('textDocument/codeAction', params);
}

test('fixes stand at their findings, and say what they change when they are chosen', async () => {
  talk = await Talk.begin(CHART, () => inMemory(serve));
  talk.open(WEB);
  const found = await talk.diagnostics(WEB, (lines) => lines.length > 0);
  expect(found).toEqual([
    'template-syntax: undefined variable "$labels": this looks like Prometheus, but Helm reads all {{ }} itself at "$labels"',
  ]);
  const start = talk.behind(WEB, 'é: {{ ');
  const told = { code: 'template-syntax', message: 'm', range: { start, end: talk.behind(WEB, '$labels') } };
  const actions = await offered('$la', { triggerKind: 2, diagnostics: [told] });
  const [fix] = actions.filter(({ title }) => title.startsWith('Keep'));
  expect(fix).toMatchObject({ title: 'Keep as literal of Prometheus', kind: 'quickfix', isPreferred: true });
  expect(fix?.diagnostics).toHaveLength(1);
  expect(fix?.edit).toBeUndefined();
  const chosen = await talk.ask<Action>('codeAction/resolve', fix ?? {});
  expect(chosen.edit?.documentChanges).toEqual([
    {
      textDocument: { uri: talk.uri(WEB), version: 1 },
      edits: [
        {
          range: { start: { line: 1, character: 3 }, end: { line: 1, character: 18 } },
          newText: '{{ "{{ $labels.x }}" }}',
        },
      ],
    },
  ]);
  // What was offered for another text is not done to this one.
  talk.type(WEB, 'é: ', 'éé: ');
  expect((await talk.ask<Action>('codeAction/resolve', fix ?? {})).edit).toBeUndefined();
});

test('kinds, light bulbs, and files that are made', async () => {
  talk = await Talk.begin(CHART, () => inMemory(serve));
  talk.open(WEB);
  const titles = async (after: string, context?: object) =>
    (await offered(after, context)).map(({ kind, title }) => `${kind}: ${title}`);
  const helper = 'quickfix: Create helper "shop.port" in templates/_helpers.tpl';
  expect(await titles('shop.po', { triggerKind: 2 })).toEqual([helper]);
  expect(await titles('shop.po', { only: ['refactor'] })).not.toContain(helper);
  expect(await titles('port: 80', { triggerKind: 2 })).toEqual([]);
  expect(await titles('port: 808', { only: ['refactor.extract'] })).toEqual([
    'refactor.extract: Extract to values.yaml…',
  ]);
  expect(await titles('port: 808', { only: ['refactor'] })).toContain('refactor.extract: Extract to values.yaml…');
  expect(await titles('port: 808', { only: ['quickfix'] })).toEqual([]);
  const [action] = await offered('shop.po', { only: ['quickfix'] });
  const { edit } = await talk.ask<Action>('codeAction/resolve', action ?? {});
  expect(edit?.documentChanges.map(({ kind, uri, textDocument }) => [kind, uri ?? textDocument?.uri])).toEqual([
    ['create', talk.uri('templates/_helpers.tpl')],
    [undefined, talk.uri('templates/_helpers.tpl')],
  ]);
});

test('an extraction is asked about under one key after the other', async () => {
  talk = await Talk.begin(CHART, () => inMemory(serve));
  talk.open(WEB);
  const [action] = await offered('port: 808', { only: ['refactor.extract'] });
  const [uri, range] = action?.command?.arguments ?? ['', undefined];
  expect(action?.command?.command).toBe('chartroom.extractValue');
  expect(range && talk.text(WEB, range)).toBe('8080');
  const extract = (key: string | null) => talk.ask<ExtractValueResult>('chartroom/extractValue', { uri, range, key });
  expect(await extract(null)).toMatchObject({ proposed: 'service.port', problem: null });
  expect(await extract('a b')).toMatchObject({ problem: expect.stringContaining('is no name'), files: [] });
  expect(await extract('port')).toEqual({
    proposed: 'service.port',
    problem: null,
    warning: null,
    files: [
      {
        uri: talk.uri(WEB),
        version: 1,
        isNew: false,
        changes: [{ range, newText: '{{ .Values.port }}' }],
      },
      {
        uri: talk.uri('values.yaml'),
        version: null,
        isNew: true,
        changes: [
          { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, newText: 'port: 8080\n' },
        ],
      },
    ],
  });
});
