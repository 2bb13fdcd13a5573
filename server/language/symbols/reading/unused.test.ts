// Unused keys, as `file:line path (did you mean …?)`: each way in which a template may read a value, and what nobody reads.

import { describe, expect, test } from 'vitest';
import { FIXTURE_ROOT, type FixtureOptions, fixture } from '../../../../test/support/fixture.ts';
import { applyChanges } from '../../workspace/snapshot.ts';
import { chartTreeUnder } from '../charts.ts';
import { unusedKeys } from './unused.ts';

function unused(text: string, { root = FIXTURE_ROOT, ...options }: FixtureOptions & { root?: string } = {}): string[] {
  const { snapshot } = fixture(text, options);
  const tree = chartTreeUnder(snapshot, root);
  return tree.charts.flatMap((chart) =>
    unusedKeys(snapshot, tree, chart).map(({ file, key, path, meant }) => {
      const line = file.text.slice(0, key.start).split('\n').length;
      const guess = meant === undefined ? '' : ` (did you mean ${meant}?)`;
      return `${file.uri.slice(FIXTURE_ROOT.length + 1)}:${line} ${path.join('.')}${guess}`;
    }),
  );
}

/** Of a chart with the values `a: {b: {c: 1}, d: 2}`, `used: 1` and `free: 3`, whose template is this. */
function unusedBy(template: string, more = ''): string {
  const text = `
-- values.yaml --
a:
  b:
    c: 1
  d: 2
used: 1
free: 3
-- templates/x.yaml --
{{ .Values.used }}
${template}
${more}`;
  return unused(text)
    .map((line) => line.replace(/^\S+ /, ''))
    .join(' ');
}

describe('what a template reads by name', () => {
  test.each([
    ['{{ .Values.a.b.c }}', 'a.d free'],
    ['{{ $.Values.a.b.c }}{{ .Values.free }}', 'a.d'],
    ['{{ $v := .Values }}{{ $v.a.d }}', 'a.b free'],
    ['{{ $v := .Values.used }}{{ $v = .Values.a }}{{ $v.d }}', 'a.b free'],
    ['{{ with .Values.a }}{{ .d }}{{ end }}', 'a.b free'],
    ['{{ with .Values.x }}{{ .d }}{{ else with .Values.a }}{{ .b.c }}{{ end }}', 'a.d free'],
    ['{{ (.Values.a).d }}', 'a.b free'],
    ['{{ index .Values "a" "d" }}', 'a.b free'],
    ['{{ index .Values.a "b" "c" }}', 'a.d free'],
    ['{{ get .Values.a "d" }}', 'a.b free'],
    ['{{ .Values | dig "a" "d" "" }}', 'a.b free'],
    ['{{ dig "b" "c" "" .Values.a }}', 'a.d free'],
    ['{{ pluck "d" .Values.a (dict) | first }}', 'a.b free'],
    ['{{ toYaml (pick .Values.a "d") }}', 'free'],
    ['{{ if hasKey .Values.a "d" }}{{ end }}', 'a.b free'],
    ['{{ .Values.x | default .Values.a.d }}', 'a.b free'],
    ['{{ (coalesce .Values.x .Values.a).d }}', 'a.b free'],
    ['{{ (ternary .Values.x .Values.a true).d }}', 'a.b free'],
    ['{{ (mustDeepCopy .Values.a).b.c }}', 'a.d free'],
    ['{{ (required "é" .Values.a).d }}', 'a.b free'],
    ['{{ if and .Values.x (or .Values.y .Values.a.d) }}{{ end }}', 'a.b free'],
    ['{{ $x := dict "k" .Values.a }}{{ $x.k.d }}', 'a.b free'],
    ['{{ $x := dict }}{{ $_ := set $x "k" .Values.a }}{{ $x.k.d }}', 'a.b free'],
    ['{{ (index (list .Values.used .Values.a) 1).d }}', 'a.b free'],
    ['{{ range list .Values.a }}{{ .d }}{{ end }}', 'a.b free'],
    ['{{ range $k, $v := dict "x" .Values.a }}{{ $v.d }}{{ end }}', 'a.b free'],
    ['{{ range append (list) .Values.a }}{{ .d }}{{ end }}', 'a.b free'],
    ['{{ (first (list .Values.a)).d }}', 'a.b free'],
    ['{{ (merge (dict) .Values.a).d }}', 'a.b free'],
    ['{{ $m := dict }}{{ $_ := mergeOverwrite $m .Values.a }}{{ $m.b.c }}', 'a.d free'],
    ['{{ $_ := set .Values "k" .Values.a }}{{ .Values.k.d }}', 'a.b free'],
    ['{{ $_ := set $ "k" .Values.a }}{{ .k.d }}', 'a.b free'],
    ['{{ block "x" .Values.a }}{{ .d }}{{ end }}', 'a.b free'],
    ['{{ template "x" .Values.a }}{{ define "x" }}{{ .d }}{{ end }}', 'a.b free'],
  ])('%s', (template, expected) => {
    expect(unusedBy(template)).toBe(expected);
  });
});

describe('what a template reads without a name', () => {
  test.each([
    ['{{ toYaml .Values.a }}', 'free'],
    ['{{ .Values.a }}', 'free'],
    ['{{ .Values.a | toJson | sha256sum }}', 'free'],
    ['{{ range .Values.a }}{{ end }}{{ .Values.a.b }}', 'free'],
    ['{{ range $k, $v := .Values.a }}{{ $k }}{{ end }}', 'free'],
    ['{{ range $k, $v := .Values.a }}{{ $v.c }}{{ end }}', 'free'],
    ['{{ range $k := keys .Values.a }}{{ index $.Values.a $k }}{{ end }}', 'free'],
    ['{{ len .Values.a }}{{ .Values.a.b.c }}', 'free'],
    ['{{ index .Values.a .Values.used }}', 'free'],
    ['{{ get .Values.a .Values.used | toYaml }}', 'free'],
    ['{{ range .Values }}{{ end }}', ''],
    ['{{ .Values | toYaml }}', ''],
    ['{{ toYaml . }}', ''],
    ['{{ $x := . }}{{ toJson $x }}', ''],
    ['{{ omit .Values "a" | toYaml }}', ''],
    ['{{ merge .Values.a (dict) | toYaml }}', 'free'],
    ['{{ dict "k" .Values.a | toYaml }}', 'free'],
    ['{{ list .Values.a | toYaml }}', 'free'],
    ['{{ eq (toString .Values.a) "" }}', 'free'],
    ['{{ eq .Values.a .Values.x }}', 'free'],
    ['{{ someday .Values.a }}', ''],
    ['{{ if .Values.a', ''],
    ['{{ .Files.Get .Values.a.d }}', 'a.b free'],
    ['{{ (.Files.Glob "x").AsConfig | printf "%s %v" .Values.a }}', 'free'],
  ])('%s', (template, expected) => {
    expect(unusedBy(template)).toBe(expected);
  });
});

describe('through helpers', () => {
  const helpers = `
-- templates/_h.tpl --
{{ define "d" }}{{ .d }}{{ end }}
{{ define "k" }}{{ .k.d }}{{ .ctx.Values.free }}{{ end }}
{{ define "on" }}{{ include "k" (dict "k" .x "ctx" .root) }}{{ end }}
{{ define "list" }}{{ (index . 1).d }}{{ end }}
{{ define "render" }}{{ if kindIs "string" .value }}{{ tpl .value .context }}{{ else }}{{ tpl (toYaml .value) .context }}{{ end }}{{ end }}
{{ define "down" }}{{ range $k, $v := .t }}{{ include "down" (dict "t" $v) }}{{ end }}{{ end }}
`;
  test.each([
    ['{{ include "root" . }}{{ define "root" }}{{ .Values.a.d }}{{ end }}', 'a.b free'],
    ['{{ include "d" .Values.a }}', 'a.b free'],
    ['{{ .Values.a | include "d" }}', 'a.b free'],
    ['{{ include "k" (dict "k" .Values.a "ctx" $) }}', 'a.b'],
    ['{{ include "on" (dict "x" .Values.a "root" .) }}', 'a.b'],
    ['{{ include "list" (list . .Values.a) }}', 'a.b free'],
    ['{{ include "render" (dict "value" .Values.a "context" $) }}', 'free'],
    ['{{ include "down" (dict "t" .Values.a) }}', 'free'],
    ['{{ (include "yaml" . | fromYaml).x }}{{ define "yaml" }}{{ toYaml .Values.a }}{{ end }}', 'free'],
    ['{{ $n := "d" }}{{ include $n .Values.a }}', 'a.b free'],
    ['{{ include (printf "%s" "d") .Values.a }}', 'free'],
    ['{{ include (print $.Template.BasePath "/x.yaml") . | sha256sum }}{{ .Values.a.d }}', 'a.b free'],
    ['{{ include "nowhere" . }}', ''],
    ['{{ include "nowhere" .Values.a }}', 'free'],
    ['{{ template "nowhere" $ }}', ''],
  ])('%s', (template, expected) => {
    expect(unusedBy(template, helpers)).toBe(expected);
  });

  test('a helper that nobody calls yet reads what it names', () => {
    expect(unusedBy('', '-- templates/_h.tpl --\n{{ define "root" }}{{ .Values.a.d }}{{ end }}')).toBe('a.b free');
  });
});

describe('templates inside texts', () => {
  test.each([
    [`{{ tpl "{{ .Values.a.d }}" . }}`, 'a.b free'],
    [`{{ tpl \`{{ with .Values.a }}{{ .d }}{{ end }}\` $ }}`, 'a.b free'],
    [`{{ tpl (printf "{{ .Values.%s }}" "a") . }}`, ''],
    [`{{ tpl (cat "{{" ".Values.a.d" "}}") . }}`, ''],
    [`{{ tpl (.Files.Get "conf.txt") . }}`, 'a.b free', '-- conf.txt --\n{{ .Values.a.d }}'],
    [`{{ tpl "{{ broken .Values.a.d " . }}`, ''],
    [`{{ "{{" }} .Values.free {{ "}}" }}{{ tpl "x" . }}{{ .Values.a.d }}`, 'a.b'],
  ])('%s', (template, expected, more = '') => {
    expect(unusedBy(template, more)).toBe(expected);
  });

  test('a scalar of any values file that reaches tpl', () => {
    const lines = unused(`
-- values.yaml --
text: "é {{ .Values.name }}"
name: n
other: o
-- ci/a-values.yaml --
text: "{{ .Values.deep.er }}"
deep: {er: 1, none: 2}
-- templates/x.yaml --
{{ tpl .Values.text . }}`);
    expect(lines).toEqual(['values.yaml:3 other', 'ci/a-values.yaml:2 deep.none']);
  });

  test('a comment that writes the path out says that it is used', () => {
    expect(
      unused(
        '-- values.yaml --\n# see .Values.note\nnote: 1\nused: 1\nfree: 2\n-- templates/x.yaml --\n{{ .Values.used }}',
      ),
    ).toEqual(['values.yaml:4 free']);
  });
});

describe('charts', () => {
  const sub = `
-- charts/db/Chart.yaml --
apiVersion: v2
name: db
version: 1.0.0
-- charts/db/values.yaml --
user: u
pass: p
size: 1
exports: {data: {x: 1}}
-- charts/db/templates/x.yaml --
{{ .Values.user }}{{ .Values.global.zone }}
`;
  const chart = (dependency: string) => `
-- Chart.yaml --
apiVersion: v2
name: app
version: 1.0.0
dependencies:
- {name: db, version: 1.0.0${dependency}}
${sub}`;

  test('a subchart reads its own table, whatever it is called, and what all share', () => {
    const values = `
-- values.yaml --
store: {user: me, pass: x, live: true}
global: {zone: z, nobody: n}
db: 1
used: {}
-- templates/x.yaml --
{{ .Values.store.size }}{{ .Values.used }}`;
    expect(unused(chart(', alias: store, condition: store.live') + values)).toEqual([
      'values.yaml:1 store.pass',
      'values.yaml:2 global.nobody',
      'values.yaml:3 db',
      'charts/db/values.yaml:2 pass',
      'charts/db/values.yaml:4 exports',
    ]);
  });

  test('what is imported, and tags', () => {
    const values = `
-- values.yaml --
tags: {front: true, back: false}
free: 1
-- templates/x.yaml --
{{ .Values.x }}{{ .Values.l.user }}`;
    expect(unused(chart(', tags: [front], import-values: [data, {child: size, parent: l}]') + values)).toEqual([
      'values.yaml:1 tags.back',
      'values.yaml:2 free',
      'charts/db/values.yaml:2 pass',
    ]);
  });

  test('a parent that prints the table of its subchart reads all of it', () => {
    expect(unused(`${chart('')}\n-- templates/x.yaml --\n{{ toYaml .Values.db }}`)).toEqual([]);
    expect(unused(`${chart('')}\n-- templates/x.yaml --\n{{ toYaml .Subcharts.db.Values.pass }}`)).toEqual([
      'charts/db/values.yaml:3 size',
      'charts/db/values.yaml:4 exports',
    ]);
  });

  test('of a chart that is not here nothing is known: its table, what all share, and who is given the root', () => {
    const absent = `
-- Chart.yaml --
apiVersion: v2
name: app
version: 1.0.0
dependencies: [{name: common, version: 1.x.x, repository: "oci://é/charts"}]
-- values.yaml --
common: {x: 1}
global: {y: 1}
free: 1
used: 1
-- templates/x.yaml --
{{ .Values.used }}`;
    expect(unused(absent)).toEqual(['values.yaml:3 free']);
    expect(unused(`${absent}{{ include "common.all" . }}`)).toEqual([]);
  });

  test('a packed subchart is read as any other', () => {
    const packed = `
-- values.yaml --
db: {user: me, pass: x}
free: 1
used: 1
-- templates/x.yaml --
{{ .Values.used }}
-- charts/db-1.0.0.tgz!/Chart.yaml --
apiVersion: v2
name: db
version: 1.0.0
-- charts/db-1.0.0.tgz!/templates/x.yaml --
{{ .Values.user }}`;
    expect(unused(packed)).toEqual(['values.yaml:1 db.pass', 'values.yaml:2 free']);
  });

  test('of a library nothing is said, and its helpers read what they are given', () => {
    const library = `
-- values.yaml --
name: n
free: 1
-- templates/x.yaml --
{{ include "lib.all" . }}
-- charts/lib/Chart.yaml --
apiVersion: v2
name: lib
version: 1.0.0
type: library
-- charts/lib/values.yaml --
anything: 1
-- charts/lib/templates/_h.tpl --
{{ define "lib.all" }}{{ .Values.name }}{{ end }}`;
    expect(unused(library)).toEqual(['values.yaml:2 free']);
  });

  test('the charts around it may read its values', () => {
    const text = `
-- a/Chart.yaml --
apiVersion: v2
name: a
version: 1.0.0
dependencies: [{name: b, version: 1.0.0, repository: "file://../b", condition: b.special}]
-- a/templates/x.yaml --
{{ .Values.b.read }}
-- b/Chart.yaml --
apiVersion: v2
name: b
version: 1.0.0
-- b/values.yaml --
enabled: true
special: true
read: 1
free: 1
used: 1
-- b/templates/x.yaml --
{{ .Values.used }}`;
    expect(unused(text, { root: `${FIXTURE_ROOT}/b` })).toEqual(['b/values.yaml:4 free']);
  });
});

describe('values files', () => {
  test('one finding for a table, none where all of a table is unread and its reader may ask whether it is empty', () => {
    const text = `
-- values.yaml --
dead:
  a: {b: 1}
  c: [1]
asked: {x: 1, y: 2}
used: 1
-- templates/x.yaml --
{{ .Values.used }}{{ if .Values.asked }}{{ end }}`;
    expect(unused(text)).toEqual(['values.yaml:1 dead']);
    expect(unused('-- values.yaml --\na: 1\n-- templates/x.yaml --\nx: 1')).toEqual([]);
  });

  test('what has an anchor is seen elsewhere', () => {
    const text = `
-- values.yaml --
base: &base {a: 1}
more: {x: &x 1}
used: {<<: *base, y: *x}
free: 1
-- templates/x.yaml --
{{ .Values.used.a }}`;
    expect(unused(text)).toEqual(['values.yaml:4 free']);
  });

  test('in other files only what nobody declares, with the key that is meant', () => {
    const text = `
-- values.yaml --
image: {tag: a, old: b}
-- values.schema.json --
{"properties": {"image": {"properties": {"known": {}}}}}
-- values-prod.yaml --
image: {tga: c, old: d, known: e}
imgae: {tag: f}
-- templates/x.yaml --
{{ .Values.image.tag }}`;
    const expected = [
      'values.yaml:1 image.old',
      'values-prod.yaml:1 image.tga (did you mean tag?)',
      'values-prod.yaml:2 imgae (did you mean image?)',
    ];
    expect(unused(text)).toEqual(expected);
    expect(unused(text, { newline: '\r\n' })).toEqual(expected);
  });

  test('a key that is no field name, and one that YAML takes for a bool', () => {
    const text = `
-- values.yaml --
my-key: 1
"é.ü": 2
on: 3
free-é: 4
-- templates/x.yaml --
{{ index .Values "my-key" }}{{ get .Values "é.ü" }}{{ .Values.true }}`;
    expect(unused(text)).toEqual(['values.yaml:4 free-é']);
  });

  test('nothing of a file that cannot be read', () => {
    expect(unused('-- values.yaml --\nfree: 1\nused: 1\nx: [\n-- templates/x.yaml --\n{{ .Values.used }}')).toEqual([]);
  });
});

test('what is kept from edit to edit is as true as what is found anew', () => {
  const { snapshot } = fixture(`
-- values.yaml --
text: x
a: 1
b: 2
-- templates/x.yaml --
{{ tpl .Values.text . }}`);
  const uri = (path: string) => `${FIXTURE_ROOT}/${path}`;
  let now = snapshot;
  const after = (path: string, text: string) => {
    now = applyChanges(now, [{ kind: 'file', uri: uri(path), text }]);
    const tree = chartTreeUnder(now, FIXTURE_ROOT);
    return unusedKeys(now, tree, tree.root).map(({ path: key }) => key.join('.'));
  };
  expect(after('values.yaml', 'text: x\na: 1\nb: 2\nc: 3\n')).toEqual(['a', 'b', 'c']);
  expect(after('values.yaml', 'text: "{{ .Values.a }}"\na: 1\nb: 2\n')).toEqual(['b']);
  expect(after('values.yaml', '# .Values.b\ntext: x\na: 1\nb: 2\n')).toEqual(['a']);
  expect(after('templates/x.yaml', '{{ .Values.a }}')).toEqual(['text']);
  expect(after('values.yaml', 'text: x\na: 1\nb: 2\n')).toEqual(['text', 'b']);
  const dependency = 'dependencies: [{name: b, version: 1.x.x}]\n';
  expect(after('Chart.yaml', `apiVersion: v2\nname: n\nversion: 1.0.0\n${dependency}`)).toEqual(['text']);
});
