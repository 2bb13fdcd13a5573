// A library's helpers seen from inside the library: what all charts that use it hand over.

import { expect, test } from 'vitest';
import { cursorOf, fixture } from '../../../test/support/fixture.ts';
import { lensUses } from './code-lens.ts';
import { completion } from './completion.ts';
import { hover } from './hover.ts';

const charts = (helper: string, more = '') => `
  -- lib/Chart.yaml --
  name: lib
  version: 1.0.0
  type: library
  -- lib/templates/_h.tpl --
  ${helper}
  -- x/Chart.yaml --
  name: x
  version: 1.0.0
  dependencies: [{name: lib, version: 1.0.0, repository: "file://../lib"}]
  -- x/values.yaml --
  a: {fromX: 1}
  -- x/templates/x.yaml --
  é: {{ include "lib.port" (dict "port" .Values.a) }}
  -- y/Chart.yaml --
  name: y
  version: 1.0.0
  dependencies: [{name: lib, version: 1.0.0, repository: "file://../lib"}]
  -- y/values.yaml --
  b: {fromY: ü}
  -- y/templates/y.yaml --
  é: {{ include "lib.port" (dict "port" .Values.b) }}
  -- stranger/Chart.yaml --
  name: stranger
  version: 1.0.0
  -- stranger/values.yaml --
  c: {fromStranger: 1}
  -- stranger/templates/s.yaml --
  {{ define "lib.port" }}{{ .port }}{{ end }}{{ include "lib.port" (dict "port" .Values.c) }}
${more}`;

function labels(text: string): string[] {
  const read = fixture(text);
  const { uri, offset } = cursorOf(read);
  return completion(read.snapshot, uri, offset).map(({ label }) => label);
}

function hoverText(text: string): string {
  const read = fixture(text);
  const { uri, offset } = cursorOf(read);
  return hover(read.snapshot, uri, offset)?.markdown ?? '';
}

test('completion offers what every user hands over, and nothing of a chart that has a helper of the same name', () => {
  expect(labels(charts('{{ define "lib.port" }}{{ .port.█ }}{{ end }}')).sort()).toEqual(['fromX', 'fromY']);
  expect(labels(charts('{{ define "lib.port" }}{{ with .port }}{{ .█ }}{{ end }}{{ end }}')).sort()).toEqual(
    expect.arrayContaining(['fromX', 'fromY']),
  );
});

test('through a second helper of the library', () => {
  const inner = '{{ define "lib.port" }}{{ include "lib.in" . }}{{ end }}{{ define "lib.in" }}{{ .port.█ }}{{ end }}';
  expect(labels(charts(inner)).sort()).toEqual(['fromX', 'fromY']);
});

test('hover names the callers of every user', () => {
  const text = hoverText(charts('{{ define "lib.port" }}{{ .po█rt }}{{ end }}'));
  expect(text).toMatchInlineSnapshot(`
    "When called from [templates/x.yaml:1](file:///w/x/templates/x.yaml#L1):

    **\`.Values.a\`** *(object)* from [values.yaml:1](file:///w/x/values.yaml#L1)

    \`\`\`yaml
    {fromX: 1}
    \`\`\`

    ---

    When called from [y/templates/y.yaml:1](file:///w/y/templates/y.yaml#L1):

    **\`.Values.b\`** *(object)* from [y/values.yaml:1](file:///w/y/values.yaml#L1)

    \`\`\`yaml
    {fromY: ü}
    \`\`\`"
  `);
  const own = hoverText(charts('{{ define "lib.port" }}{{ .port.from█Y }}{{ end }}'));
  expect(own).toMatchInlineSnapshot(`
    "When called from [templates/x.yaml:1](file:///w/x/templates/x.yaml#L1):

    **\`.Values.a.fromY\`**

    No values file of the chart sets it.

    ---

    When called from [y/templates/y.yaml:1](file:///w/y/templates/y.yaml#L1):

    **\`.Values.b.fromY\`** = \`ü\` *(string)* from [y/values.yaml:1](file:///w/y/values.yaml#L1)"
  `);
});

test('hover and lens of the head tell calls of every user, and each call of the library itself once', () => {
  const own = '{{ define "lib.█port" }}{{ end }}{{ define "a" }}{{ include "lib.port" . }}{{ end }}';
  const links = hoverText(charts(own)).match(/\[[^\]]*:1\]/g);
  expect(links).toEqual([
    '[lib/templates/_h.tpl:1]',
    '[templates/x.yaml:1]',
    '[lib/templates/_h.tpl:1]',
    '[y/templates/y.yaml:1]',
  ]);
  const { snapshot, cursor } = fixture(charts(own));
  expect(lensUses(snapshot, cursor?.uri ?? '', { kind: 'define', name: 'lib.port' })?.title).toBe('3 uses');
});

test('a helper that only a chart calls under which the library is not seen', () => {
  const more = `  -- z/Chart.yaml --
  name: z
  version: 1.0.0
  dependencies: [{name: lib, version: 1.0.0, repository: "file://../lib"}]
  -- z/values.yaml --
  z: {fromZ: 1}
  -- z/templates/z.yaml --
  {{ include "lib.only" .Values.z }}
`;
  expect(labels(charts('{{ define "lib.only" }}{{ .█ }}{{ end }}', more))).toContain('fromZ');
});
