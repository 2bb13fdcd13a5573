// Who is told to be to blame for a key or value of a rendered document: `wrong…` is a bad key, `BAD…` a bad value.

import { expect, test } from 'vitest';
import { lineIndex, positionAt } from '#engine/text/lines.ts';
import { readTree, type YamlNode } from '#engine/yaml/read-tree.ts';
import { FIXTURE_ROOT, type FixtureOptions, fixture } from '../../../../test/support/fixture.ts';
import { renderChart } from '../../workspace/render-chart.ts';
import type { RenderedTemplate } from '../../workspace/rendering.ts';
import { fileAt, type Snapshot } from '../../workspace/snapshot.ts';
import { relativeUri } from '../../workspace/uri.ts';
import { carry, type Spot } from './carry.ts';

test('text of a template is found to the letter', () => {
  expect(
    carriedLines(`
      -- templates/a.yaml --
      kind: A
      spec:
        wrongKey: {{ .Release.Name }}
        other: BAD
    `),
  ).toEqual(['a.yaml:3:2 text! "wrongKey"', 'a.yaml:4:9 text! "BAD"']);
});

test('what is computed or put together is told in the template, with the values behind it', () => {
  expect(
    carriedLines(`
      -- values.yaml --
      a: BAD
      m: "12"
      -- templates/a.yaml --
      kind: A
      one: {{ .Values.a }}:x
      two: {{ printf "BAD%v" .Values.m }}
      three: "BAD {{ .Values.m }}"
    `),
  ).toEqual([
    'a.yaml:2:5 action "{{ .Values.a }}:x"',
    '  values.yaml:1:3 the value "BAD"',
    'a.yaml:3:5 action "{{ printf "BAD%v" .Values.m }}"',
    '  values.yaml:2:3 the value ""12""',
    'a.yaml:4:8 action "BAD {{ .Values.m }}"',
    '  values.yaml:2:3 the value ""12""',
  ]);
});

test('a whole scalar that came from values is told there', () => {
  expect(
    carriedLines(`
      -- values.yaml --
      a: BAD
      b: "BAD x"
      é: {c: BAD}
      -- templates/a.yaml --
      kind: A
      one: {{ .Values.a }}
      two: {{ .Values.b | quote }}
      three: "{{ .Values.b }}"
      four: {{ .Values.none | default .Values.é.c }}
    `),
  ).toEqual([
    'values.yaml:1:3 value! "BAD"',
    '  a.yaml:2:5 rendered here "{{ .Values.a }}"',
    'values.yaml:2:3 value ""BAD x""',
    '  a.yaml:3:5 rendered here "{{ .Values.b | quote }}"',
    'values.yaml:2:3 value ""BAD x""',
    '  a.yaml:4:8 rendered here "{{ .Values.b }}"',
    'values.yaml:3:7 value! "BAD"',
    '  a.yaml:5:6 rendered here "{{ .Values.none | default .Values.é.c }}"',
  ]);
});

test('a template that makes a number of a text is to blame itself', () => {
  expect(
    carriedLines(
      `
      -- values.yaml --
      port: "8080"
      -- templates/a.yaml --
      kind: A
      port: {{ .Values.port }}
    `,
      {},
      /8080/,
    ),
  ).toEqual(['a.yaml:2:6 action "{{ .Values.port }}"', '  values.yaml:1:6 the value ""8080""']);
});

test('a key of a block that toYaml prints is told in the values file', () => {
  expect(
    carriedLines(`
      -- values.yaml --
      resources:
        limits:
          wrongKey: 2Gi
        list:
          - wrongItem: BAD
      -- templates/_h.tpl --
      {{- define "res" }}{{ toYaml .Values.resources }}{{ end }}
      -- templates/a.yaml --
      kind: A
      resources: {{- include "res" . | nindent 2 }}
      wrongOwn:
        {{- toYaml .Values.resources.limits | nindent 2 }}
    `),
  ).toMatchInlineSnapshot(`
    [
      "values.yaml:3:4 value! "wrongKey"",
      "  _h.tpl:1:19 rendered here "{{ toYaml .Values.resources }}"",
      "values.yaml:5:6 value! "wrongItem"",
      "  _h.tpl:1:19 rendered here "{{ toYaml .Values.resources }}"",
      "values.yaml:5:17 value! "BAD"",
      "  _h.tpl:1:19 rendered here "{{ toYaml .Values.resources }}"",
      "a.yaml:3:0 text! "wrongOwn"",
      "values.yaml:3:4 value! "wrongKey"",
      "  a.yaml:4:2 rendered here "{{- toYaml .Values.resources.limits | nindent 2 }}"",
    ]
  `);
});

test('text of a helper is told in the helper, with its call', () => {
  expect(
    carriedLines(`
      -- templates/_h.tpl --
      {{- define "lab" }}
      app: x
      wrongKey: {{ .Release.Name }}
      {{- end }}
      {{- define "name" }}{{ printf "%s" "BAD" }}{{ end }}
      -- templates/a.yaml --
      kind: A
      labels:
        {{- include "lab" . | nindent 2 }}
      name: {{ include "name" . }}-x
      whole: {{ include "name" . }}
    `),
  ).toMatchInlineSnapshot(`
    [
      "_h.tpl:3:0 text! "wrongKey"",
      "  a.yaml:3:6 called here "include "lab" ."",
      "a.yaml:4:6 action "{{ include "name" . }}-x"",
      "  _h.tpl:5:35 written here ""BAD""",
      "_h.tpl:5:35 action ""BAD""",
      "  a.yaml:5:10 called here "include "name" ."",
    ]
  `);
});

test('each turn of a range leads to the same text, or to its own value', () => {
  expect(
    carriedLines(`
      -- values.yaml --
      ports:
        - {name: BAD1}
        - {name: BAD2}
      -- templates/a.yaml --
      kind: A
      ports:
      {{- range .Values.ports }}
        - wrong: {{ .name }}
      {{- end }}
    `),
  ).toMatchInlineSnapshot(`
    [
      "a.yaml:4:4 text! "wrong"",
      "values.yaml:2:11 value! "BAD1"",
      "  a.yaml:4:11 rendered here "{{ .name }}"",
      "a.yaml:4:4 text! "wrong"",
      "values.yaml:3:11 value! "BAD2"",
      "  a.yaml:4:11 rendered here "{{ .name }}"",
    ]
  `);
});

test('a value that a parent sets for a packed subchart is told, what the subchart does itself is not', () => {
  expect(
    carriedLines(`
      -- Chart.yaml --
      apiVersion: v2
      name: shop
      version: 0.1.0
      -- values.yaml --
      redis:
        size: BAD
      -- charts/redis-1.0.0.tgz!/Chart.yaml --
      apiVersion: v2
      name: redis
      version: 1.0.0
      -- charts/redis-1.0.0.tgz!/values.yaml --
      size: 1
      other: BAD
      -- charts/redis-1.0.0.tgz!/templates/a.yaml --
      kind: A
      wrongKey: 1
      size: {{ .Values.size }}
      other: {{ .Values.other }}
    `),
  ).toEqual(['nobody', 'values.yaml:2:8 value! "BAD"', 'nobody']);
});

test('columns are right in files with CRLF and letters beyond ASCII', () => {
  expect(
    carriedLines(
      `
      -- values.yaml --
      é: {ü: BAD}
      -- templates/a.yaml --
      kind: A
      # größe 😀
      wrong: "ä😀" # x
      b: {{ .Values.é.ü }}
    `,
      { newline: '\r\n' },
    ),
  ).toEqual([
    'a.yaml:3:0 text! "wrong"',
    'values.yaml:1:7 value! "BAD"',
    '  a.yaml:4:3 rendered here "{{ .Values.é.ü }}"',
  ]);
});

function carriedLines(text: string, options: FixtureOptions = {}, bad = /BAD/): string[] {
  const { snapshot } = fixture(text, options);
  const { templates } = renderChart(snapshot, FIXTURE_ROOT);
  const isForeign = (uri: string) => uri.includes('.tgz');
  return templates.flatMap((template) =>
    spotsOf(template, bad).flatMap((spot) => {
      const found = carry(snapshot, template, spot, isForeign);
      if (found === undefined) return ['nobody'];
      const at = `${placeText(snapshot, found.uri, found.span.start)} ${found.cause}${found.isExact ? '!' : ''}`;
      const lines = found.related.map(
        ({ uri, span, message }) =>
          `  ${placeText(snapshot, uri, span.start)} ${message} "${shown(snapshot, uri, span)}"`,
      );
      return [`${at} "${shown(snapshot, found.uri, found.span)}"`, ...lines];
    }),
  );
}

function spotsOf({ output, documents }: RenderedTemplate, bad: RegExp): Spot[] {
  const spots: Spot[] = [];
  const look = (node: YamlNode) => {
    if (node.kind === 'list') for (const item of node.items) look(item);
    else if (node.kind === 'map') {
      for (const { key, value } of node.entries) {
        if (key.kind === 'scalar' && key.text.startsWith('wrong')) spots.push({ span: key, where: 'key', node: key });
        look(value);
      }
    } else if (node.kind === 'scalar' && bad.test(node.text)) spots.push({ span: node, where: 'value', node });
  };
  for (const { span } of documents) {
    const { root } = readTree(output.text.slice(span.start, span.end), { offset: span.start });
    if (root !== null) look(root);
  }
  return spots;
}

function placeText(snapshot: Snapshot, uri: string, offset: number): string {
  const { line, character } = positionAt(lineIndex(fileAt(snapshot, uri)?.text ?? ''), offset);
  return `${relativeUri(FIXTURE_ROOT, uri)?.replace('templates/', '')}:${line + 1}:${character}`;
}

function shown(snapshot: Snapshot, uri: string, { start, end }: { start: number; end: number }): string {
  return fileAt(snapshot, uri)?.text.slice(start, end) ?? '';
}
