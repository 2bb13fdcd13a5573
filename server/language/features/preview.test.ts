// The way between previews and files: sources of rendered text, what a place rendered, the resource around it.

import { expect, test } from 'vitest';
import { renderChart } from '#language/workspace/render-chart.ts';
import { nextState, type View, viewOf } from '#language/workspace/render-state.ts';
import type { Snapshot } from '#language/workspace/snapshot.ts';
import { cursorOf, FIXTURE_ROOT, type Fixture, type FixtureOptions, fixture } from '../../../test/support/fixture.ts';
import { peek, renderedAt, sourceOf } from './preview.ts';

const T = `${FIXTURE_ROOT}/templates/t.yaml`;

function viewed(read: Fixture, uri = T): View {
  const { snapshot } = read;
  return viewOf(nextState(undefined, renderChart(snapshot, FIXTURE_ROOT), snapshot), uri, 'file');
}

/** The stretches that the cursor's place wrote into the preview of templates/t.yaml. */
function wrote(text: string, options: FixtureOptions = {}): string[] {
  const read = fixture(text, options);
  const view = viewed(read);
  const { uri, offset } = cursorOf(read);
  return renderedAt(view, uri, offset).map(({ start, end }) => view.text.text.slice(start, end));
}

/** Template, caller and value that wrote the first `needle` of the preview. */
function source(text: string, needle: string, options: FixtureOptions = {}): Record<string, string> {
  const read = fixture(text, options);
  const view = viewed(read);
  const found = sourceOf(view, view.text.text.indexOf(needle));
  const out: Record<string, string> = {};
  for (const name of ['template', 'caller', 'value'] as const) {
    const place = found?.[name];
    if (place) out[name] = `${place.uri.slice(FIXTURE_ROOT.length + 1)} ${textAt(read.snapshot, place)}`;
  }
  return out;
}

function textAt(snapshot: Snapshot, place: { uri: string; start: number; end: number }): string {
  return JSON.stringify(snapshot.files.get(place.uri)?.text.slice(place.start, place.end));
}

const CHART = `
  -- values.yaml --
  # é
  name: shop
  list: [a, b]
  nested: {deep: {x: 1}}
  -- templates/_h.tpl --
  {{- define "inner" }}inner: {{ .Values.name }}{{ end }}
  {{- define "outer" -}}
  outer: yes
  {{ include "inner" . }}
  {{- end -}}
  -- templates/t.yaml --
  # é 😀
  kind: Pod
  name: {{ .Values.name | upper }}
  {{ include "outer" . }}
  {{- range .Values.list }}
  item-{{ . }}: {{ $.Values.name }}
  {{- end }}
  {{- with .Values.nested }}
  {{ toYaml . }}
  {{- end }}
`;

for (const newline of ['\n', '\r\n'] as const) {
  test(`sources of rendered text, lines end with ${JSON.stringify(newline)}`, () => {
    const of = (needle: string) => source(CHART, needle, { newline });
    expect(of('SHOP')).toEqual({
      template: 'templates/t.yaml "{{ .Values.name | upper }}"',
      caller: 'templates/t.yaml "{{ .Values.name | upper }}"',
      value: 'values.yaml "shop"',
    });
    expect(of('inner: ')).toMatchObject({
      template: 'templates/_h.tpl "inner: "',
      caller: expect.stringMatching(/^templates\/t\.yaml .*include \\"outer\\"/),
    });
    expect(of('b: shop')).toMatchObject({ template: 'templates/t.yaml "{{ . }}"', value: 'values.yaml "b"' });
    expect(of('😀')['template']).toContain('# é 😀');
    expect(of('---')).toEqual({});
  });
}

test('text computed from a whole table knows the values it came from', () => {
  expect(source(CHART, 'x: 1')).toMatchObject({ template: 'templates/t.yaml "{{ toYaml . }}"' });
});

test('what a place rendered', () => {
  const at = (before: string, after: string) => wrote(CHART.replace(before, after));
  expect(at('.Values.name | upper', '.Values.na█me | upper')).toEqual(['SHOP']);
  expect(at('kind: Pod', 'ki█nd: Pod')).toEqual(['kind: Pod']);
  expect(at('{{ . }}', '{{ █. }}')).toEqual(['a', 'b']);
  expect(at('include "outer"', 'include "ou█ter"')).toEqual(['outer: yes\ninner: shop']);
  expect(at('name: shop', 'name: sh█op')).toEqual(['SHOP', 'shop', 'shop', 'shop']);
  expect(at('name: shop', 'na█me: shop')).toEqual(['SHOP', 'shop', 'shop', 'shop']);
  expect(at('list: [a, b]', 'li█st: [a, b]')).toEqual(['a', 'b']);
  expect(at('outer: yes', 'ou█ter: yes')).toEqual(['outer: yes']);
  expect(at('{{- define "inner"', '{{- def█ine "inner"')).toEqual([]);
});

test('the resource around a place', () => {
  const around = (text: string) => {
    const read = fixture(text);
    const { uri, offset } = cursorOf(read);
    const found = peek(viewed(read), uri, offset);
    return found && `${found.kind}/${found.name}`;
  };
  const two = `
    -- templates/t.yaml --
    {{- $x := 1 }}
    kind: A
    metadata: {name: a}
    {{ if false }}a: 1{{ end }}
    ---
    kind: B
    metadata: {name: b}
    {{ if true }}b: 1{{ end }}
  `;
  expect(around(two.replace('kind: A', 'ki█nd: A'))).toBe('A/a');
  expect(around(two.replace('if false', 'if fa█lse'))).toBe('A/a');
  expect(around(two.replace('kind: B', 'kin█d: B'))).toBe('B/b');
  expect(around(two.replace('b: 1', 'b█: 1'))).toBe('B/b');
  expect(around(two.replace('$x :=', '$x █:='))).toBe('A/a');
  expect(around('-- templates/t.yaml --\n{{ if fal█se }}kind: A{{ end }}\n')).toBeUndefined();
});

test('a key and a value of a table that is printed whole mark their own lines', () => {
  const resources = `
    -- values.yaml --
    resources:
      requests:
        cpu: 250m
      limits:
        memory: 1Gi
    -- templates/t.yaml --
    kind: A
    resources:
      {{- toYaml .Values.resources | nindent 2 }}
  `;
  const at = (from: string, to: string) => wrote(resources.replace(from, to)).join('').replace(/\s+/g, ' ').trim();
  expect(at('memory', 'me█mory')).toBe('memory: 1Gi');
  expect(at('1Gi', '█1Gi')).toBe('memory: 1Gi');
  expect(at('1Gi', '1Gi█')).toBe('memory: 1Gi');
  expect(at('  limits', '  li█mits')).toBe('limits: memory: 1Gi');
  expect(at('resources:', 'resou█rces:')).toBe('limits: memory: 1Gi requests: cpu: 250m');
});
