// Renames: the files after, or the reason why not; the charts render the same before and after, wherever one begins.

import { describe, expect, test } from 'vitest';
import { cursorOf, FIXTURE_ROOT, type FixtureOptions, fixture } from '../../../test/support/fixture.ts';
import { renamed, renderedAll } from '../../../test/support/renaming.ts';
import { prepareRename, rename } from './rename.ts';

/** The lines that a rename changes, as they are after, or the reason why nothing is renamed. */
function after(text: string, name: string, options: FixtureOptions = {}): string[] | string | undefined {
  const read = fixture(text, options);
  const { uri, offset } = cursorOf(read);
  const outcome = renamed(read.snapshot, uri, offset, name, renderedAll(read.snapshot));
  const { result } = outcome;
  const prepared = prepareRename(read.snapshot, uri, offset);
  if (result === undefined || result.kind === 'refused') {
    if (prepared?.kind === 'refused') expect(result).toEqual(prepared);
    return result?.reason;
  }
  expect(prepared?.kind).toBe('ready');
  expect(outcome.isSame).toBe(true);
  const uris = [...new Set(result.edits.map((edit) => edit.uri))].sort();
  return uris.flatMap((changed) => {
    const old = read.snapshot.files.get(changed)?.text.split('\n') ?? [];
    const lines = outcome.after.files.get(changed)?.text.split('\n') ?? [];
    const path = changed.slice(FIXTURE_ROOT.length + 1);
    return lines.flatMap((line, i) => (line === old[i] ? [] : [`${path}:${i + 1}: ${line.trim()}`]));
  });
}

const CHART = `
  -- Chart.yaml --
  apiVersion: v2
  name: app
  version: 1.0.0
  dependencies:
    - name: db
      version: 1.0.0
      alias: store
      condition: store.enabled, flags.db
      tags: [back]
      import-values: [{child: auth, parent: login}, public]
  -- values.yaml --
  # é
  ## @param image.tag the tag
  image: {tag: v1, "pull": x, 'policy': Always}
  # sidecar.tag -- again
  sidecar: {tag: s}
  flags: {db: true}
  tags: {back: true}
  global: {zone: ü}
  hosts: [{name: a}, {name: b, port: 2}]
  services: {web: {port: 1}, api: {port: 2}}
  base: &base {size: 1}
  more: {<<: *base, x: 1}
  resources: {limits: {cpu: 1}}
  labels: {a: b}
  kind-of: {my-key: 1}
  unused: 1
  pick: {one: 1, two: 2}
  text: "{{ .Values.spoken }}"
  spoken: hi
  computed: {red: 1}
  chosen: red
  left: {deep: {x: 1}}
  right: {deep: {x: 2}}
  over: {a: 1}
  store:
    enabled: true
    auth: {user: me}
    port: 3
  -- values-prod.yaml --
  image:
    'tag': v2
  left: {deep: {x: 3}}
  -- ci/small-values.yaml --
  image: {tag: v3}
  services: {web: {port: 7}}
  -- values.schema.json --
  {"properties": {"image": {"required": ["tag"], "properties": {"tag": {"type": "string"}}},
   "labels": {"patternProperties": {"^a": {}}}}}
  -- templates/_h.tpl --
  {{ define "img" }}{{ .img.tag }}{{ .ctx.Values.image.policy }}{{ end }}
  {{- define "app.name" }}{{ $x := .Chart.Name }}{{ if true }}{{ $y := 1 }}{{ $x }}{{ $y }}{{ end }}{{ $x }}{{ end }}
  -- templates/a.yaml --
  é: {{ .Values.image.tag }} {{ index .Values "image" "tag" }} {{ (get .Values.image "tag") }}
  with: {{ with .Values.image }}{{ .tag }}{{ $.Values.image.tag }}{{ .pull | quote }}{{ end }}
  v: {{ $i := .Values.image }}{{ $i.tag }}{{ dig "deep" "x" "" .Values.left }}
  p: {{ .Values.image | dig "tag" "" }}{{ if hasKey .Values.image \`tag\` }}yes{{ end }}
  h: {{ include "img" (dict "img" .Values.image "ctx" $) }}{{ include "img" (dict "img" .Values.sidecar "ctx" .) }}
  login: {{ .Values.login.user }}{{ .Values.open }}{{ .Values.global.zone }}
  hosts: {{ range .Values.hosts }}{{ .name }}{{ end }}{{ (index .Values.hosts 1).port }}
  services: {{ range $k, $v := .Values.services }}{{ $k }}{{ $v.port }}{{ end }}
  size: {{ .Values.more.size }}{{ .Values.base.size }}
  resources: {{ toYaml .Values.resources | nindent 2 }}
  labels: {{ .Values.labels.a }}
  key: {{ index .Values "kind-of" "my-key" }}
  pick: {{ toJson (pick .Values.pick "one") }}
  tpl: {{ tpl .Values.text . }}
  computed: {{ index .Values.computed .Values.chosen }}
  name: {{ template "app.name" . }}{{ include "app.name" $ }}
  merged: {{ $m := merge (dict) .Values.left .Values.right }}{{ $m.deep.x }}
  over: {{ $o := merge (dict "a" 3) .Values.over }}{{ $o.a }}
  -- charts/db/Chart.yaml --
  apiVersion: v2
  name: db
  version: 1.0.0
  -- charts/db/values.yaml --
  enabled: false
  port: 1
  auth: {user: you}
  exports: {public: {open: 5}}
  -- charts/db/templates/d.yaml --
  enabled: {{ .Values.enabled }}{{ .Values.auth.user }}{{ .Values.port }}{{ .Values.global.zone }}
  {{ with .Values.auth }}user: {{ .user }}{{ end }}
`;

/** The chart with the cursor in the first place that reads like this. */
function at(place: string, chart = CHART): string {
  const plain = place.replace('█', '');
  if (!chart.includes(plain)) throw new Error(`the chart has no ${plain}`);
  return chart.replace(plain, () => place);
}

/** Each place with the name it is given, and what comes of it; the same with other line ends. */
function table(cases: readonly (readonly [place: string, name: string])[], chart = CHART): string {
  return cases
    .map(([place, name]) => {
      const lines = after(at(place, chart), name);
      expect(after(at(place, chart), name, { newline: '\r\n', openEnd: true })).toEqual(lines);
      return [`${place} -> ${name}`, ...(typeof lines === 'string' ? [lines] : (lines ?? ['nothing']))].join('\n  ');
    })
    .join('\n');
}

test('the chart of these tests renders', () => {
  expect(renderedAll(fixture(CHART).snapshot)).not.toMatch(/^error| failed$/m);
});

describe('values', () => {
  test('in templates, values files, schema and comments', () => {
    expect(
      table([
        ['.Values.image.t█ag', 'version'],
        ['{t█ag: v1', 'image-tag'],
        ['"pu█ll"', 'my-pull'],
        ['i█mage: {tag: v1', 'picture'],
        ['kind█-of', 'kindOf'],
        ['un█used: 1', '1st'],
      ]),
    ).toMatchInlineSnapshot(`
      ".Values.image.t█ag -> version
        ci/small-values.yaml:1: image: {version: v3}
        templates/_h.tpl:1: {{ define "img" }}{{ .img.version }}{{ .ctx.Values.image.policy }}{{ end }}
        templates/a.yaml:1: é: {{ .Values.image.version }} {{ index .Values "image" "version" }} {{ (get .Values.image "version") }}
        templates/a.yaml:2: with: {{ with .Values.image }}{{ .version }}{{ $.Values.image.version }}{{ .pull | quote }}{{ end }}
        templates/a.yaml:3: v: {{ $i := .Values.image }}{{ $i.version }}{{ dig "deep" "x" "" .Values.left }}
        templates/a.yaml:4: p: {{ .Values.image | dig "version" "" }}{{ if hasKey .Values.image \`version\` }}yes{{ end }}
        values-prod.yaml:2: 'version': v2
        values.schema.json:1: {"properties": {"image": {"required": ["version"], "properties": {"version": {"type": "string"}}},
        values.yaml:2: ## @param image.version the tag
        values.yaml:3: image: {version: v1, "pull": x, 'policy': Always}
        values.yaml:4: # sidecar.version -- again
        values.yaml:5: sidecar: {version: s}
      {t█ag: v1 -> image-tag
        ci/small-values.yaml:1: image: {image-tag: v3}
        templates/_h.tpl:1: {{ define "img" }}{{ (index .img "image-tag") }}{{ .ctx.Values.image.policy }}{{ end }}
        templates/a.yaml:1: é: {{ (index .Values.image "image-tag") }} {{ index .Values "image" "image-tag" }} {{ (get .Values.image "image-tag") }}
        templates/a.yaml:2: with: {{ with .Values.image }}{{ (index . "image-tag") }}{{ (index $.Values.image "image-tag") }}{{ .pull | quote }}{{ end }}
        templates/a.yaml:3: v: {{ $i := .Values.image }}{{ (index ($i | default dict) "image-tag") }}{{ dig "deep" "x" "" .Values.left }}
        templates/a.yaml:4: p: {{ .Values.image | dig "image-tag" "" }}{{ if hasKey .Values.image \`image-tag\` }}yes{{ end }}
        values-prod.yaml:2: 'image-tag': v2
        values.schema.json:1: {"properties": {"image": {"required": ["image-tag"], "properties": {"image-tag": {"type": "string"}}},
        values.yaml:2: ## @param image.image-tag the tag
        values.yaml:3: image: {image-tag: v1, "pull": x, 'policy': Always}
        values.yaml:4: # sidecar.image-tag -- again
        values.yaml:5: sidecar: {image-tag: s}
      "pu█ll" -> my-pull
        templates/a.yaml:2: with: {{ with .Values.image }}{{ .tag }}{{ $.Values.image.tag }}{{ (index . "my-pull") | quote }}{{ end }}
        values.yaml:3: image: {tag: v1, "my-pull": x, 'policy': Always}
      i█mage: {tag: v1 -> picture
        ci/small-values.yaml:1: picture: {tag: v3}
        templates/_h.tpl:1: {{ define "img" }}{{ .img.tag }}{{ .ctx.Values.picture.policy }}{{ end }}
        templates/a.yaml:1: é: {{ .Values.picture.tag }} {{ index .Values "picture" "tag" }} {{ (get .Values.picture "tag") }}
        templates/a.yaml:2: with: {{ with .Values.picture }}{{ .tag }}{{ $.Values.picture.tag }}{{ .pull | quote }}{{ end }}
        templates/a.yaml:3: v: {{ $i := .Values.picture }}{{ $i.tag }}{{ dig "deep" "x" "" .Values.left }}
        templates/a.yaml:4: p: {{ .Values.picture | dig "tag" "" }}{{ if hasKey .Values.picture \`tag\` }}yes{{ end }}
        templates/a.yaml:5: h: {{ include "img" (dict "img" .Values.picture "ctx" $) }}{{ include "img" (dict "img" .Values.sidecar "ctx" .) }}
        values-prod.yaml:1: picture:
        values.schema.json:1: {"properties": {"picture": {"required": ["tag"], "properties": {"tag": {"type": "string"}}},
        values.yaml:2: ## @param picture.tag the tag
        values.yaml:3: picture: {tag: v1, "pull": x, 'policy': Always}
      kind█-of -> kindOf
        templates/a.yaml:12: key: {{ index .Values "kindOf" "my-key" }}
        values.yaml:15: kindOf: {my-key: 1}
      un█used: 1 -> 1st
        values.yaml:16: "1st": 1"
    `);
  });

  test('through lists, maps, anchors and merges', () => {
    expect(
      table([
        ['{na█me: a', 'true'],
        ['{{ $v.p█ort', 'web-port'],
        ['{si█ze: 1', 'größe'],
        ['{de█ep: {x: 1', 'low'],
      ]),
    ).toMatchInlineSnapshot(`
      "{na█me: a -> true
        templates/a.yaml:7: hosts: {{ range .Values.hosts }}{{ .true }}{{ end }}{{ (index .Values.hosts 1).port }}
        values.yaml:9: hosts: [{"true": a}, {"true": b, port: 2}]
      {{ $v.p█ort -> web-port
        ci/small-values.yaml:2: services: {web: {web-port: 7}}
        templates/a.yaml:8: services: {{ range $k, $v := .Values.services }}{{ $k }}{{ (index $v "web-port") }}{{ end }}
        values.yaml:10: services: {web: {web-port: 1}, api: {web-port: 2}}
      {si█ze: 1 -> größe
        templates/a.yaml:9: size: {{ .Values.more.größe }}{{ .Values.base.größe }}
        values.yaml:11: base: &base {größe: 1}
      {de█ep: {x: 1 -> low
        templates/a.yaml:3: v: {{ $i := .Values.image }}{{ $i.tag }}{{ dig "low" "x" "" .Values.left }}
        templates/a.yaml:17: merged: {{ $m := merge (dict) .Values.left .Values.right }}{{ $m.low.x }}
        values-prod.yaml:3: left: {low: {x: 3}}
        values.yaml:22: left: {low: {x: 1}}
        values.yaml:23: right: {low: {x: 2}}"
    `);
  });

  test('across charts: aliases, conditions, tags, imports, globals', () => {
    expect(
      table([
        ['login.u█ser', 'person'],
        ['store.en█abled', 'on'],
        ['flags.d█b', 'data'],
        ['[b█ack]', 'rear'],
        ['{{ .Values.o█pen', 'shut'],
        ['pub█lic]', 'common'],
        ['{zo█ne: ü', 'region'],
        ['p█ort: 3', 'port-number'],
      ]),
    ).toMatchInlineSnapshot(`
      "login.u█ser -> person
        charts/db/templates/d.yaml:1: enabled: {{ .Values.enabled }}{{ .Values.auth.person }}{{ .Values.port }}{{ .Values.global.zone }}
        charts/db/templates/d.yaml:2: {{ with .Values.auth }}user: {{ .person }}{{ end }}
        charts/db/values.yaml:3: auth: {person: you}
        templates/a.yaml:6: login: {{ .Values.login.person }}{{ .Values.open }}{{ .Values.global.zone }}
        values.yaml:27: auth: {person: me}
      store.en█abled -> on
        Chart.yaml:8: condition: store.on, flags.db
        charts/db/templates/d.yaml:1: enabled: {{ .Values.on }}{{ .Values.auth.user }}{{ .Values.port }}{{ .Values.global.zone }}
        charts/db/values.yaml:1: "on": false
        values.yaml:26: "on": true
      flags.d█b -> data
        Chart.yaml:8: condition: store.enabled, flags.data
        values.yaml:6: flags: {data: true}
      [b█ack] -> rear
        Chart.yaml:9: tags: [rear]
        values.yaml:7: tags: {rear: true}
      {{ .Values.o█pen -> shut
        charts/db/values.yaml:4: exports: {public: {shut: 5}}
        templates/a.yaml:6: login: {{ .Values.login.user }}{{ .Values.shut }}{{ .Values.global.zone }}
      pub█lic] -> common
        Chart.yaml:10: import-values: [{child: auth, parent: login}, common]
        charts/db/values.yaml:4: exports: {common: {open: 5}}
      {zo█ne: ü -> region
        charts/db/templates/d.yaml:1: enabled: {{ .Values.enabled }}{{ .Values.auth.user }}{{ .Values.port }}{{ .Values.global.region }}
        templates/a.yaml:6: login: {{ .Values.login.user }}{{ .Values.open }}{{ .Values.global.region }}
        values.yaml:8: global: {region: ü}
      p█ort: 3 -> port-number
        charts/db/templates/d.yaml:1: enabled: {{ .Values.enabled }}{{ .Values.auth.user }}{{ (index .Values "port-number") }}{{ .Values.global.zone }}
        charts/db/values.yaml:2: port-number: 1
        values.yaml:28: port-number: 3"
    `);
  });

  test('what cannot be renamed, and why', () => {
    expect(
      table([
        ['.Val█ues.image', 'x'],
        ['.Values.glo█bal', 'x'],
        ['.Chart.Na█me', 'x'],
        ['to█Yaml', 'x'],
        ['{{ wi█th', 'x'],
        ['sto█re:', 'x'],
        ['ta█gs: {back', 'x'],
        ['li█mits', 'x'],
        ['c█pu', 'x'],
        ['{w█eb: {port: 1', 'x'],
        ['{r█ed: 1', 'x'],
        ['{o█ne: 1', 'x'],
        ['over: {█a: 1', 'x'],
        ['labels: {█a: b', 'x'],
        ['spo█ken: hi', 'x'],
        ['.Values.image.t█ag', 'pull'],
        ['un█used: 1', 'image'],
        ['un█used: 1', 'store'],
        ['un█used: 1', 'login'],
        ['un█used: 1', 'a b'],
        ['.Values.image.t█ag', 'a.b'],
        ['un█used: 1', 'unused'],
      ]),
    ).toMatchInlineSnapshot(`
      ".Val█ues.image -> x
        \`.Values\` is Helm’s own name.
      .Values.glo█bal -> x
        \`global\` is Helm’s own key: every chart sees the values below it.
      .Chart.Na█me -> x
        \`.Chart.Name\` is Helm’s own name.
      to█Yaml -> x
        \`toYaml\` is a function of Helm.
      {{ wi█th -> x
        \`with\` is a word of the template language.
      sto█re: -> x
        \`store\` is the name of a dependency: change its \`name\` or \`alias\` in Chart.yaml.
      ta█gs: {back -> x
        \`tags\` is Helm’s own key: it switches dependencies on and off.
      li█mits -> x
        templates/a.yaml:10 takes the table that holds \`limits\` as a whole with \`toYaml\`, so that the output would change.
      c█pu -> x
        templates/a.yaml:10 takes the table that holds \`cpu\` as a whole with \`toYaml\`, so that the output would change.
      {w█eb: {port: 1 -> x
        \`range\` in templates/a.yaml:8 goes over all keys beside \`web\`, whose names and order may show in the output.
      {r█ed: 1 -> x
        \`index\` in templates/a.yaml:15 looks up keys beside \`red\` by names that are computed.
      {o█ne: 1 -> x
        templates/a.yaml:13 takes the table that holds \`one\` as a whole with \`pick\`, so that the output would change.
      over: {█a: 1 -> x
        templates/a.yaml:18: over: {{ $o := merge (dict "x" 3) .Values.over }}{{ $o.x }}
        values.yaml:24: over: {x: 1}
      labels: {█a: b -> x
        values.schema.json judges the keys beside \`a\` by \`patternProperties\`, which a rename does not change.
      spo█ken: hi -> x
        values.yaml:18: text: "{{ .Values.x }}"
        values.yaml:19: x: hi
      .Values.image.t█ag -> pull
        \`pull\` exists already beside \`tag\`: values.yaml:3.
      un█used: 1 -> image
        values.schema.json already has \`image\` beside \`unused\`.
      un█used: 1 -> store
        \`store\` means something else to Helm at the top of values.
      un█used: 1 -> login
        \`login\` exists already beside \`unused\`: Chart.yaml:10.
      un█used: 1 -> a b
        \`a b\` cannot be a key: it needs one word without white space and quotes.
      .Values.image.t█ag -> a.b
        \`a.b\` cannot stand in the path that values.yaml:2 writes.
      un█used: 1 -> unused"
    `);
  });
});

test('a values file of any usual name, and a pointer of the schema', () => {
  const chart = `
    -- values.yaml --
    port: 1
    host: a
    alias: a
    -- prod-values.yaml --
    port: 2
    -- values.schema.json --
    {"properties": {"host": {"type": "string"}, "alias": {"$ref": "#/properties/host"}}}
    -- templates/a.yaml --
    a: {{ .Values.port }}{{ .Values.host }}
  `;
  expect(
    table(
      [
        ['{{ .Values.po█rt', 'http'],
        ['.Values.ho█st', 'name'],
      ],
      chart,
    ),
  ).toMatchInlineSnapshot(`
    "{{ .Values.po█rt -> http
      prod-values.yaml:1: http: 2
      templates/a.yaml:1: a: {{ .Values.http }}{{ .Values.host }}
      values.yaml:1: http: 1
    .Values.ho█st -> name
      values.schema.json points at \`host\` by \`$ref\`, which a rename does not change."
  `);
});

test('nothing is renamed where a file is broken', () => {
  const chart = `
    -- values.yaml --
    port: 1
    -- templates/a.yaml --
    a: {{ .Values.port }}
    -- templates/b.yaml --
    b: {{ if .Values.port }
    -- templates/c.yaml --
    {{ define "x" }}{{ $v := 1 }}{{ end }}
  `;
  expect(
    table(
      [
        ['{{ .Values.po█rt }}', 'http'],
        ['define "█x"', 'y'],
        ['{{ $█v', 'w'],
      ],
      chart,
    ),
  ).toMatchInlineSnapshot(`
    "{{ .Values.po█rt }} -> http
      templates/b.yaml:1 has a syntax error, so that its uses of \`port\` are not all known.
    define "█x" -> y
      templates/c.yaml:1: {{ define "y" }}{{ $v := 1 }}{{ end }}
    {{ $█v -> w
      templates/c.yaml:1: {{ define "x" }}{{ $w := 1 }}{{ end }}"
  `);
  const values = chart.replace('port: 1', 'port: 1\n    a: }\n    b: 1').replace('{{ if .Values.port }', '');
  expect(table([['{{ .Values.po█rt }}', 'http']], values)).toMatchInlineSnapshot(`
    "{{ .Values.po█rt }} -> http
      values.yaml:2 cannot be read (did not find expected node content), so that its keys are not all known."
  `);
});

describe('templates and variables', () => {
  test('every definition and call, and every place of a scope', () => {
    expect(
      table([
        ['define "app.n█ame"', 'app.title'],
        ['template "app█.name"', 'img'],
        ['define "i█mg"', 'a"b'],
        ['{{ $█x := .Chart.Name', 'z'],
        ['{{ $█x := .Chart.Name', '$y'],
        ['{{ $█y := 1', 'x'],
        ['{{ $█y := 1', 'w-1'],
        ['{{ $█m := merge', 'merged'],
        ['quo█te', 'x'],
      ]),
    ).toMatchInlineSnapshot(`
      "define "app.n█ame" -> app.title
        templates/_h.tpl:2: {{- define "app.title" }}{{ $x := .Chart.Name }}{{ if true }}{{ $y := 1 }}{{ $x }}{{ $y }}{{ end }}{{ $x }}{{ end }}
        templates/a.yaml:16: name: {{ template "app.title" . }}{{ include "app.title" $ }}
      template "app█.name" -> img
        "img" exists already: templates/_h.tpl:1.
      define "i█mg" -> a"b
        "a"b" cannot name a template: it needs a text without quotes and braces.
      {{ $█x := .Chart.Name -> z
        templates/_h.tpl:2: {{- define "app.name" }}{{ $z := .Chart.Name }}{{ if true }}{{ $y := 1 }}{{ $z }}{{ $y }}{{ end }}{{ $z }}{{ end }}
      {{ $█x := .Chart.Name -> $y
        \`$y\` at templates/_h.tpl:2 is another variable: one of the two would hide the other.
      {{ $█y := 1 -> x
        \`$x\` at templates/_h.tpl:2 is another variable: one of the two would hide the other.
      {{ $█y := 1 -> w-1
        \`$w-1\` cannot be a variable: it needs letters, digits and \`_\` behind the \`$\`.
      {{ $█m := merge -> merged
        templates/a.yaml:17: merged: {{ $merged := merge (dict) .Values.left .Values.right }}{{ $merged.deep.x }}
      quo█te -> x
        \`quote\` is a function of Helm."
    `);
  });
});

test('in a large release only what is Helm’s alone is refused before the new name is typed', () => {
  const large = (cursor: string) => `
-- app/Chart.yaml --
name: app
-- app/values.yaml --
own: {word: 1}
global: {word: 2}
-- app/templates/a.yaml --
${cursor}
{{ toYaml .Values.own }}
-- app/templates/b.yaml --
${'# as long as it takes\n'.repeat(8000)}`;
  const prepared = (cursor: string) => {
    const read = fixture(large(cursor));
    const { uri, offset } = cursorOf(read);
    const result = rename(read.snapshot, uri, offset, 'other');
    return [prepareRename(read.snapshot, uri, offset)?.kind, result?.kind];
  };
  expect(prepared('{{ .Values.own.wo█rd }}')).toEqual(['ready', 'refused']);
  expect(prepared('{{ .Values.glo█bal }}')).toEqual(['refused', 'refused']);
  expect(prepared('{{ .Release.Na█me }}')).toEqual(['refused', 'refused']);
});
