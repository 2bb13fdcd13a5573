// Previews that would be blank: the reason in place of the output, "as if true", helpers, notes and library charts.

import { afterEach, expect, test } from 'vitest';
import type { AssumeResult, PreviewResult, SourceOfResult } from '#protocol';
import { serve } from './node-server.ts';
import { inMemory, Talk } from './talk.ts';

const CHART = `
  -- shop/Chart.yaml --
  apiVersion: v2
  name: shop
  version: 0.1.0
  dependencies:
    - name: common
      version: 0.1.0
      repository: file://../common
  -- shop/values.yaml --
  ingress:
    enabled: false
    tls: ""
  -- shop/templates/_helpers.tpl --
  {{- define "labels" -}}
  app: {{ .Chart.Name }}
  {{- end -}}
  {{- define "name" -}}{{ include "labels" . }}{{- end -}}
  -- shop/templates/_unused.tpl --
  {{- define "unused" -}}x{{- end -}}
  -- shop/templates/a-empty.yaml --
  {{- if .Values.none }}{{ include "labels" . }}{{ end }}
  -- shop/templates/ingress.yaml --
  {{- if .Values.ingress.enabled -}}
  kind: Ingress
  metadata: {name: {{ .Values.ingress.enabled }}}
  {{- end }}
  -- shop/templates/web.yaml --
  kind: Pod
  metadata:
    labels:
      {{- include "name" . | nindent 4 }}
  -- shop/templates/zoo.yaml --
  kind: Zoo
  metadata:
    labels: { {{- include "labels" . -}} }
  -- shop/templates/NOTES.txt --
  Thanks for {{ .Chart.Name }}.
`;

let talk: Talk;
afterEach(() => talk.end());

async function begin(path: string, text = CHART): Promise<void> {
  talk = await Talk.begin(text, () => inMemory(serve), { folders: [''] });
  await talk.rendered(() => talk.open(path));
}

const preview = (path: string) => talk.ask<PreviewResult>('chartroom/preview', { uri: talk.uri(path), scope: 'file' });
const assume = (path: string, on: boolean) =>
  talk.ask<AssumeResult>('chartroom/assume', { uri: talk.uri(path), assume: on });

const INGRESS = 'shop/templates/ingress.yaml';

test('an empty preview says why, and its lines lead to the condition and to the value', async () => {
  await begin(INGRESS);
  const { text, assumable, errors } = await preview(INGRESS);
  expect(text).toBe(
    [
      '# ingress.yaml renders nothing, because this condition is false:',
      '#   line 1: if .Values.ingress.enabled',
      '#     .Values.ingress.enabled  false  values.yaml:2',
      '# Preview as if true: ingress.enabled: true',
      '',
    ].join('\n'),
  );
  expect({ assumable, errors }).toEqual({ assumable: ['ingress.enabled: true'], errors: [] });
  const found = await talk.ask<SourceOfResult>('chartroom/sourceOf', {
    uri: talk.uri(INGRESS),
    scope: 'file',
    position: { line: 2, character: 10 },
  });
  expect(found.template?.uri).toBe(talk.uri(INGRESS));
  expect(found.value?.range.start).toEqual({ line: 1, character: 11 });
});

test('on the condition stands the action', async () => {
  await begin(INGRESS);
  const at = async (after: string) => {
    const position = talk.behind(INGRESS, after);
    const range = { start: position, end: position };
    const params = { textDocument: { uri: talk.uri(INGRESS) }, range, context: { diagnostics: [] } };
    const actions = await talk.ask<{ title: string; command: { arguments: string[] } }[]>(
      'textDocument/codeAction',
      params,
    );
    const asIf = actions.filter(({ title }) => title.startsWith('Preview as if'));
    return asIf.map(({ title, command }) => [title, ...command.arguments]);
  };
  expect(await at('if .Values')).toEqual([['Preview as if true: ingress.enabled: true', talk.uri(INGRESS)]]);
  expect(await at('kind: ')).toEqual([]);
});

test('as if true: for this preview alone, while one types, and off again', async () => {
  await begin(INGRESS);
  await talk.rendered(() => void assume(INGRESS, true));
  const as = await preview(INGRESS);
  expect(as).toMatchObject({ assumed: ['ingress.enabled: true'], assumable: [], stale: false, errors: [] });
  expect(as.text).toContain('kind: Ingress\nmetadata: {name: true}');
  const release = await talk.ask<PreviewResult>('chartroom/preview', { uri: talk.uri(INGRESS), scope: 'chart' });
  expect(release.text).not.toContain('Ingress');

  await talk.rendered(() => talk.type(INGRESS, 'name: {{', 'name: x-{{'));
  expect((await preview(INGRESS)).text).toContain('name: x-true');
  await talk.rendered(() => talk.type(INGRESS, 'kind: Ingress', 'kind: Ingress{{ .Values'));
  const broken = await preview(INGRESS);
  expect(broken.stale).toBe(true);
  expect(broken.text).toContain('name: x-true');
  expect(broken.errors.length).toBeGreaterThan(0);
  await talk.rendered(() => talk.type(INGRESS, '{{ .Values', ''));

  // Behind one condition there is another: both are assumed.
  talk.type(INGRESS, '{{- if .Values.ingress.enabled', '{{- if and .Values.ingress.enabled .Values.ingress.tls');
  const both = ['ingress.enabled: true', 'ingress.tls: "example"'];
  let assumed: readonly string[] = [];
  for (let tries = 0; tries < 50 && assumed.length < both.length; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    ({ assumed } = await preview(INGRESS));
  }
  expect(assumed).toEqual(both);
  expect((await preview(INGRESS)).text).toContain('kind: Ingress');

  await talk.rendered(() => void assume(INGRESS, false));
  expect(await preview(INGRESS)).toMatchObject({ assumed: [], assumable: ['ingress.enabled: true'] });
});

test('helpers show a resource that includes them, notes their text', async () => {
  await begin(INGRESS);
  const helpers = await preview('shop/templates/_helpers.tpl');
  expect(helpers.of).toBe('web.yaml, which uses _helpers.tpl');
  expect(helpers.text).toContain('kind: Pod');
  await preview('shop/templates/zoo.yaml');
  expect((await preview('shop/templates/_helpers.tpl')).of).toBe('zoo.yaml, which uses _helpers.tpl');
  await preview('shop/templates/web.yaml');
  await preview('shop/templates/zoo.yaml');
  expect((await preview('shop/templates/_helpers.tpl')).of).toBe('web.yaml, which uses _helpers.tpl');
  const again = { uri: talk.uri('shop/templates/zoo.yaml'), scope: 'file', opened: true };
  await talk.ask('chartroom/preview', again);
  expect((await preview('shop/templates/_helpers.tpl')).of).toBe('zoo.yaml, which uses _helpers.tpl');
  expect((await preview('shop/templates/_unused.tpl')).text).toBe(
    '# _unused.tpl renders nothing by itself, and no template of this chart includes what it defines.\n',
  );
  expect((await preview('shop/templates/NOTES.txt')).text).toBe('Thanks for shop.\n');
});

test('an empty release, a subchart that is switched off', async () => {
  await begin(
    'all/templates/a.yaml',
    `
  -- all/Chart.yaml --
  apiVersion: v2
  name: all
  version: 0.1.0
  dependencies:
    - name: sub
      version: 0.1.0
      condition: sub.enabled
  -- all/values.yaml --
  sub: {enabled: false}
  -- all/templates/a.yaml --
  {{ if .Values.x }}a: 1{{ end }}
  -- all/charts/sub/Chart.yaml --
  apiVersion: v2
  name: sub
  version: 0.1.0
  -- all/charts/sub/templates/b.yaml --
  b: 1
`,
  );
  const release = await talk.ask<PreviewResult>('chartroom/preview', {
    uri: talk.uri('all/values.yaml'),
    scope: 'chart',
  });
  expect(release.text).toBe(
    '# The release is empty: none of 1 templates renders anything; the preview of each says why.\n',
  );
  expect((await preview('all/charts/sub/templates/b.yaml')).text).toBe(
    '# b.yaml renders nothing: its chart, sub, is not part of the release (condition: sub.enabled).\n',
  );
});

test('a library chart shows a chart of the workspace that uses it', async () => {
  await begin(
    'common/templates/_pod.tpl',
    `${CHART}
  -- common/Chart.yaml --
  apiVersion: v2
  name: common
  type: library
  version: 0.1.0
  -- common/templates/_pod.tpl --
  {{- define "labels" -}}app: common{{- end -}}
`,
  );
  await preview('common/templates/_pod.tpl');
  await talk.until(
    () => talk.renders.some(({ chart }) => chart === talk.uri('shop')),
    () => 'the chart that uses it',
  );
  const shown = await preview('common/templates/_pod.tpl');
  expect(shown.of).toBe('web.yaml of shop, which uses _pod.tpl');
  expect(shown.text).toContain('kind: Pod');
});

test('a library chart that nobody uses says so', async () => {
  await begin(
    'alone/templates/_pod.tpl',
    `
  -- alone/Chart.yaml --
  apiVersion: v2
  name: alone
  type: library
  version: 0.1.0
  -- alone/templates/_pod.tpl --
  {{- define "labels" -}}app: common{{- end -}}
`,
  );
  const shown = await preview('alone/templates/_pod.tpl');
  expect(shown).toMatchObject({ errors: [], stale: false });
  expect(shown.text).toBe(
    '# _pod.tpl renders nothing by itself: alone is a library chart, and no chart that uses it is known here.\n',
  );
  const params = { uri: talk.uri('alone/Chart.yaml'), scope: 'chart' };
  const release = await talk.ask<PreviewResult>('chartroom/preview', params);
  expect(release).toMatchObject({ errors: [], stale: false });
  expect(release.text).toBe('# alone is a library chart, and no chart that uses it is known here.\n');
});

test('what .helmignore keeps out, and hooks that Helm does not know, are told', async () => {
  await begin(
    'shop/templates/crd.yaml',
    `
  -- shop/Chart.yaml --
  apiVersion: v2
  name: shop
  version: 0.1.0
  -- shop/.helmignore --
  tests/
  -- shop/templates/crd.yaml --
  kind: Crd
  metadata: {annotations: {helm.sh/hook: crd-install}}
  -- shop/templates/tests/probe.yaml --
  kind: Pod
`,
  );
  expect((await preview('shop/templates/crd.yaml')).text).toBe(
    '# crd.yaml renders nothing that Helm prints: it does not know the hook "crd-install", and leaves documents with it out.\n',
  );
  expect((await preview('shop/templates/tests/probe.yaml')).text).toBe(
    '# probe.yaml renders nothing: .helmignore keeps it out of the chart, so that Helm does not read it.\n',
  );
});
