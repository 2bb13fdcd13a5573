// Every name of hard charts, renamed to a field and to a key that is none: refused with a reason, or nothing renders otherwise.

import { describe, expect, test } from 'vitest';
import { FIXTURE_ROOT, type FixtureOptions, fixture } from '../../../test/support/fixture.ts';
import { namedPlaces, renderedAll, withEdits } from '../../../test/support/renaming.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { rename } from './rename.ts';

interface Sweep {
  /** Renames after which something renders otherwise: none. */
  readonly changed: readonly string[];
  readonly renamed: number;
  readonly refused: number;
}

function sweep(text: string, names: readonly string[], options: FixtureOptions = {}): Sweep {
  const { snapshot } = fixture(text, options);
  const before = renderedAll(snapshot);
  expect(before).not.toMatch(/^error| failed$/m);
  const same = new Map<string, boolean>();
  const changed: string[] = [];
  let renamed = 0;
  let refused = 0;
  for (const { uri, offset } of namedPlaces(snapshot, FIXTURE_ROOT)) {
    for (const name of names) {
      const result = rename(snapshot, uri, offset, name);
      if (result?.kind !== 'edits') {
        refused++;
        expect(result?.reason ?? '-').not.toBe('');
        continue;
      }
      renamed++;
      const key = JSON.stringify(result.edits);
      if (!same.has(key)) same.set(key, renderedAll(withEdits(snapshot, result.edits)) === before);
      if (!same.get(key)) changed.push(`${name}: ${placeOf(snapshot, uri, offset)}`);
    }
  }
  return { changed, renamed, refused };
}

function placeOf(snapshot: Snapshot, uri: string, offset: number): string {
  const text = snapshot.files.get(uri)?.text ?? '';
  return `${uri.slice(FIXTURE_ROOT.length + 1)} ${JSON.stringify(text.slice(offset - 20, offset))} | ${JSON.stringify(text.slice(offset, offset + 20))}`;
}

/** Two aliases of one chart, a chart in a chart, a library by file://, globals, imports, anchors. */
const CHARTS = `
  -- app/Chart.yaml --
  apiVersion: v2
  name: app
  version: 1.0.0
  dependencies:
    - {name: db, version: 1.0.0, alias: main, condition: main.enabled}
    - {name: db, version: 1.0.0, alias: spare, tags: [spares]}
    - {name: lib, version: 1.0.0, repository: "file://../lib"}
    - {name: web, version: 1.0.0, import-values: [data, {child: ports.outer, parent: entry}]}
  -- app/values.yaml --
  # é ü
  main: {enabled: true, size: 3, auth: {user: a}}
  spare: {size: 4, inner: {depth: 2}}
  tags: {spares: true}
  global: {zone: ö, registry: {host: r, "port-no": 5}}
  defaults: &d
    cpu: 1
    "mem": 2
  first: {<<: *d, extra: 1}
  second: *d
  list: [{name: ä, ports: [{port: 1}, {port: 2}]}, {name: b, ports: []}]
  byName: {x: {weight: 1, 'on': true}, v: {weight: 2}}
  image: {repo: r, tag: "1", pull-policy: Always}
  other: {image: {repo: q, tag: "2"}}
  nested: {deep: {deeper: {deepest: 1}}}
  flag: false
  empty: {}
  optional: {value: 1}
  -- app/values-prod.yaml --
  image: {'tag': "9"}
  byName: {x: {weight: 7}}
  list:
    - name: ß
      ports:
        - port: 8
  -- app/ci/a-values.yaml --
  flag: true
  main: {enabled: false}
  -- app/templates/_h.tpl --
  {{- define "app.image" -}}
  {{- $i := .image -}}{{- $i.repo }}:{{ $i.tag | default .root.Chart.Version }}{{ with .root.Values.global }}{{ .zone }}{{ end -}}
  {{- end }}
  {{- define "app.wrap" -}}{{ include "app.image" (dict "image" .img "root" .ctx) }}{{- end }}
  {{- define "app.item" }}{{ range .ports }}{{ .port }},{{ end }}{{ .name }}{{ end }}
  {{- define "app.maybe" }}{{ .repo }}{{ .pull.never }}{{ end }}
  {{- define "app.leaf" -}}{{ .deepest }}{{- end }}
  -- app/templates/a.yaml --
  one: {{ include "app.image" (dict "image" .Values.image "root" $) }}
  two: {{ include "app.wrap" (dict "img" .Values.other.image "ctx" .) }}
  policy: {{ index .Values.image "pull-policy" }}{{ get .Values.image "repo" }}
  list: {{ range $i, $e := .Values.list }}{{ $i }}{{ template "app.item" $e }}{{ $x := $e.name }}{{ $x }}{{ end }}
  map: {{ range $k, $v := .Values.byName }}{{ $k }}{{ .weight }}{{ $v.on }}{{ end }}
  res: {{ .Values.first.cpu }}{{ .Values.second.mem }}{{ .Values.defaults.cpu }}{{ .Values.first.extra }}
  deep: {{ with .Values.nested }}{{ with .deep.deeper }}{{ include "app.leaf" . }}{{ else }}{{ .Values.flag }}{{ end }}{{ end }}
  dig: {{ dig "deeper" "deepest" 0 .Values.nested.deep }}{{ hasKey .Values.empty "deeper" }}
  cond: {{ if and .Values.flag (not .Values.empty) }}{{ .Values.optional.value }}{{ else if .Values.optional }}{{ (.Values.optional).value }}{{ end }}
  imported: {{ .Values.rate }}{{ .Values.entry.http }}
  global: {{ .Values.global.registry.host }}{{ index .Values "global" "registry" "port-no" }}
  var: {{ $v := 1 }}{{ if .Values.flag }}{{ $v = 2 }}{{ $w := $v }}{{ $w }}{{ end }}{{ $v }}
  lib: {{ include "lib.title" . }}{{ include "lib.of" (list .Values.image .Values.other) }}
  json: '{{ toJson .Values.first }}{{ pick .Values.optional "value" | toJson }}'
  coalesce: {{ (coalesce .Values.nothing .Values.optional).value }}{{ (.Values.missing | default .Values.image).repo }}
  ternary: {{ (ternary .Values.image .Values.other.image .Values.flag).tag }}
  set: {{ $d := dict "k" .Values.nested }}{{ $_ := set $d "more" .Values.image }}{{ $d.k.deep.deeper.deepest }}{{ $d.more.repo }}
  keys: {{ keys .Values.byName | sortAlpha | join "," }}{{ len .Values.nested }}
  maybe: {{ include "app.maybe" .Values.missing }}{{ (.Values.missing).repo }}{{ (.Values.missing).pull.never }}
  none: {{ $n := .Values.missing }}{{ $n.repo }}{{ range list .Values.image .Values.other.image }}{{ .repo }}{{ end }}
  tpl: {{ tpl "{{ .Values.image.repo }}{{ .x }}" (dict "Values" .Values "x" 1) }}
  -- app/charts/db/Chart.yaml --
  apiVersion: v2
  name: db
  version: 1.0.0
  dependencies: [{name: inner, version: 0.1.0}]
  -- app/charts/db/values.yaml --
  enabled: true
  size: 1
  auth: {user: x}
  inner: {depth: 1}
  -- app/charts/db/templates/d.yaml --
  size: {{ .Values.size }}{{ .Values.global.zone }}{{ .Values.auth.user }}{{ .Values.enabled }}
  -- app/charts/db/charts/inner/Chart.yaml --
  apiVersion: v2
  name: inner
  version: 0.1.0
  -- app/charts/db/charts/inner/values.yaml --
  depth: 0
  -- app/charts/db/charts/inner/templates/i.yaml --
  depth: {{ .Values.depth }}{{ .Values.global.registry.host }}
  -- app/charts/web/Chart.yaml --
  apiVersion: v2
  name: web
  version: 1.0.0
  -- app/charts/web/values.yaml --
  exports: {data: {rate: 7}}
  ports: {outer: {http: 80}}
  -- app/charts/web/templates/w.yaml --
  port: {{ .Values.ports.outer.http }}
  -- lib/Chart.yaml --
  apiVersion: v2
  name: lib
  version: 1.0.0
  type: library
  -- lib/templates/_lib.tpl --
  {{ define "lib.title" }}{{ .Values.image.tag }}{{ .Release.Name }}{{ end }}
  {{ define "lib.of" }}{{ range . }}{{ kindOf . }}{{ end }}{{ (index . 0).repo }}{{ (index . 1).image.tag }}{{ end }}
  -- second/Chart.yaml --
  apiVersion: v2
  name: second
  version: 1.0.0
  dependencies: [{name: lib, version: 1.0.0, repository: "file://../lib"}]
  -- second/values.yaml --
  image: {tag: s}
  -- second/templates/s.yaml --
  title: {{ include "lib.title" . }}
`;

describe('every name', () => {
  test('of charts in charts, aliases and a library', () => {
    const { changed, renamed, refused } = sweep(CHARTS, ['renamed-é', 'Zz']);
    expect(changed).toEqual([]);
    // Most can be renamed; a refusal of everything would be right, and of no use.
    expect(renamed).toBeGreaterThan(refused);
  });

  test('the same with other line ends', () => {
    expect(sweep(CHARTS, ['renamed'], { newline: '\r\n', openEnd: true }).changed).toEqual([]);
  });
});
