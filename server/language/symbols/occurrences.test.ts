// Occurrences, as `file:line:column kind` of every place that names the value under the cursor's path.

import { describe, expect, test } from 'vitest';
import { FIXTURE_ROOT, type FixtureOptions, fixture } from '../../../test/support/fixture.ts';
import { ELEMENT, type Step } from '../documents/values.ts';
import { chartAt, chartTreeUnder } from './charts.ts';
import { valueOccurrences } from './occurrences.ts';

function occurrences(text: string, path: string, options: FixtureOptions & { folder?: string } = {}): string[] {
  const { snapshot } = fixture(text, options);
  const tree = chartTreeUnder(snapshot, FIXTURE_ROOT);
  const chart = chartAt(tree, options.folder ?? FIXTURE_ROOT);
  if (chart === undefined) throw new Error('no such chart');
  const steps = path
    .split('.')
    .map((step): Step => (step === '*' ? ELEMENT : /^\d+$/.test(step) ? Number(step) : step));
  return valueOccurrences(snapshot, chart, steps).map(({ file, span, kind, isWrite }) => {
    const before = file.text.slice(0, span.start).split('\n');
    const word = file.text.slice(span.start, span.end);
    const place = `${file.uri.slice(FIXTURE_ROOT.length + 1)}:${before.length}:${before.at(-1)?.length}`;
    return `${place} ${word} ${kind}${isWrite ? ' write' : ''}`;
  });
}

const CHART = `
  -- Chart.yaml --
  name: app
  version: 1.0.0
  dependencies:
    - name: db
      version: 1.0.0
      alias: store
      condition: store.enabled, "other.on"
      import-values: [{child: auth, parent: login}]
  -- values.yaml --
  # é
  ## @param image.tag the tag
  image: {tag: v1, "pull": x}
  # image.tag -- again
  sidecar: {tag: s}
  store:
    enabled: true
    auth: {user: me}
  -- values-prod.yaml --
  image:
    'tag': v2
  -- values.schema.json --
  {"properties": {"image": {"required": ["tag"], "properties": {"tag": {}}}}}
  -- templates/_h.tpl --
  {{ define "img" }}{{ .img.tag }}{{ .ctx.Values.image.tag }}{{ end }}
  -- templates/a.yaml --
  é: {{ .Values.image.tag }} {{ index .Values "image" "tag" }} {{ (get .Values.image "tag") }}
  {{ with .Values.image }}{{ .tag }}{{ $.Values.image.tag }}{{ end }}{{ .Values.tag }}
  {{ $i := .Values.image }}{{ $i.tag }}{{ dig "image" "tag" "" .Values }}
  {{ .Values.image | dig "tag" "" }}{{ if hasKey .Values.image "tag" }}{{ end }}
  {{ include "img" (dict "img" .Values.image "ctx" $) }}{{ include "img" (dict "img" .Values.sidecar) }}
  {{ $_ := set .Values.image "tag" "x" }}{{ .Values.login.user }}
  -- charts/db/Chart.yaml --
  name: db
  version: 1.0.0
  -- charts/db/values.yaml --
  enabled: false
  auth: {user: you}
  -- charts/db/templates/d.yaml --
  {{ .Values.enabled }}{{ .Values.auth.user }}
`;

describe('values', () => {
  test('a key through with, variables, functions and helpers', () => {
    const found = occurrences(CHART, 'image.tag');
    expect(found).toMatchInlineSnapshot(`
      [
        "templates/_h.tpl:1:26 tag field",
        "templates/_h.tpl:1:53 tag field",
        "templates/a.yaml:1:20 tag field",
        "templates/a.yaml:1:53 tag string",
        "templates/a.yaml:1:84 tag string",
        "templates/a.yaml:2:28 tag field",
        "templates/a.yaml:2:52 tag field",
        "templates/a.yaml:3:31 tag field",
        "templates/a.yaml:3:53 tag string",
        "templates/a.yaml:4:24 tag string",
        "templates/a.yaml:4:62 tag string",
        "templates/a.yaml:6:28 tag string write",
        "values.yaml:3:8 tag key write",
        "values-prod.yaml:2:3 tag key write",
        "values.schema.json:1:63 tag property",
        "values.schema.json:1:40 tag required",
        "values.yaml:2:16 tag comment",
        "values.yaml:4:8 tag comment",
      ]
    `);
    const crlf = occurrences(CHART, 'image.tag', { newline: '\r\n', openEnd: true });
    expect(crlf).toEqual(found);
  });

  test('a subchart’s key under its alias', () => {
    expect(occurrences(CHART, 'store.enabled')).toMatchInlineSnapshot(`
      [
        "charts/db/templates/d.yaml:1:11 enabled field",
        "values.yaml:7:2 enabled key write",
        "charts/db/values.yaml:1:0 enabled key write",
        "Chart.yaml:7:21 enabled chart",
      ]
    `);
    expect(occurrences(CHART, 'enabled', { folder: `${FIXTURE_ROOT}/charts/db` }).sort()).toEqual(
      occurrences(CHART, 'store.enabled').sort(),
    );
  });

  test('imported values', () => {
    expect(occurrences(CHART, 'login.user')).toMatchInlineSnapshot(`
      [
        "templates/a.yaml:6:56 user field",
        "charts/db/templates/d.yaml:1:37 user field",
        "charts/db/values.yaml:2:7 user key write",
        "values.yaml:8:9 user key write",
      ]
    `);
  });
});
