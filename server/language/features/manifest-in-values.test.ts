// Kubernetes fields in values files: text in, what is offered and told out.

import { expect, test } from 'vitest';
import { cursorOf, type FixtureOptions, fixture } from '../../../test/support/fixture.ts';
import { SMALL_SCHEMAS } from '../../../test/support/small-schemas.ts';
import { manifestHoverInValues, manifestInValues } from './manifest-in-values.ts';

const CHART = `
-- templates/_pod.tpl --
{{- define "pod" -}}
spec:
  containers:
    - name: web
      {{- with .Values.resources }}
      resources:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      ports:
        {{- .Values.web.ports | toYaml | nindent 8 }}
      image: {{ .Values.image.name }}
{{- end -}}
-- templates/a.yaml --
apiVersion: apps/v1
kind: Deployment
metadata: {name: a}
spec:
  template:
    {{- include "pod" . | nindent 4 }}
-- values.yaml --
`;

function offered(values: string, options?: FixtureOptions): string {
  const read = fixture(CHART + values, options);
  const { uri, offset } = cursorOf(read);
  const items = manifestInValues({ ...read.snapshot, schemas: SMALL_SCHEMAS }, uri, offset);
  const sorted = [...items].sort((a, b) => (a.sort < b.sort ? -1 : 1));
  return sorted.map(({ label, insert }) => (insert.includes('\n') ? JSON.stringify(insert) : label)).join(' ');
}

function told(values: string): string {
  const read = fixture(CHART + values);
  const { uri, offset } = cursorOf(read);
  const found = manifestHoverInValues({ ...read.snapshot, schemas: SMALL_SCHEMAS }, uri, offset);
  return found === undefined
    ? 'nothing'
    : `${read.snapshot.files.get(uri)?.text.slice(found.span.start, found.span.end)}: ${found.markdown}`;
}

test('fields of a table that templates print, through helpers and blocks', () => {
  expect(offered('resources:\n  █\n')).toMatchInlineSnapshot(`""limits:\\n  $1""`);
  expect(offered('resources: {█}\n')).toMatchInlineSnapshot(`"limits"`);
  expect(offered('resources:\r\n  é: 1\r\n  l█\r\n', { newline: '\r\n' })).toMatchInlineSnapshot(`""limits:\\n  $1""`);
  expect(offered('web:\n  ports:\n    - █\n')).toMatchInlineSnapshot(`"containerPort name protocol"`);
  expect(offered('web:\n  ports:\n    - name: é\n      █\n')).toMatchInlineSnapshot(`"containerPort protocol"`);
  expect(offered('web:\n  ports:\n    - protocol: █\n')).toMatchInlineSnapshot(`"SCTP TCP UDP"`);
});

test('nothing where a value is printed as a text, or not at all', () => {
  expect(offered('image:\n  █\n')).toBe('');
  expect(offered('web:\n  █\n')).toBe('');
  expect(offered('█\n')).toBe('');
  expect(offered('resources:\n  unknown:\n    █\n')).toBe('');
});

test('what a field is for', () => {
  expect(told('resources:\n  lim█its: {cpu: 1}\n')).toMatchInlineSnapshot(
    `"limits: **\`resources.limits\`**: \`map of quantities\`"`,
  );
  expect(told('web:\n  ports:\n    - name: a\n      proto█col: TCP\n')).toMatchInlineSnapshot(`
    "protocol: **\`web.ports[].protocol\`**: \`string\`

    One of \`SCTP\`, \`TCP\`, \`UDP\`  
    Default: \`TCP\`"
  `);
  expect(told('image: {na█me: x}\n')).toBe('nothing');
});
