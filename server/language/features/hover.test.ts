// Hover, as Markdown: what it says, and about which word.

import { describe, expect, test } from 'vitest';
import { cursorOf, type FixtureOptions, fixture } from '../../../test/support/fixture.ts';
import { hover } from './hover.ts';

/** The word the hover is about, and its text. */
function hoverAnswer(text: string, options?: FixtureOptions): string {
  const read = fixture(text, options);
  const { uri, offset } = cursorOf(read);
  const found = hover(read.snapshot, uri, offset);
  if (found === undefined) return 'nothing';
  return `<${read.snapshot.files.get(uri)?.text.slice(found.span.start, found.span.end)}>\n${found.markdown}`;
}

const VALUES = `
-- values.yaml --
# -- Which image to run.
# It is pulled once.
image:
  tag: v1 # the release
  list: [1, 2]
-- values-prod.yaml --
image: {tag: v2}
-- ci/small-values.yaml --
image:
  tag: v3
-- templates/x.yaml --
`.trim();

describe('values', () => {
  test('every file that sets it, the default first', () => {
    expect(hoverAnswer(`${VALUES}\nx: {{ .Values.image.t█ag }}`)).toMatchInlineSnapshot(`
      "<tag>
      **\`.Values.image.tag\`** = \`v1\` *(string)*

      - [values.yaml:4](file:///w/values.yaml#L4): \`v1\`
      - [ci/small-values.yaml:2](file:///w/ci/small-values.yaml#L2) (not in use): \`v3\`
      - [values-prod.yaml:1](file:///w/values-prod.yaml#L1) (not in use): \`v2\`

      the release"
    `);
  });

  test('the active set wins', () => {
    const settings = { valuesFiles: ['values-prod.yaml', 'ci/small-values.yaml'] };
    expect(hoverAnswer(`${VALUES}\nx: {{ .Values.image.t█ag }}`, { settings, newline: '\r\n' })).toMatchInlineSnapshot(`
      "<tag>
      **\`.Values.image.tag\`** = \`v3\` *(string)*

      - [ci/small-values.yaml:2](file:///w/ci/small-values.yaml#L2) (active): \`v3\`
      - [values-prod.yaml:1](file:///w/values-prod.yaml#L1) (active): \`v2\`
      - [values.yaml:4](file:///w/values.yaml#L4): \`v1\`

      the release"
    `);
  });

  test('a map shows its text', () => {
    expect(hoverAnswer(`${VALUES}\né: {{ .Values.im█age.tag }}`)).toMatchInlineSnapshot(`
      "<image>
      **\`.Values.image\`** *(object)*

      Which image to run.
      It is pulled once.

      \`\`\`yaml
      tag: v1 # the release
      list: [1, 2]
      \`\`\`

      - [values.yaml:3](file:///w/values.yaml#L3): \`map, 2 keys\`
      - [ci/small-values.yaml:1](file:///w/ci/small-values.yaml#L1) (not in use): \`map, 1 key\`
      - [values-prod.yaml:1](file:///w/values-prod.yaml#L1) (not in use): \`map, 1 key\`"
    `);
  });

  test('through with, index, variables and helpers', () => {
    for (const template of [
      '{{ with .Values.image }}{{ .t█ag }}{{ end }}',
      '{{ with $i := .Values.image }}{{ $i.ta█g }}{{ end }}',
      '{{ (index .Values "image").ta█g }}',
      '{{ index .Values "image" "ta█g" }}',
      '{{ define "h" }}{{ .i.ta█g }}{{ end }}{{ include "h" (dict "i" .Values.image) }}',
      '{{ if .Values.image.ta█g.',
    ]) {
      expect(hoverAnswer(`${VALUES}\n${template}`), template).toContain('**`.Values.image.tag`** = `v1` *(string)*');
    }
  });

  test('what no file sets', () => {
    expect(hoverAnswer(`${VALUES}\n{{ .Values.image.no█pe }}`)).toBe(
      '<nope>\n**`.Values.image.nope`**\n\nNo values file of the chart sets it.',
    );
  });

  test('a subchart’s value is the parent’s first', () => {
    expect(
      hoverAnswer(`
        -- values.yaml --
        db: {port: 1}
        global: {zone: a}
        -- charts/db/Chart.yaml --
        name: db
        -- charts/db/values.yaml --
        # The port.
        port: 2
        -- charts/db/templates/x.yaml --
        {{ .Values.po█rt }}
      `),
    ).toMatchInlineSnapshot(`
      "<port>
      **\`.Values.port\`** = \`1\` *(integer)*

      - [values.yaml:1](file:///w/values.yaml#L1) (parent chart): \`1\`
      - [charts/db/values.yaml:2](file:///w/charts/db/values.yaml#L2): \`2\`

      The port."
    `);
  });
});

describe('other words', () => {
  const word = (template: string) =>
    hoverAnswer(`-- Chart.yaml --\nname: shop\nversion: 1.2.3\n-- templates/x.yaml --\n${template}`);

  test('built-in objects, with what they hold', () => {
    expect(word('{{ .Chart.Ver█sion }}')).toMatchInlineSnapshot(`
      "<Version>
      \`\`\`go
      .Chart.Version string
      \`\`\`

      Version of the chart.

      Here: \`1.2.3\`"
    `);
    expect(word('{{ $.Release.Na█me }}')).toContain('Here: `release-name`');
    expect(word('{{ .Capabilities.APIVersions.H█as "x" }}')).toContain('Has(version string) bool');
    expect(word('{{ .Rel█ease.Name }}')).toContain('.Release map[string]interface {}');
    expect(word('{{ .█ }}')).toContain('root object of the chart `shop`');
  });

  test('functions', () => {
    expect(word('{{ .x | ind█ent 2 }}')).toContain('```go\nindent(spaces int, text string) string\n```');
    expect(word('{{ nop█e 1 }}')).toBe('nothing');
  });

  test('keywords', () => {
    expect(word('{{ ran█ge .x }}{{ end }}')).toContain('<range>\n**`range .x`** · ends at [line 1]');
    expect(word('{{ range .x }}{{ en█d }}')).toContain('<end>');
  });

  test('variables', () => {
    expect(hoverAnswer(`${VALUES}\n{{ $im := .Values.image }}\n{{ $i█m.tag }}`)).toContain(
      '<$im>\n```helm\n{{ $im := .Values.image }}\n```\n\nDeclared at [line 1](file:///w/templates/x.yaml#L1)\n\n**`.Values.image`** *(object)*',
    );
    expect(word('{{ range $k█, $v := .Values.x }}{{ end }}')).toContain('The key or index of each element.');
    expect(word('{{ $no█ne }}')).toBe('nothing');
  });

  test('named templates, with the comment above them', () => {
    expect(
      hoverAnswer(`
        -- templates/_h.tpl --
        {{/*
        The name.
        */}}
        {{- define "app.name" -}}x{{- end }}
        -- templates/x.yaml --
        {{ include "app.n█ame" . }}
      `),
    ).toMatchInlineSnapshot(`
      "<"app.name">
      \`\`\`helm
      {{- define "app.name" -}}
      \`\`\`

      Defined in [templates/_h.tpl:4](file:///w/templates/_h.tpl#L4) · called once: [templates/x.yaml:1](file:///w/templates/x.yaml#L1)

      The name.

      \`\`\`helm
      x
      \`\`\`"
    `);
  });

  test('how a template begins keeps its shape behind braces that trim', () => {
    const hover = hoverAnswer(`
      -- templates/_h.tpl --
      {{- define "app.na█me" -}}
        {{- $a := .Values.a -}}
        {{- if $a -}}
          x
        {{- end -}}
      {{- end -}}
    `);
    expect(/```helm\n([^`]*)```$/.exec(hover)?.[1]?.split('\n')).toEqual([
      '{{- $a := .Values.a -}}',
      '{{- if $a -}}',
      '  x',
      '{{- end -}}',
      '',
    ]);
  });

  test('a template of a chart that is not there says where it would come from', () => {
    const dependencies = 'dependencies: [{name: common, version: 2.x.x}, {name: redis, version: 1.x.x}]';
    const chart = `-- Chart.yaml --\napiVersion: v2\nname: shop\nversion: 1.2.3\n${dependencies}`;
    const of = (name: string) => hoverAnswer(`${chart}\n-- templates/x.yaml --\nx: {{ include "${name}" . }}`);
    expect(of('common.na█mes.fullname')).toMatchInlineSnapshot(`
      "<"common.names.fullname">
      **\`common.names.fullname\`**

      A template of the chart \`common\`, as its name says, which is not in charts/: run helm dependency build."
    `);
    expect(of('k8s.com█mon.loader')).toContain('`common`');
    expect(of('shop.fu█llname')).toBe('nothing');
    expect(of('commons.na█me')).toBe('nothing');
  });

  test('nothing in plain text and in other files', () => {
    expect(word('a: b█')).toBe('nothing');
    expect(hoverAnswer('-- values.yaml --\na: {{ .Values.a█ }}')).toBe('nothing');
  });
});
