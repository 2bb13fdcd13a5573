// Completion of Kubernetes fields in named templates and by what was rendered: text in, what is offered out.

import { describe, expect, test } from 'vitest';
import { cursorOf, type FixtureOptions, fixture } from '../../../test/support/fixture.ts';
import { renderedState } from '../../../test/support/rendered-state.ts';
import { SMALL_SCHEMAS } from '../../../test/support/small-schemas.ts';
import { applyChanges, fileAt } from '../workspace/snapshot.ts';
import { manifestInTemplate } from './manifest-in-template.ts';

interface Options extends FixtureOptions {
  /** What stood in place of the last word when the chart was rendered; undefined: it was not rendered. */
  readonly before?: string;
}

function labels(text: string, options: Options = {}): string {
  const read = fixture(text, options);
  const { uri, offset } = cursorOf(read);
  const snapshot = { ...read.snapshot, schemas: SMALL_SCHEMAS };
  const { before } = options;
  const now = fileAt(snapshot, uri)?.text ?? '';
  const then = now.slice(0, offset).replace(/[\w-]*$/, before ?? '') + now.slice(offset);
  const state =
    before === undefined ? undefined : renderedState(applyChanges(snapshot, [{ kind: 'file', uri, text: then }]));
  const items = [...manifestInTemplate(snapshot, uri, offset, state)].sort((a, b) => (a.sort < b.sort ? -1 : 1));
  return items.map(({ label }) => label).join(' ');
}

const VALUES = '-- values.yaml --\nkind: Deployment\nlabels: {a: b}\ncontainers: [{name: x}]\n';
const DEPLOYMENT = 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: x\nspec:\n';
const OF_CONTAINER = 'image imagePullPolicy ports stdin args resources';
const helper = (body: string, call: string, more = '') =>
  `-- templates/_h.tpl --\n${body}\n-- templates/a.yaml --\n${call}\n${more}`;

describe('in named templates', () => {
  test('the table of the column that a call puts it into', () => {
    const at = (call: string) =>
      labels(helper('{{- define "h" -}}\nreplicas: 1\n█\n{{- end }}', `${DEPLOYMENT}${call}`));
    expect(at('  {{- include "h" . | nindent 2 }}')).toBe('selector template');
    expect(at('{{ include "h" . | indent 2 }}')).toBe('selector template');
    expect(at('  {{ include "h" . | trim | nindent 2 }}')).toBe('selector template');
    expect(at('  {{- (include "h" .) | nindent 2 }}')).toBe('selector template');
    expect(at('  {{- with .Values.x }}\n  {{- include "h" $ | nindent 2 }}\n  {{- end }}')).toBe('selector template');
    expect(at('  selector: {}\n  template:\n    {{- include "h" . | nindent 4 }}')).toBe('metadata spec');
    expect(at('  template: {{- include "h" . | nindent 4 }}')).toBe('metadata spec');
    expect(at('  x: {{ include "h" . | quote }}')).toBe('');
    expect(at('  {{- $x := include "h" . }}')).toBe('');
    expect(at('')).toBe('');
  });

  test('with columns of its own, and none', () => {
    const call = '  template:\n    spec:\n      containers:\n';
    const at = (body: string, how: string) =>
      labels(helper(`{{- define "h" }}\n${body}\n{{- end }}`, DEPLOYMENT + call + how));
    expect(at('- name: a\n  █', '        {{- include "h" . | nindent 8 }}')).toBe(OF_CONTAINER);
    expect(at('- name: a\n  █', '      {{- include "h" . | nindent 6 }}')).toBe(OF_CONTAINER);
    expect(at('  - name: a\n    █', '      {{- include "h" . | nindent 6 }}')).toBe(OF_CONTAINER);
    expect(at('        - name: a\n          im█', '{{ include "h" . }}')).toBe(OF_CONTAINER);
    expect(at('        - name: a\n          im█', '{{- template "h" . }}')).toBe(OF_CONTAINER);
    expect(at('name: a\nim█', '        - {{- include "h" . | nindent 10 }}')).toBe(OF_CONTAINER);
    expect(at('- name: a\n  imagePullPolicy: █', '        {{- include "h" . | nindent 8 }}')).toBe(
      'Always IfNotPresent Never',
    );
    expect(at('- █', '        {{- include "h" . | nindent 8 }}')).toBe(`name ${OF_CONTAINER}`);
    expect(
      at('{{- range .Values.c }}\n- name: {{ .x }}\n  █\n{{- end }}', '        {{- include "h" . | nindent 8 }}'),
    ).toBe(OF_CONTAINER);
    expect(
      labels(
        helper(
          '{{- define "h" -}}\r\n- name: a\r\n  é: ü\r\n  im█\r\n{{- end }}',
          `${DEPLOYMENT}${call}        {{- include "h" . | nindent 8 }}`,
          '',
        ),
        { newline: '\r\n' },
      ),
    ).toBe(OF_CONTAINER);
  });

  test('all callers together, callers of callers, a document of its own', () => {
    const pod = '-- templates/b.yaml --\napiVersion: v1\nkind: Pod\nspec:\n  {{- include "h" . | nindent 2 }}\n';
    expect(
      labels(helper('{{- define "h" -}}\n█\n{{- end }}', `${DEPLOYMENT}  {{- include "h" . | nindent 2 }}`, pod)),
    ).toBe('selector template containers replicas restartPolicy nodeSelector');
    expect(
      labels(
        helper(
          '{{- define "h" -}}\nname: a\nim█\n{{- end }}\n{{- define "list" }}\n- {{ include "h" . | nindent 2 }}\n{{- end }}',
          'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    {{- include "list" . | nindent 4 }}',
        ),
      ),
    ).toBe(OF_CONTAINER);
    expect(labels(helper('{{- define "d" }}\napiVersion: v1\nkind: Pod\nspec:\n  █\n{{- end }}', 'x: y'))).toBe(
      'containers restartPolicy nodeSelector',
    );
    expect(
      labels(helper('{{- define "d" }}\n{{ include "d" . | nindent 2 }}\nfoo█\n{{- end }}', '{{ include "d" . }}')),
    ).toBe('');
    expect(
      labels(
        `${VALUES}-- templates/a.yaml --\n{{- define "h" }}\nna█\n{{- end }}\napiVersion: v1\nkind: Pod\nmetadata:\n  {{- include "h" . | nindent 2 }}\n`,
      ),
    ).toBe('name namespace labels annotations');
  });
});

describe('by what was rendered', () => {
  test('a kind and an apiVersion that actions compute', () => {
    const text = `${VALUES}-- templates/a.yaml --\napiVersion: {{ print "apps/" "v1" }}\nkind: {{ .Values.kind }}\nspec:\n  paused: true\n  re█\n`;
    expect(labels(text, { before: '' })).toBe('selector template replicas');
    expect(labels(text)).toBe('');
    expect(labels(text, { before: '', newline: '\r\n' })).toBe('selector template replicas');
  });

  test('a document that begins in a helper', () => {
    const body = '{{- define "head" }}\napiVersion: apps/v1\nkind: Deployment\nspec:\n{{- end }}';
    const text = `${VALUES}${helper(body, '{{- include "head" . }}\n  # é\n  paused: true\n  sel█')}`;
    expect(labels(text, { before: '' })).toBe('selector template replicas');
    expect(labels(text)).toBe('');
  });

  test('in helpers that are called from it', () => {
    const body = '{{- define "h" -}}\nreplicas: 1\n█\n{{- end }}';
    const call =
      'apiVersion: {{ print "apps/" "v1" }}\nkind: {{ .Values.kind }}\nmetadata:\n  name: x\nspec:\n  {{- include "h" . | nindent 2 }}';
    expect(labels(`${VALUES}${helper(body, call)}`, { before: '' })).toBe('selector template');
  });

  test('in helpers whose text goes through variables and computed names', () => {
    const body = '{{- define "h" -}}\n- name: x\n  im█\n{{- end }}';
    const at = (print: string) => helper(body, `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    ${print}`);
    const variable = at('{{- $x := include "h" . }}\n    {{- $x | nindent 4 }}');
    expect(labels(variable, { before: '' })).toBe(OF_CONTAINER);
    expect(labels(variable)).toBe('');
    expect(labels(at('{{- include (print "h" "") . | nindent 4 }}'), { before: '' })).toBe(OF_CONTAINER);
  });

  test('keys that actions have put into the table are not offered again', () => {
    const text = `${VALUES}-- templates/a.yaml --\napiVersion: v1\nkind: Pod\nspec:\n  {{- dict "nodeSelector" .Values.labels | toYaml | nindent 2 }}\n  restartPolicy: Never\n  █\n`;
    expect(labels(text, { before: '' })).toBe('containers');
    expect(labels(text)).toBe('containers nodeSelector');
  });

  test('behind edits, and where the text that failed is half-written', () => {
    const text = `${VALUES}-- templates/a.yaml --\napiVersion: v1\nkind: {{ "Pod" }}\nspec:\n  restartPolicy: Never\n  cont█: {{ .x\n`;
    expect(labels(text, { before: '' })).toBe('');
    const later = `${VALUES}-- templates/a.yaml --\napiVersion: v1\nkind: {{ "Pod" }}\nspec:\n  {{- range .Values.containers }}\n  containers:\n    - name: {{ .name }}\n      im█\n  {{- end }}\n`;
    expect(labels(later, { before: '' })).toBe(OF_CONTAINER);
  });
});
