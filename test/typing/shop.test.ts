// Edits of every kind of file, key by key on a small chart (judge.ts says what has to hold after each key).

import { expect, test, vi } from 'vitest';
import { shopFiles } from './shop.ts';
import { CONTAINER, WEB, wrongIn } from './shop-sitting.ts';

vi.setConfig({ testTimeout: 180_000 });

test('add a container with a range over env', async () => {
  expect(await wrongIn(CONTAINER)).toEqual([]);
});

test('and take it back key by key', async () => {
  expect(await wrongIn(`${CONTAINER}\n  undo all`)).toEqual([]);
});

test('the same with CR LF', async () => {
  expect(await wrongIn(CONTAINER, { files: shopFiles('\r\n') })).toEqual([]);
});

test('put an if around a block: the opener first', async () => {
  const wrong = await wrongIn(`
    in ${WEB}
    line image: "
    |           {{- if .Values.ports }}
    line containerPort
    |           {{- end }}
  `);
  expect(wrong).toEqual([]);
});

test('put an if around a block inside another one at the same column', async () => {
  const wrong = await wrongIn(
    `
    in templates/ingress.yaml
    line enabled }}
    | {{- if .Values.ingress.host }}
    line host:
    | {{- end }}
    pause 700
    undo all
  `,
    { watch: 'templates/ingress.yaml' },
  );
  expect(wrong).toEqual([]);
});

test('put an if around a whole template', async () => {
  const wrong = await wrongIn(`
    in ${WEB}
    top
    type {{- if .Values.image.tag }}⏎
    bottom
    type {{- end }}⏎
    select .Values.image.tag
    type .Values.replicas
    undo all
  `);
  expect(wrong).toEqual([]);
});

test('a condition over a whole template, typed from the left', async () => {
  const wrong = await wrongIn(
    `
    in templates/ingress.yaml
    behind {{- if
    type  and .Values.ingress.host (eq .Values.image.tag "1.2")⇲
    undo all
    select .Values.ingress.enabled
    type .Values.replicas
    pause 700
    save
    select .Values.replicas
    type .Values.nothing
    pause 700
    type ⌫⌫⌫⌫⌫⌫⌫
    type replicas
  `,
    { watch: 'templates/ingress.yaml' },
  );
  expect(wrong).toEqual([]);
});

test('a with, and an include with nindent', async () => {
  const wrong = await wrongIn(`
    in ${WEB}
    line kind: Rollout
    down
    |   {{- with .Values.nodes }}
    |   annotations:
    |     {{- toYaml . | nindent 4 }}
    |   {{- end }}
    line replicas:
    |   selector:
    |     matchLabels:
    |       {{- include "shop.labels" . | nindent 6 }}
  `);
  expect(wrong).toEqual([]);
});

test('rename a value: values.yaml first, then the template', async () => {
  const wrong = await wrongIn(`
    in values.yaml
    select replicas
    type instances
    in ${WEB}
    select .Values.replicas
    type .Values.instances
    pause 700
    in values.yaml
    save
    in ${WEB}
    save
  `);
  expect(wrong).toEqual([]);
});

test('rename a value: the templates first', async () => {
  const wrong = await wrongIn(`
    in ${WEB}
    select .Values.image.repository
    type .Values.image.name
    in values.yaml
    select repository
    type name
  `);
  expect(wrong).toEqual([]);
});

test('edit a define of _helpers.tpl, its name as well', async () => {
  const wrong = await wrongIn(`
    in templates/_helpers.tpl
    line app.kubernetes.io/version
    | app.kubernetes.io/instance: {{ .Release.Name }}
    | {{- with .Values.nodes }}
    | nodes: {{ toYaml . | quote }}
    | {{- end }}
    select shop.labels
    type shop.tags
    in ${WEB}
    select shop.labels
    type shop.tags
    in templates/_helpers.tpl
    bottom
    |
    | {{- define "shop.image" -}}
    | {{ .Values.image.repository }}:{{ .Values.image.tag }}
    | {{- end -}}
    undo all
  `);
  expect(wrong).toEqual([]);
});

test('a preview of _helpers.tpl while one of its defines is renamed', async () => {
  const wrong = await wrongIn(
    `
    in templates/_helpers.tpl
    select shop.name
    type shop.tag
    pause 700
    undo all
    line app.kubernetes.io/version
    | app.kubernetes.io/instance: {{ .Release.Name }}
  `,
    { watch: 'templates/_helpers.tpl' },
  );
  expect(wrong).toEqual([]);
});

test('a condition for a dependency, and a further dependency', async () => {
  const wrong = await wrongIn(`
    in Chart.yaml
    line     version: 0.1.0
    |     condition: cache.enabled
    pause 700
    |   - name: queue
    |     version: ">=1.0.0"
    |     repository: https://charts.example.com
    select version: 0.1.0
    type version: 0.2.0-é
  `);
  expect(wrong).toEqual([]);
});

test('the same, seen from the subchart', async () => {
  const wrong = await wrongIn(
    `
    in Chart.yaml
    line     version: 0.1.0
    |     condition: cache.enabled
    select cache.enabled
    type cache.disabled
    undo all
  `,
    { watch: 'charts/cache/templates/store.yaml' },
  );
  expect(wrong).toEqual([]);
});

test('paste, cut and undo', async () => {
  const wrong = await wrongIn(`
    in ${WEB}
    line containerPort
    paste "\\n        - name: other\\n          image: {{ .Values.image.repository }}\\n          {{- if .Values.env }}\\n          env: {{ .Values.env | toJson }}\\n          {{- end }}"
    select {{- if .Values.env }}
    cut
    paste "{{- if .Values.nodes }}"
    select {{- end }}
    cut
    undo all
  `);
  expect(wrong).toEqual([]);
});

test('a new nested map in values.yaml, used at once', async () => {
  const wrong = await wrongIn(`
    in values.yaml
    line tag: "1.2"
    |   pull:
    |     policy: "Always"
    |     secrets: [a, b]
    | resources: {limits: {cpu: 1}}
    | # für Zürich: Übergröße
    | text: |-
    |   a: b
    |   - c
    in ${WEB}
    line image: "
    |           imagePullPolicy: {{ .Values.image.pull.policy }}
    |           resources:
    |             {{- toYaml .Values.resources | nindent 12 }}
    in values.yaml
    undo all
  `);
  expect(wrong).toEqual([]);
});

test('switch something off in values.yaml', async () => {
  const wrong = await wrongIn(
    `
    in values.yaml
    select enabled: true
    type enabled: false
    pause 700
    select enabled: false
    type enabled: true
    select ingress:
    type ingres:
    undo all
  `,
    { watch: 'templates/ingress.yaml' },
  );
  expect(wrong).toEqual([]);
});

test('values-prod.yaml of the active set', async () => {
  const wrong = await wrongIn(
    `
    in values-prod.yaml
    line tag:
    |   repository: registry.example.com/shop
    | replicas: 7
    select replicas: 5⏎
  `.replace('    select replicas: 5⏎\n', '    select replicas: 5\n    cut\n'),
    { settings: { valuesFiles: ['values-prod.yaml'] } },
  );
  expect(wrong).toEqual([]);
});

test('a file that a template reads', async () => {
  const wrong = await wrongIn(
    `
    in conf/shop.conf
    bottom
    type größe = {{ 3⏎[x]
    undo all
  `,
    { watch: 'templates/config.yaml' },
  );
  expect(wrong).toEqual([]);
});

test('a template and the values of a subchart', async () => {
  const wrong = await wrongIn(
    `
    in charts/cache/templates/store.yaml
    line port:
    |   {{- range $key, $value := .Values.labels }}
    |   {{ $key }}: {{ $value | quote }}
    |   {{- end }}
    in charts/cache/values.yaml
    line port:
    | labels:
    |   a: b
    |   c: "d"
    in values.yaml
    select size: 1Gi
    type size: 20Gi
  `,
    { watch: 'charts/cache/templates/store.yaml' },
  );
  expect(wrong).toEqual([]);
});

test('a template with CR LF and characters of two units, next to a half-typed action', async () => {
  const files = shopFiles('\r\n');
  files.set('templates/notes.yaml', '# 🚢 Größe\r\nkind: A\r\nmetadata: {name: x}\r\n');
  const wrong = await wrongIn(
    `
    in templates/notes.yaml
    line name: x
    | # 🚢 {{ .Values.replicas }} für {{ .Release.Name | quote }}
    | {{- /* 🚢 */}}
    | data: {a: {{ .Values.image.tag | quote }}}
    undo all
    `,
    { files, watch: 'templates/notes.yaml' },
  );
  expect(wrong).toEqual([]);
});
