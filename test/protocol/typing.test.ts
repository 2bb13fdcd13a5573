// What the server does for somebody who types: blocks, braces and comments when asked, and errors only after a pause.

import { afterEach, expect, test } from 'vitest';
import type { ToggleCommentResult, TypedResult } from '#protocol';
import { serve } from './node-server.ts';
import { inMemory, Talk } from './talk.ts';

const CHART = `
  -- Chart.yaml --
  apiVersion: v2
  name: shop
  version: 0.1.0
  -- templates/web.yaml --
  kind: Pod
  metadata:
    name: é {{ .Release.Name }}
`;
const WEB = 'templates/web.yaml';

let talk: Talk;
afterEach(() => talk.end());

async function begin(): Promise<void> {
  talk = await Talk.begin(CHART, () => inMemory(serve));
  await talk.rendered(() => talk.open(WEB));
}

test('Enter behind an opener and a pair of braces too many', async () => {
  await begin();
  talk.type(WEB, 'kind', '{{- if .Values.a }}\nkind');
  const typed = (after: string, kind: 'enter' | 'braces', version = talk.version(WEB)) =>
    talk.ask<TypedResult>('chartroom/typed', {
      uri: talk.uri(WEB),
      version,
      position: talk.behind(WEB, after),
      typed: kind,
    });
  // The cursor's line holds text.
  expect(await typed('a }}\n', 'enter')).toBeNull();
  talk.type(WEB, 'kind', '\nkind');
  const place = { line: 2, character: 0 };
  expect(await typed('a }}\n', 'enter')).toEqual({ range: { start: place, end: place }, newText: '{{- end }}\n' });
  expect(await typed('a }}\n', 'enter', 1)).toBeNull();
  talk.type(WEB, 'Name }}', 'Name }} }}');
  const braces = await typed('Name }}', 'braces');
  expect(braces && [talk.text(WEB, braces.range), braces.newText]).toEqual([' }}', '']);
});

test('comments on the lines of a selection', async () => {
  await begin();
  const toggle = (version: number) =>
    talk.ask<ToggleCommentResult>('chartroom/toggleComment', {
      uri: talk.uri(WEB),
      version,
      selections: [{ start: talk.behind(WEB, 'metad'), end: talk.behind(WEB, 'é') }],
    });
  const changes = await toggle(1);
  expect(changes?.map(({ range, newText }) => `${range.start.line}:${range.start.character} ${newText}`)).toEqual([
    '1:0 # ',
    '2:2 {{- /* ',
    '2:29  */}}',
  ]);
  expect(await toggle(7)).toBeNull();
});

test('the error of the action that is being written waits for a pause, and a save tells it', async () => {
  await begin();
  talk.type(WEB, 'Name }}', 'Name. }}');
  const begun = Date.now();
  await talk.diagnostics(WEB, (lines) => lines.length > 0);
  expect(Date.now() - begun).toBeGreaterThan(450);
  talk.type(WEB, 'Name. }}', 'Name }}');
  await talk.diagnostics(WEB, (lines) => lines.length === 0);
  talk.type(WEB, 'Name }}', 'Name. }}');
  talk.save(WEB);
  expect(await talk.diagnostics(WEB, (lines) => lines.length > 0)).toHaveLength(1);
});
