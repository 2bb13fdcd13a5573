// Completion, as the labels that are offered and as the text that accepting one gives.

import { describe, expect, test } from 'vitest';
import { cursorOf, type FixtureOptions, fixture } from '../../../test/support/fixture.ts';
import { type CompletionItem, completion } from './completion.ts';

const VALUES = `
-- values.yaml --
# Which image to run.
image:
  tag: v1
  pull-policy: Always
hosts:
  - name: a
    paths: [/]
  - port: 80
servers:
  blue: {weight: 1}
  green: {zone: z}
my-key: 1
`;

function items(text: string, options?: FixtureOptions): CompletionItem[] {
  const read = fixture(text, options);
  const { uri, offset } = cursorOf(read);
  return completion(read.snapshot, uri, offset);
}

/** What is offered in a template over {@link VALUES}; functions, keywords and snippets are left out. */
function offered(template: string, options?: FixtureOptions): string {
  const found = items(`${VALUES.trim()}\n-- templates/x.yaml --\n${template}`, options);
  const kinds = new Set(['function', 'keyword', 'snippet']);
  return found
    .filter((item) => !kinds.has(item.kind))
    .map((item) => item.label)
    .join(' ');
}

/** The line of the cursor once the item has been accepted. */
function accepted(template: string, label: string, options?: FixtureOptions): string {
  const read = fixture(`${VALUES.trim()}\n-- templates/x.yaml --\n${template}`, options);
  const { uri, offset } = cursorOf(read);
  const item = completion(read.snapshot, uri, offset).find((candidate) => candidate.label === label);
  if (item === undefined) return 'not offered';
  const { text } = read.snapshot.files.get(uri) ?? { text: '' };
  const changed = text.slice(0, item.replace.start) + item.insert + text.slice(item.replace.end);
  return changed.slice(changed.lastIndexOf('\n', item.replace.start - 1) + 1).split(/\r?\n/)[0] as string;
}

describe('values', () => {
  test.each([
    ['{{ .Values.█ }}', 'image hosts servers my-key'],
    ['{{ .Values.image.t█ }}', 'tag pull-policy'],
    ['{{ .Values.image.t█ag }}', 'tag pull-policy'],
    ['a: 1\n{{ if .Values.image.█\nb: 2', 'tag pull-policy'],
    ['{{ if .Values.█', 'image hosts servers my-key'],
    [
      '{{- with .Values.image }}{{ .█ }}{{ end }}',
      'tag pull-policy $.Values $.Release $.Chart $.Capabilities $.Files $.Template $.Subcharts',
    ],
    ['{{- with .Values.image }}{{ $.Values.image.█ }}{{ end }}', 'tag pull-policy'],
    ['{{- with .Values.image }}{{ else }}{{ .Values.image.█ }}{{ end }}', 'tag pull-policy'],
    ['{{- with .Values.nope }}{{ else with .Values.image }}{{ .tag.█', ''],
    [
      '{{ range .Values.hosts }}{{ .na█ }}{{ end }}',
      'name paths port $.Values $.Release $.Chart $.Capabilities $.Files $.Template $.Subcharts',
    ],
    ['{{ range $key, $server := .Values.servers }}{{ $server.█ }}{{ end }}', 'weight zone'],
    ['{{ range $key, $server := .Values.servers }}{{ $key.█ }}{{ end }}', ''],
    ['{{ $image := .Values.image }}{{ $image.█ }}', 'tag pull-policy'],
    ['{{ $x := 1 }}{{ if true }}{{ $x = .Values.image }}{{ end }}{{ $x.█ }}', 'tag pull-policy'],
    ['{{ (index .Values.hosts 0).█ }}', 'name paths'],
    ['{{ (first .Values.hosts).█ }}', 'name paths'],
    ['{{ (.Values.image | default dict).█ }}', 'tag pull-policy'],
    ['{{ (get .Values "image").█ }}', 'tag pull-policy'],
    ['{{ quote (printf "%s" .Values.image.█', 'tag pull-policy'],
    [
      '{{ with .Values.servers }}{{ range . }}{{ .weight }}{{ with $.Values.image }}{{ .█',
      'tag pull-policy $.Values $.Release $.Chart $.Capabilities $.Files $.Template $.Subcharts',
    ],
    ['{{ index .Values "█" }}', 'image hosts servers my-key'],
    ['{{ index .Values "image" "█" }}', 'tag pull-policy'],
    ['{{ hasKey .Values.image "█', 'tag pull-policy'],
    ['{{ include "x" (dict\n  "a" .Values.image.█\n  "b" 1\n) }}', 'tag pull-policy'],
    ['{{ .Values.image.█\n{{ .x }}', 'tag pull-policy'],
    ['{{ .Values.nope.█ }}', ''],
    ['{{ .Values.image.tag.█ }}', ''],
  ])('%s', (template, expected) => {
    expect(offered(template)).toBe(expected);
    expect(offered(template, { newline: '\r\n' })).toBe(expected);
    expect(offered(`# ä€😀 {{/* ünï */}}\n${template}`, { openEnd: true })).toBe(expected);
  });

  test.each([
    ['x: {{ .Values.im█age.tag }}', 'image', 'x: {{ .Values.image.tag }}'],
    ['x: {{ .Values.█.tag }}', 'image', 'x: {{ .Values.image.tag }}'],
    ['é😀: {{ .Values.i█', 'image', 'é😀: {{ .Values.image'],
    ['x: {{ .Values.my█ }}', 'my-key', 'x: {{ (index .Values "my-key") }}'],
    ['x: {{ .Values.image.pull-po█ }}', 'pull-policy', 'x: {{ (index .Values.image "pull-policy") }}'],
    ['x: {{- .Values.image.█-}}', 'pull-policy', 'x: {{- (index .Values.image "pull-policy")-}}'],
    ['x: {{ (index .Values "image").p█ }}', 'pull-policy', 'x: {{ (index .Values "image" "pull-policy") }}'],
    [
      '{{ with .Values.image }}{{ .█ }}{{ end }}',
      'pull-policy',
      '{{ with .Values.image }}{{ (index . "pull-policy") }}{{ end }}',
    ],
    ['{{ with .Values.image }}{{ .Va█ }}{{ end }}', '$.Values', '{{ with .Values.image }}{{ $.Values }}{{ end }}'],
    ['{{ $.Values.my█ }}', 'my-key', '{{ (index $.Values "my-key") }}'],
    ['{{ with .Values.my█ }}x{{ end }}', 'my-key', '{{ with (index .Values "my-key") }}x{{ end }}'],
    ['{{ $i := .Values.image }}{{ $i.█ }}', 'pull-policy', '{{ $i := .Values.image }}{{ (index $i "pull-policy") }}'],
    ['{{ $.Values.image.pull█ | quote }}', 'pull-policy', '{{ (index $.Values.image "pull-policy") | quote }}'],
    ['{{ quote .Values.image.pull-█ }}', 'pull-policy', '{{ quote (index .Values.image "pull-policy") }}'],
    ['{{ (index .Values.image).█ }}', 'pull-policy', '{{ (index .Values.image "pull-policy") }}'],
    ['{{ (.Values.image).pull█ }}', 'pull-policy', '{{ (index (.Values.image) "pull-policy") }}'],
    ['{{ (default .x .Values.image).█ }}', 'pull-policy', '{{ (index (default .x .Values.image) "pull-policy") }}'],
    [
      '{{ .Values.a }}{{ .Values.image.█ }}{{ .b }}',
      'pull-policy',
      '{{ .Values.a }}{{ (index .Values.image "pull-policy") }}{{ .b }}',
    ],
    ['{{ index .Values "m█y" }}', 'my-key', '{{ index .Values "my-key" }}'],
    ['{{ index .Values "█ }}', 'my-key', '{{ index .Values "my-key" }}'],
  ])('accepting in %s', (template, label, expected) => {
    expect(accepted(template, label)).toBe(expected);
    expect(accepted(template, label, { newline: '\r\n' })).toBe(expected);
  });

  test('an item tells its value, its comment and its origin', () => {
    const found = items(`${VALUES.trim()}\n-- templates/x.yaml --\n{{ .Values.█ }}`);
    expect(found.find((item) => item.label === 'image')).toMatchObject({ kind: 'object', detail: 'map, 2 keys' });
    expect(found.find((item) => item.label === 'image')?.document?.()).toContain('Which image to run.');
    expect(found.find((item) => item.label === 'image')?.document?.()).toContain('[values.yaml:2]');
    expect(found.find((item) => item.label === 'my-key')).toMatchObject({
      kind: 'value',
      detail: '1',
      filter: '.Values.my-key',
    });
  });

  test('keys that only a schema or a comment names; secrets are not shown', () => {
    const found = items(`
      -- values.yaml --
      ## @param image.tag [string] The version.
      image:
        password: hunter2
      -- values.schema.json --
      {"properties": {"image": {"properties": {"pullPolicy": {"enum": ["Always", "Never"], "description": "When."}}}}}
      -- templates/x.yaml --
      {{ .Values.image.█ }}
    `);
    expect(found.map(({ label, detail }) => `${label}: ${detail}`)).toEqual([
      'password: ••••',
      "pullPolicy: 'Always' | 'Never'",
      'tag: string',
    ]);
    const told = found.map(({ document }) => document?.() ?? '');
    expect(told.join()).not.toContain('hunter2');
    expect(told[1]).toContain('One of `"Always"`, `"Never"`');
    expect(told[2]).toContain('The version.');
  });

  test.each([
    ['{{ with .Values.image }}{{ if .digest }}{{ .dig█ }}{{ end }}{{ end }}', 'digest'],
    ['{{ with .Values.image }}{{ if .digest }}{{ end }}{{ with .tag }}{{ .dig█ }}{{ end }}{{ end }}', ''],
    ['{{ with .Values.image }}{{ .dig█ }}{{ end }}', ''],
    ['{{ if .Values.image.digest }}{{ .Values.image.█ }}{{ end }}', 'digest'],
    ['{{ if .Values.image.digest }}{{ $.Values.image.█ }}{{ end }}', 'digest'],
    ['{{ if .Values.feature.on }}{{ .Values.fea█ }}{{ end }}', 'feature'],
    ['{{ range $i, $h := .Values.hosts }}{{ $h.tls }}{{ $h.█ }}{{ end }}', 'tls'],
    ['{{ .Values.dig█ }}', ''],
  ])('what is read and not set: %s', (template, expected) => {
    const found = items(`${VALUES.trim()}\n-- templates/x.yaml --\n${template}`);
    const read = found.filter(({ detail }) => detail?.startsWith('read in templates'));
    expect(read.map(({ label }) => label).join(' ')).toBe(expected);
  });

  test('nothing outside actions, in comments, behind closed strings', () => {
    for (const template of [
      'a: .Values.█',
      '{{/* .Values.█ */}}',
      '{{ "x"█ }}',
      'a█: {{ .x }}',
      '{{ .x }}█',
      "{{ 'a█",
    ]) {
      expect(items(`-- templates/x.yaml --\n${template}`), template).toEqual([]);
    }
    expect(items('-- values.yaml --\na: {{ .█ }}')).toEqual([]);
  });
});

describe('built-in objects', () => {
  test.each([
    ['{{ .█ }}', 'Values Release Chart Capabilities Files Template Subcharts'],
    ['{{ $.█ }}', 'Values Release Chart Capabilities Files Template Subcharts'],
    ['{{ .Release.N█ }}', 'Name Namespace Revision IsInstall IsUpgrade Service'],
    ['{{ .Capabilities.KubeVersion.█ }}', 'Version Major Minor GitVersion'],
    ['{{ .Template.█', 'Name BasePath'],
    [
      '{{ range .Chart.Maintainers }}{{ .█',
      'Name Email URL $.Values $.Release $.Chart $.Capabilities $.Files $.Template $.Subcharts',
    ],
  ])('%s', (template, expected) => expect(offered(template)).toBe(expected));

  test('a method comes with its argument', () => {
    expect(accepted('{{ .Files.█ }}', 'Get')).toBe('{{ .Files.Get "$1" }}');
    expect(accepted('{{ (.Files.Glob "x").█ }}', 'AsConfig')).toBe('{{ (.Files.Glob "x").AsConfig }}');
  });

  test.each([
    ['{{ $ca := genCA "x" 365 }}{{ $ca.█ }}', 'Cert Key'],
    ['{{ (genSelfSignedCert "x" nil nil 365).█ }}', 'Cert Key'],
    ['{{ (semver "1.2.3").M█ }}', 'Major Minor Patch Prerelease Metadata Original IncMajor IncMinor IncPatch'],
    ['{{ $u := urlParse .Values.x }}{{ $u.█ }}', 'scheme host hostname path query opaque fragment userinfo'],
    ['{{ (lookup "v1" "Secret" "n" "x").█ }}', 'metadata data spec status kind apiVersion items'],
    ['{{ $x := 1 }}{{ $x.█ }}', ''],
    ['{{ $_ := set . "mode" "x" }}{{ .█ }}', 'Values Release Chart Capabilities Files Template Subcharts mode'],
  ])('%s', (template, expected) => expect(offered(template)).toBe(expected));

  test('annotations and files are the ones the chart has', () => {
    const chart =
      '-- Chart.yaml --\nname: c\nannotations: {team: core}\n-- conf/a.toml --\nx\n-- templates/x.yaml --\n';
    expect(items(`${chart}{{ .Chart.Annotations.█ }}`).map((item) => item.label)).toEqual(['team']);
    expect(items(`${chart}{{ .Files.Get "█" }}`).map((item) => item.label)).toEqual(['conf/a.toml']);
  });
});

describe('words', () => {
  const labels = (template: string, kind: CompletionItem['kind']) =>
    items(`-- templates/x.yaml --\n${template}`)
      .filter((item) => item.kind === kind)
      .map((item) => item.label);

  test('functions stand where a command begins', () => {
    for (const template of [
      '{{ q█ }}',
      '{{ .x | q█ }}',
      '{{ .x | █',
      '{{ f (█',
      '{{ if █ }}',
      '{{ $x := █ }}',
      '{{ else if █',
    ]) {
      expect(labels(template, 'function'), template).toContain('quote');
    }
    for (const template of ['{{ quote █ }}', '{{ template █', '{{ define "█', '{{ include "█']) {
      expect(labels(template, 'function'), template).toEqual([]);
    }
  });

  test('a function shows its record', () => {
    const nindent = items('-- templates/x.yaml --\n{{ nin█ }}').find((item) => item.label === 'nindent');
    expect(nindent?.detail).toBe('nindent(spaces int, text string) string');
    expect(nindent?.document?.()?.length).toBeGreaterThan(40);
    expect(labels('{{ include█ }}', 'function')).toContain('include');
  });

  test('keywords open an action and nothing else', () => {
    expect(labels('{{ █ }}', 'keyword')).toEqual(expect.arrayContaining(['if', 'range', 'with', 'define']));
    expect(labels('{{ █ }}', 'keyword')).not.toContain('end');
    expect(labels('{{ if .x }}{{ █ }}', 'keyword')).toEqual(expect.arrayContaining(['if', 'end', 'else']));
    expect(labels('{{ .x | █ }}', 'keyword')).toEqual([]);
    expect(labels('{{ if █ }}', 'keyword')).toEqual([]);
    expect(labels('{{ else █ }}', 'keyword')).toEqual(['if', 'with']);
  });

  test('a block is closed with the braces that are there', () => {
    const insert = (template: string) =>
      items(`-- templates/x.yaml --\n${template}`).find((item) => item.label === 'if … end')?.insert;
    expect(insert('{{ █ }}')).toBe('if $1 }}\n$0\n{{- end');
    expect(insert('{{ █')).toBe('if $1 }}\n$0\n{{- end }}');
  });

  test('variables in scope; a `$` that is written already would change nothing', () => {
    const inBlock = (word: string) => `{{ $a := 1 }}{{ if $b := 2 }}{{ ${word}█ }}{{ end }}{{ $c := 3 }}`;
    expect(labels(inBlock(''), 'variable')).toEqual(['$b', '$a', '$']);
    expect(labels(inBlock('$'), 'variable')).toEqual(['$b', '$a']);
    expect(labels('{{ if $b := 2 }}{{ end }}{{ █ }}', 'variable')).toEqual(['$']);
    expect(labels('{{ $a := 1 }}{{ define "x" }}{{ █ }}{{ end }}', 'variable')).toEqual(['$']);
    expect(labels('{{ $a := █ }}', 'variable')).toEqual(['$']);
  });

  test('the detail of a variable leaves room for its name', () => {
    const [item] = items(
      '-- templates/x.yaml --\n{{ $coordinator := merge .Values.jmx.coordinator (omit .Values.jmx "worker") }}{{ $█ }}',
    );
    expect(item?.detail).toBe('merge .Values.jmx.coordinator (…');
    expect(item?.document?.()).toContain('$coordinator := merge .Values.jmx.coordinator (omit .Values.jmx "worker")');
  });
});

describe('named templates', () => {
  const HELPERS = `
    -- values.yaml --
    image: {tag: v1}
    side: {car: 1}
    -- charts/lib/Chart.yaml --
    name: lib
    type: library
    -- charts/lib/templates/_lib.tpl --
    {{ define "lib.name" }}x{{ end }}
  `;
  const labels = (text: string) => items(HELPERS.trimEnd() + text.replace(/\n\s*$/, '')).map((item) => item.label);

  test('are offered where a name is due, subcharts included', () => {
    for (const call of ['include "█" .', 'include "█', 'template "l█" .', 'x | list (include "█")']) {
      expect(
        labels(`
    -- templates/x.yaml --
    {{ define "own" }}{{ end }}{{ ${call} }}
      `),
      ).toEqual(['own', 'lib.name']);
    }
  });

  test('a helper knows what it is called with', () => {
    const helper = (call: string, inside: string) =>
      labels(`
    -- templates/_h.tpl --
    {{ define "h" }}${inside}{{ end }}
    -- templates/x.yaml --
    ${call}
      `).join(' ');
    expect(helper('{{ include "h" . }}', '{{ .Values.█ }}')).toBe('image side lib');
    expect(helper('{{ include "h" $ }}', '{{ $.Values.image.█ }}')).toBe('tag');
    expect(helper('{{ template "h" .Values.image }}', '{{ $.█ }}')).toBe('tag');
    expect(helper('{{ include "h" (dict "root" $ "part" .Values.image) }}', '{{ $.█ }}')).toBe('root part');
    expect(helper('{{ include "h" (dict "root" $ "part" .Values.image) }}', '{{ .part.█ }}')).toBe('tag');
    expect(helper('{{ include "h" (dict "root" $) }}', '{{ if .port }}{{ .po█ }}{{ end }}')).toBe('root port');
    expect(helper('{{ include "h" (dict "root" $) }}', '{{ .po█ }}')).toBe('root');
    expect(helper('{{ include "h" (dict "root" $ "part" .Values.image) }}', '{{ .root.Values.█ }}')).toBe(
      'image side lib',
    );
    expect(helper('{{ include "h" .Values.image }}{{ include "h" .Values.side }}', '{{ $.█ }}')).toBe('tag car');
    expect(helper('{{ .Values.image | include "h" }}', '{{ $.█ }}')).toBe('tag');
    expect(helper('{{ include "h" (list . .Values.side) }}', '{{ (index . 1).█ }}')).toBe('car');
    expect(helper('{{ range list 1 }}{{ end }}', '{{ .Values.image.█ }}')).toBe('tag');
    expect(helper('', '{{ .context.Values.a }}{{ .context.Values.image.█ }}')).toBe('tag');
    expect(helper('', '{{ $c := .context }}{{ $c.Release.Name }}{{ $c.█ }}')).toContain('Values Release');
    expect(helper('', '{{ .port }}{{ .po█ }}')).toMatch(/^Values .* port$/);
    expect(helper('', '{{ .po█ }}')).toMatch(/^Values/);
    expect(helper('', '{{ .Values.x }}{{ .component }}{{ .█ }}')).toBe(
      'Values Release Chart Capabilities Files Template Subcharts component',
    );
  });

  test('the keys of a dict that a helper seems to want come before the root', () => {
    const found = items(`
      -- templates/_h.tpl --
      {{ define "h" }}{{ .value }}{{ .context.Values.x }}{{ .█ }}{{ end }}
    `);
    const labels = found.sort((a, b) => (a.sort < b.sort ? -1 : 1)).map((item) => item.label);
    expect(labels.slice(0, 3)).toEqual(['context', 'value', 'Values']);
  });

  test('a helper that calls itself ends', () => {
    expect(
      labels(`
    -- templates/x.yaml --
    {{ define "r" }}{{ include "r" .image }}{{ $.█ }}{{ end }}{{ include "r" .Values }}
      `),
    ).toEqual(['image', 'side', 'lib']);
  });
});

describe('subcharts', () => {
  const CHARTS = `
    -- Chart.yaml --
    name: app
    dependencies: [{name: db, version: 1.0.0, alias: store}, {name: cache, version: 1.0.0}]
    -- values.yaml --
    global: {zone: a}
    store: {size: 1}
    -- charts/db/Chart.yaml --
    name: db
    version: 1.0.0
    -- charts/db/values.yaml --
    port: 5432
    global: {region: r}
    -- charts/cache/Chart.yaml --
    name: cache
    version: 1.0.0
  `.trimEnd();
  const labels = (path: string, template: string) =>
    items(`${CHARTS}\n    -- ${path} --\n    ${template}`).map((item) => item.label);

  test('the parent sees their defaults under their names', () => {
    expect(labels('templates/x.yaml', '{{ .Values.█ }}')).toEqual(['global', 'store', 'cache']);
    expect(labels('templates/x.yaml', '{{ .Values.store.█ }}')).toEqual(['size', 'port', 'global']);
    expect(labels('templates/x.yaml', '{{ .Subcharts.store.Values.█ }}')).toEqual(['size', 'port', 'global']);
  });

  test('what the parent imports from them stands in its own values', () => {
    const labelsOf = (path: string) =>
      items(`
      -- Chart.yaml --
      name: app
      dependencies:
        - name: db
          version: 1.0.0
          import-values: [data, {child: inner.deep, parent: outer}]
      -- values.yaml --
      outer: {own: 1}
      -- charts/db/Chart.yaml --
      name: db
      version: 1.0.0
      -- charts/db/values.yaml --
      exports: {data: {shared: {a: 1}}}
      inner: {deep: {b: 2}}
      -- templates/x.yaml --
      {{ ${path}█ }}
    `).map((item) => item.label);
    expect(labelsOf('.Values.')).toEqual(['outer', 'shared', 'db']);
    expect(labelsOf('.Values.shared.')).toEqual(['a']);
    expect(labelsOf('.Values.outer.')).toEqual(['own', 'b']);
    expect(labelsOf('.Values.db.')).toEqual(['exports', 'inner']);
  });

  test('a dependency elsewhere in the workspace is one as well', () => {
    const found = items(`
      -- app/Chart.yaml --
      name: app
      dependencies: [{name: common, repository: file://../common}]
      -- common/Chart.yaml --
      name: common
      dependencies: [{name: app, repository: file://../app}]
      -- common/values.yaml --
      tier: 1
      -- app/templates/x.yaml --
      {{ .Values.common.█ }}
    `);
    expect(found.map((item) => item.label)).toEqual(['tier']);
  });

  test('they see what the parent sets for them, and its globals', () => {
    expect(labels('charts/db/templates/x.yaml', '{{ .Values.█ }}')).toEqual(['size', 'port', 'global']);
    expect(labels('charts/db/templates/x.yaml', '{{ .Values.global.█ }}')).toEqual(['zone', 'region']);
  });
});

test('behind a key that is no name the chain is written with index', () => {
  const files = '-- values.yaml --\nmy-key:\n  sub: {x: 1}\n  b-c: 2\n-- templates/a.yaml --\n';
  const inserted = (template: string, newline: '\n' | '\r\n') => {
    const read = fixture(files + template, { newline });
    const { uri, offset } = cursorOf(read);
    const text = read.snapshot.files.get(uri)?.text ?? '';
    return completion(read.snapshot, uri, offset)
      .map(({ replace, insert }) => text.slice(0, replace.start) + insert + text.slice(replace.end).trimEnd())
      .join('\n');
  };
  for (const newline of ['\n', '\r\n'] as const) {
    expect(inserted('é {{ .Values.my-key.█ }}', newline)).toBe(
      'é {{ (index .Values "my-key").sub }}\né {{ (index .Values "my-key" "b-c") }}',
    );
    expect(inserted('{{ $.Values.my-key.sub.x█ | quote }}', newline)).toBe(
      '{{ (index $.Values "my-key").sub.x | quote }}',
    );
    expect(inserted('{{ .Values.my-key.nope.█ }}', newline)).toBe('');
  }
});
