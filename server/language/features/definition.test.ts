// Definitions, as `file:line: text of the name`.

import { describe, expect, test } from 'vitest';
import { cursorOf, type FixtureOptions, fixture } from '../../../test/support/fixture.ts';
import { definition } from './definition.ts';

function definitions(text: string, options?: FixtureOptions): string[] {
  const read = fixture(text, options);
  const { uri, offset } = cursorOf(read);
  const found = definition(read.snapshot, uri, offset);
  if (found === undefined) return [];
  return found.targets.map((target) => {
    const file = read.snapshot.files.get(target.uri)?.text ?? '';
    expect(target.span.start).toBeLessThanOrEqual(target.selection.start);
    expect(target.span.end).toBeGreaterThanOrEqual(target.selection.end);
    const line = file.slice(0, target.selection.start).split('\n').length;
    return `${target.uri.replace('file:///w/', '')}:${line}: ${file.slice(target.selection.start, target.selection.end)}`;
  });
}

const CHARTS = `
-- Chart.yaml --
name: app
version: 1.0.0
maintainers: [{name: ada}]
dependencies: [{name: db, version: 1.x, alias: store}]
-- values.yaml --
image: {tag: v1}
store:
  port: 1
hosts: [{name: a}, {port: 2}]
-- values-prod.yaml --
é: ü
image:
  tag: v2
-- conf/a.toml --
x
-- charts/db/Chart.yaml --
name: db
version: 1.0.0
-- charts/db/values.yaml --
port: 2
-- templates/other.yaml --
x
`.trim();

describe('values', () => {
  test.each([
    ['{{ .Values.image.t█ag }}', ['values.yaml:1: tag', 'values-prod.yaml:3: tag']],
    ['{{ .Values.im█age.tag }}', ['values.yaml:1: image', 'values-prod.yaml:2: image']],
    ['ä{{ $.Values.image.tag█', ['values.yaml:1: tag', 'values-prod.yaml:3: tag']],
    ['{{ .Val█ues.image }}', ['values.yaml:1: ']],
    ['{{ .Values.store.po█rt }}', ['values.yaml:3: port', 'charts/db/values.yaml:1: port']],
    ['{{ range .Values.hosts }}{{ .na█me }}{{ end }}', ['values.yaml:4: name']],
    ['{{ range .Values.hosts }}{{ .po█rt }}{{ end }}', ['values.yaml:4: port']],
    ['{{ with .Values.image }}{{ else }}{{ .ta█g }}{{ end }}', []],
    ['{{ .Values.image.no█pe }}', []],
    ['{{ index .Values "image" "t█ag" }}', ['values.yaml:1: tag', 'values-prod.yaml:3: tag']],
    ['{{ .Chart.Ver█sion }}', ['Chart.yaml:2: version']],
    ['{{ .Ch█art.Version }}', ['Chart.yaml:1: ']],
    ['{{ range .Chart.Maintainers }}{{ .Na█me }}{{ end }}', ['Chart.yaml:3: name']],
    ['{{ .Files.Get "conf/█a.toml" }}', ['conf/a.toml:1: ']],
    ['{{ include (print $.Template.BasePath "/o█ther.yaml") . }}', ['templates/other.yaml:1: ']],
    ['{{ .Files.Get "█none" }}', []],
    ['{{ $x := 1 }}{{ if $x := 2 }}{{ $█x }}{{ end }}', ['templates/x.yaml:1: $x']],
    ['{{ quo█te 1 }}', []],
  ])('%s', (template, expected) => {
    const text = `${CHARTS}\n-- templates/x.yaml --\n${template}`;
    expect(definitions(text)).toEqual(expected);
    expect(definitions(text, { newline: '\r\n', openEnd: true })).toEqual(expected);
  });

  test('the innermost declaration of a variable', () => {
    const read = fixture('-- templates/x.yaml --\n{{ $x := 1 }}{{ if $x := 2 }}{{ $█x }}{{ end }}');
    const { uri, offset } = cursorOf(read);
    expect(definition(read.snapshot, uri, offset)?.targets[0]?.selection).toEqual({ start: 19, end: 21 });
  });

  test('in a subchart, its default and the parent’s override', () => {
    expect(definitions(`${CHARTS}\n-- charts/db/templates/x.yaml --\n{{ .Values.po█rt }}`)).toEqual([
      'charts/db/values.yaml:1: port',
      'values.yaml:3: port',
    ]);
  });
});

describe('named templates', () => {
  test('the shallowest path wins, then the alphabetically first; empty ones never', () => {
    expect(
      definitions(`
        -- templates/a/_a.tpl --
        {{ define "h" }}deep{{ end }}
        -- templates/_c.tpl --
        {{ define "h" }}c{{ end }}
        -- templates/_b.tpl --
        {{ define "h" }}b{{ end }}
        -- templates/_a.tpl --
        {{ define "h" }}  {{/* empty */}}{{ end }}
        -- charts/sub/Chart.yaml --
        name: sub
        -- charts/sub/templates/_a.tpl --
        {{ define "h" }}sub{{ end }}
        -- charts/sub/templates/x.yaml --
        {{ include "█h" . }}
      `),
    ).toEqual(['templates/_b.tpl:1: "h"']);
  });

  test('charts that are not of one release do not see each other’s', () => {
    expect(
      definitions(`
        -- a/Chart.yaml --
        name: a
        -- a/templates/_h.tpl --
        {{ define "name" }}a{{ end }}
        -- b/Chart.yaml --
        name: b
        -- b/templates/_h.tpl --

        {{ define "name" }}b{{ end }}
        -- b/templates/x.yaml --
        {{ template "na█me" }}
      `),
    ).toEqual(['b/templates/_h.tpl:2: "name"']);
  });

  test('a library’s other files define nothing', () => {
    expect(
      definitions(`
        -- charts/lib/Chart.yaml --
        name: lib
        type: library
        -- charts/lib/templates/lib.yaml --
        {{ define "h" }}x{{ end }}
        -- templates/x.yaml --
        {{ include "█h" . }}
      `),
    ).toEqual([]);
  });
});

describe('keys of the dicts that helpers are called with', () => {
  const CALLS = '-- templates/a.yaml --\né: {{ include "port" (dict "suffix" "x" "p" .Values.image) }}\n';
  const body = (text: string) =>
    `${CHARTS}\n${CALLS}-- templates/_h.tpl --\n{{ define "port" }}ü{{ ${text} }}{{ end }}`;
  test.each([
    ['$.suf█fix', ['templates/a.yaml:1: "x"']],
    ['.suffix█ | quote', ['templates/a.yaml:1: "x"']],
    ['.p.t█ag', ['values.yaml:1: tag', 'values-prod.yaml:3: tag']],
    ['.no█pe', []],
  ])('read: %s', (text, expected) => expect(definitions(body(text))).toEqual(expected));

  test('given', () => {
    const given = (call: string) => definitions(body('.suffix').replace(/\{\{ include.*\}\}/, call));
    expect(given('{{ include "port" (dict "suf█fix" "x") }}')).toEqual(['templates/_h.tpl:1: .suffix']);
    expect(given('{{ include "port" (dict "suffix" "suf█fix") }}')).toEqual([]);
    expect(given('{{ include "port" (dict "oth█er" "x") }}')).toEqual([]);
  });
});

test('a key that no file sets leads to the comment or the schema that names it', () => {
  const files = (template: string) =>
    `-- values.yaml --\n# ä\nimage:\n  # registry: x\n  tag: 1\n-- values.schema.json --\n{"properties": {"image": {"properties": {"digest": {}}}}}\n-- templates/a.yaml --\n${template}`;
  expect(definitions(files('{{ .Values.image.regi█stry }}'))).toEqual(['values.yaml:3: registry']);
  expect(definitions(files('{{ .Values.image.dig█est }}'))).toEqual(['values.schema.json:1: "digest"']);
  expect(definitions(files('{{ .Values.image.no█ne }}'))).toEqual([]);
});
