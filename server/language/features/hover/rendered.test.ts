// Hover after a render: what expressions came to, which branch ran, who calls a helper, which files a template reads.

import { describe, expect, test } from 'vitest';
import { cursorOf, type FixtureOptions, fixture } from '../../../../test/support/fixture.ts';
import { renderedState } from '../../../../test/support/rendered-state.ts';
import { hover } from '../hover.ts';

function hoverAnswer(text: string, options?: FixtureOptions): string {
  const read = fixture(text, options);
  const { uri, offset } = cursorOf(read);
  const state = renderedState(read.snapshot);
  const found = hover(read.snapshot, uri, offset, state);
  if (found === undefined) return 'nothing';
  return `<${read.snapshot.files.get(uri)?.text.slice(found.span.start, found.span.end)}>\n${found.markdown}`;
}

const VALUES = `
-- values.yaml --
image: {tag: v1, list: [1, two, three é]}
on: "yes"
web: {enabled: true, replicas: 3, password: hunter2}
hosts: [a.example, b.example, c.example, d.example, e.example]
resources:
  limits: {cpu: 1, memory: 1Gi}
  requests: {cpu: 1}
-- templates/_h.tpl --
{{/* The name of it. */}}
{{- define "name" -}}{{ .Chart.Name }}-x{{- end }}
{{- define "port" -}}
{{- if .strict }}{{ .value | quote }}{{ else }}{{ .value }}{{ end }}
{{- end }}
-- templates/x.yaml --
`.trim();
const word = (template: string, options?: FixtureOptions) => hoverAnswer(`${VALUES}\n${template}`, options);

describe('what it came to', () => {
  test('up to the word of the pipeline', () => {
    expect(
      word('a: {{ .Values.image.tag | upp█er | quote }}').split('\n').slice(0, 6).join('\n'),
    ).toMatchInlineSnapshot(`
      "<upper>
      = \`"V1"\`

      ---

      \`\`\`go"
    `);
    expect(word('a: {{ .Values.image.tag | upper | quo█te }}')).toContain('= `\'"V1"\'`');
    expect(word('a: {{ include "name" . | nind█ent 4 }}')).toContain('x');
    expect(word('é: {{ toYa█ml .Values.resources }}', { newline: '\r\n' }).split('---')[0]).toMatchInlineSnapshot(`
      "<toYaml>
      Result:
      \`\`\`yaml
      limits:
        cpu: 1
        memory: 1Gi
      requests:
        cpu: 1
      \`\`\`

      "
    `);
    expect(word('a: {{ .Values.image.tag | upper █| quote }}')).toBe('<|>\n= `"V1"`');
    expect(word('a: {{ .Values.image.t█ag }}')).not.toContain('Here');
    expect(word('{{ $_ := set .Values.image "tag" "v9" }}a: {{ .Values.image.t█ag }}')).toContain('Here = `"v9"`');
    expect(word('a: {{ .Release.Na█me }}')).toMatchInlineSnapshot(`
      "<Name>
      \`\`\`go
      .Release.Name string
      \`\`\`

      Here = \`"release-name"\`

      Name of the release."
    `);
    expect(word('a: {{ .Template.Na█me }}')).toContain('Here = `"fixture/templates/x.yaml"`');
    expect(word('a: {{ .Capabilities.APIVersions.H█as "apps/v1" }}')).toContain('Here = `true`');
    expect(word('a: {{ lo█okup "v1" "Pod" "a" "b" }}')).toContain('has no cluster');
  });

  test('in loops, and by caller in helpers', () => {
    expect(word('{{ range $h := .Values.hosts }}\n- {{ $█h }}\n{{ end }}')).toMatchInlineSnapshot(`
      "<$h>
      \`\`\`helm
      {{ range $h := .Values.hosts }}
      \`\`\`

      In 5 turns: \`"a.example"\`, \`"b.example"\`, \`"c.example"\`, \`"d.example"\` …

      Declared at [line 1](file:///w/templates/x.yaml#L1)

      **\`.Values.hosts[]\`**

      - [values.yaml:4](file:///w/values.yaml#L4): \`a.example\`"
    `);
    expect(
      hoverAnswer(`
        -- values.yaml --
        a: {port: 1}
        b: {port: 2}
        -- templates/_h.tpl --
        {{ define "port" }}{{ .val█ue }}{{ end }}
        -- templates/a.yaml --
        a: {{ include "port" (dict "value" .Values.a.port) }}
        -- templates/b.yaml --
        b: {{ include "port" (dict "value" .Values.b.port) }}
      `),
    ).toMatchInlineSnapshot(`
      "<value>
      2 values, by caller:

      - \`1\` from [templates/a.yaml:1](file:///w/templates/a.yaml#L1)
      - \`2\` from [templates/b.yaml:1](file:///w/templates/b.yaml#L1)

      ---

      When called from [templates/a.yaml:1](file:///w/templates/a.yaml#L1):

      **\`.Values.a.port\`** = \`1\` *(integer)* from [values.yaml:1](file:///w/values.yaml#L1)

      ---

      When called from [templates/b.yaml:1](file:///w/templates/b.yaml#L1):

      **\`.Values.b.port\`** = \`2\` *(integer)* from [values.yaml:2](file:///w/values.yaml#L2)"
    `);
  });

  test('secrets stay unseen', () => {
    expect(word('a: {{ .Values.web.pass█word }}')).not.toContain('hunter2');
    expect(word('a: {{ .Values.web.password | b64█enc }}')).toContain('= `••••`');
    expect(word('{{ $p := .Values.web.password }}\nb: {{ upp█er $p }}')).toContain('= `••••`');
    expect(word('a: {{ toYaml .Values.w█eb }}')).toMatchInlineSnapshot(`
      "<web>
      **\`.Values.web\`** *(object)* from [values.yaml:3](file:///w/values.yaml#L3)

      \`\`\`yaml
      {enabled: true, replicas: 3, password: ••••}
      \`\`\`"
    `);
    expect(word('a: {{ toYa█ml .Values.web }}')).not.toContain('hunter2');
    expect(word('kind: Secret\ndata:\n  x: {{ upp█er "é" }}')).toContain('= `••••`');
  });
});

describe('blocks', () => {
  const BLOCKS = `
{{- if and .Values.web.enabled (gt .Values.web.replicas 5.0) }}
a: 1
{{- else if .Values.on }}
b: 2
{{- else }}
c: 3
{{- end }}
{{- range $i, $h := .Values.hosts }}
- {{ $h }}
{{- end }}
{{- with .Values.image }}
t: {{ .tag }}
{{- end }}`.trimStart();
  const at = (before: string, after: string) => word(BLOCKS.replace(before + after, `${before}█${after}`));
  test('if, else, end', () => {
    expect(at('{{- i', 'f and')).toMatchInlineSnapshot(`
      "<if>
      **\`if and .Values.web.enabled (gt .Values.web.replicas 5.0)\`** · ends at [line 7](file:///w/templates/x.yaml#L7)

      Now **false**: goes on at [line 3](file:///w/templates/x.yaml#L3)

      - \`.Values.web.enabled\` = \`true\`
      - \`.Values.web.replicas\` = \`3\`

      *Prints the block when the pipeline is true: not false, 0, null or empty.*"
    `);
    expect(at('{{- el', 'se if')).toMatchInlineSnapshot(`
      "<else>
      **\`else if .Values.on\`** · ends at [line 7](file:///w/templates/x.yaml#L7)

      Now **false** (\`nothing\`): goes on at [line 5](file:///w/templates/x.yaml#L5)

      *Prints the block when the pipeline is true: not false, 0, null or empty.*"
    `);
    expect(at('{{- el', 'se }}')).toMatchInlineSnapshot(`
      "<else>
      Else of \`else if .Values.on\` of [line 3](file:///w/templates/x.yaml#L3)

      Now it **runs**: the condition is false"
    `);
    expect(at('c: 3\n{{- en', 'd }}')).toMatchInlineSnapshot(`
      "<end>
      Ends \`if and .Values.web.enabled (gt .Values.web.replicas 5.0)\` of [line 1](file:///w/templates/x.yaml#L1)

      Now the \`else\` of [line 5](file:///w/templates/x.yaml#L5) runs"
    `);
  });
  test('what is not reached says so', () => {
    const text = (inner: string) => word(`a: 1\n{{- if .Values.none }}\n${inner}\n{{- end }}`);
    expect(text('b: {{ .Values.hosts | fi█rst }}')).toMatch(/^<first>\nNot reached in the last render\n/);
    expect(text('{{ i█f .Values.web.enabled }}b: 1{{ end }}')).toContain('Now not reached');
    expect(text('{{ i█f true }}b: 1{{ end }}')).not.toContain('not reached');
  });
  test('range and with', () => {
    expect(at('{{- ran', 'ge')).toMatchInlineSnapshot(`
      "<range>
      **\`range $i, $h := .Values.hosts\`** · ends at [line 10](file:///w/templates/x.yaml#L10)

      Now \`list, 5 items\`

      Inside, \`.\` and \`$h\` are \`.Values.hosts[]\`; \`$i\` is its key or index

      *Prints the block once for each element of a list or map; inside, the dot is the element. With \`else\`, what is printed for an empty one.*"
    `);
    expect(at('{{- wi', 'th')).toMatchInlineSnapshot(`
      "<with>
      **\`with .Values.image\`** · ends at [line 13](file:///w/templates/x.yaml#L13)

      Now **true** (\`map, 2 keys\`)

      Inside, \`.\` is \`.Values.image\`

      *Makes the pipeline’s value the dot inside the block, and leaves the block out when it is empty. \`$\` stays what it was.*"
    `);
    expect(at('t: {{ .tag }}\n{{- en', 'd }}')).toMatchInlineSnapshot(`
      "<end>
      Ends \`with .Values.image\` of [line 11](file:///w/templates/x.yaml#L11)

      Now **true** (\`map, 2 keys\`)"
    `);
  });
});

describe('names', () => {
  test('a define and an include', () => {
    expect(word('a: {{ include "na█me" . }}\nb: {{ include "name" . }}')).toMatchInlineSnapshot(`
      "<"name">
      \`\`\`helm
      {{- define "name" -}}
      \`\`\`

      = \`"fixture-x"\`

      Defined in [templates/_h.tpl:2](file:///w/templates/_h.tpl#L2) · called 2 times: [templates/x.yaml:1](file:///w/templates/x.yaml#L1), [templates/x.yaml:2](file:///w/templates/x.yaml#L2)

      The name of it.

      \`\`\`helm
      {{ .Chart.Name }}-x
      \`\`\`"
    `);
    expect(word('a: {{ include "po█rt" (dict "value" 1 "strict" true) }}')).toMatchInlineSnapshot(`
      "<"port">
      \`\`\`helm
      {{- define "port" -}}
      \`\`\`

      = \`'"1"'\`

      Defined in [templates/_h.tpl:3](file:///w/templates/_h.tpl#L3) · called once: [templates/x.yaml:1](file:///w/templates/x.yaml#L1)

      | Parameter | For example |
      | --- | --- |
      | \`strict\` *optional* | \`true\` |
      | \`value\` *optional* | \`1\` |

      \`\`\`helm
      {{- if .strict }}{{ .value | quote }}{{ else }}{{ .value }}{{ end }}
      \`\`\`"
    `);
  });

  test('a key of the dict that a helper is given', () => {
    expect(
      word('a: {{ include "port" (dict "va█lue" 1) }}\nb: {{ include "port" (dict "value" .Values.on) }}'),
    ).toMatchInlineSnapshot(`
      "<"value">
      **\`value\`** of \`port\` · optional · read at [templates/_h.tpl:4](file:///w/templates/_h.tpl#L4)

      Callers give

      - \`1\` at [templates/x.yaml:1](file:///w/templates/x.yaml#L1)
      - \`.Values.on\` at [templates/x.yaml:2](file:///w/templates/x.yaml#L2)"
    `);
    expect(word('a: {{ include "port" (dict "val" "val█ue") }}')).toBe('nothing');
    expect(word('a: {{ include "port" (dict "va█l" 1) }}')).toContain('`port` reads no such key.');
  });

  test('possibilities of a helper, by caller', () => {
    expect(
      hoverAnswer(`
        -- values.yaml --
        a: {port: 1}
        b: {port: 2}
        -- templates/_h.tpl --
        {{ define "port" }}{{ .box.po█rt }}{{ end }}
        -- templates/a.yaml --
        a: {{ include "port" (dict "box" .Values.a) }}
        -- templates/b.yaml --
        b: {{ include "port" (dict "box" .Values.b) }}
      `),
    ).toMatchInlineSnapshot(`
      "<port>
      2 values, by caller:

      - \`1\` from [templates/a.yaml:1](file:///w/templates/a.yaml#L1)
      - \`2\` from [templates/b.yaml:1](file:///w/templates/b.yaml#L1)

      ---

      When called from [templates/a.yaml:1](file:///w/templates/a.yaml#L1):

      **\`.Values.a.port\`** = \`1\` *(integer)* from [values.yaml:1](file:///w/values.yaml#L1)

      ---

      When called from [templates/b.yaml:1](file:///w/templates/b.yaml#L1):

      **\`.Values.b.port\`** = \`2\` *(integer)* from [values.yaml:2](file:///w/values.yaml#L2)"
    `);
  });

  test('variables', () => {
    expect(word('{{ $x := .Values.image.tag }}\n{{ $x = "z" }}\na: {{ $█x }}')).toMatchInlineSnapshot(`
      "<$x>
      \`\`\`helm
      {{ $x := .Values.image.tag }}
      \`\`\`

      = \`"z"\`

      Declared at [line 1](file:///w/templates/x.yaml#L1) · assigned at [line 2](file:///w/templates/x.yaml#L2)

      **\`.Values.image.tag\`** = \`v1\` *(string)* from [values.yaml:1](file:///w/values.yaml#L1)"
    `);
  });

  test('templates in values that reach tpl', () => {
    const text = (value: string) =>
      hoverAnswer(`-- values.yaml --\nname: é\nhi: "${value}"\n-- templates/x.yaml --\na: {{ tpl .Values.hi . }}`);
    expect(text('{{ .Values.na█me | quote }}')).toContain('**`.Values.name`** = `é` *(string)*');
    expect(text('{{ i█f .Values.name }}x{{ end }}')).toContain('**`if .Values.name`** · ends at [line 2]');
    expect(text('{{ $x := 1 }}{{ $█x }}')).toContain('{{ $x := 1 }}');
  });

  test('files', () => {
    const files =
      '-- .helmignore --\n*.sql\n-- conf/a.toml --\n[a]\nb = 1\n-- conf/b.sql --\nselect 1\n-- templates/x.yaml --\n';
    expect(hoverAnswer(`${files}a: {{ .Files.Get "conf/a█.toml" }}`)).toMatchInlineSnapshot(`
      "<"conf/a.toml">
      [conf/a.toml](file:///w/conf/a.toml) · 2 lines

      \`\`\`toml
      [a]
      b = 1
      \`\`\`"
    `);
    expect(hoverAnswer(`${files}a: {{ .Files.Get "conf/b█.sql" }}`)).toContain('**.helmignore leaves it out.**');
    expect(hoverAnswer(`${files}a: {{ .Files.Get "conf/c█.sql" }}`)).toContain('has no such file');
    expect(hoverAnswer(`${files}a: {{ (.Files.Glob "conf/█*").AsConfig }}`)).toMatchInlineSnapshot(`
      "<"conf/*">
      **\`conf/*\`** matches 1 file:

      - [conf/a.toml](file:///w/conf/a.toml) · 2 lines"
    `);
  });

  test('a table that several files set is merged', () => {
    const settings = { valuesFiles: ['values-prod.yaml'] };
    expect(
      hoverAnswer(
        '-- values.yaml --\na: {b: 1, c: {d: [1], e: x}}\n-- values-prod.yaml --\na: {c: {e: null, f: é}}\n-- templates/x.yaml --\n{{ .Values.█a }}',
        { settings },
      ),
    ).toMatchInlineSnapshot(`
      "<a>
      **\`.Values.a\`** *(object)*

      \`\`\`yaml
      c:
        f: é
        d: [1]
      b: 1
      \`\`\`

      - [values-prod.yaml:1](file:///w/values-prod.yaml#L1) (active): \`map, 1 key\`
      - [values.yaml:1](file:///w/values.yaml#L1): \`map, 2 keys\`"
    `);
  });

  test('a chart that the values leave out', () => {
    expect(
      hoverAnswer(`
        -- Chart.yaml --
        apiVersion: v2
        name: w
        version: 1.0.0
        dependencies: [{name: db, version: 1.0.0, condition: db.enabled}]
        -- values.yaml --
        db: {enabled: false}
        -- charts/db/Chart.yaml --
        apiVersion: v2
        name: db
        version: 1.0.0
        -- charts/db/values.yaml --
        port: 1
        -- charts/db/templates/x.yaml --
        a: {{ .Values.po█rt }}
      `),
    ).toContain('The chart `db` is disabled by db.enabled: false in values.yaml.');
  });
});
