// Braces of other languages: whose they are, and that they come through a render as they are.

import { describe, expect, test } from 'vitest';
import { afterAction, changed, questionAt, rendered, titles } from '../../../../test/support/code-actions.ts';
import { languageOf } from '../../documents/foreign.ts';
import { templateView } from '../../documents/template.ts';
import { keepLiteralActions } from './keep-literal.ts';

test.each([
  ['{{ $labels.instance }}', 'Prometheus'],
  ['{{ $value | humanizePercentage }}', 'Prometheus'],
  ['{{ printf "%.2f" $value }}', 'Prometheus'],
  ['{{- range query "up" }}', 'Prometheus'],
  ['{{ .GroupLabels.alertname }}', 'Alertmanager'],
  ['{{ range .Alerts.Firing }}', 'Alertmanager'],
  ['{{inputs.parameters.msg}}', 'Argo Workflows'],
  ['{{=inputs.parameters["a-b"]}}', 'Argo Workflows'],
  ['{{workflow.name}}', 'Argo Workflows'],
  ['{{item}}', 'Argo Workflows'],
  ['{{steps.a-b.outputs.result}}', 'Argo Workflows'],
  ['{{args.service-name}}', 'Argo Rollouts'],
  ['{{ ds }}', 'Airflow'],
  ['{{ dag.dag_id }}', 'Airflow'],
  ['{{ params.x }}', 'Airflow'],
  ['{{ ti.xcom_pull("a") }}', 'Airflow'],
  ["{{ ref('users') }}", 'dbt'],
  ['{{ with secret "db/creds" }}', 'Vault Agent or Consul Template'],
  ['{{ .Data.data.password }}', 'Vault Agent or Consul Template'],
  ['{{#each items}}', 'Mustache or Handlebars'],
  ["{{ name | default('x') }}", 'Jinja'],
  ['{{ .Values.item }}', undefined],
  ['{{ include "x" (dict "params" .params) }}', undefined],
  ['{{ $value := .Values.x }}', undefined],
  ['{{ item.x | quote }}', undefined],
  ['{{ tpl .Values.Alerts . }}', undefined],
  ['{{ .Chart.Name }}', undefined],
  ['{{ dict "a" 1 }}', undefined],
  ['{{ .name }}', undefined],
])('%s is of %s', (tag, language) => {
  expect(languageOf(tag, { start: 0, end: tag.length })).toBe(language);
});

test('what stands around a tag may tell', () => {
  const of = (text: string) => {
    const start = text.indexOf('{{');
    return languageOf(text, { start, end: text.indexOf('}}') + 2 });
  };
  expect(of(`$${'{{ github.sha }}'}`)).toBe('GitHub Actions');
  expect(of('legendFormat: "{{ pod }}"')).toBe('Grafana');
  expect(of('{{ pod }}')).toBeUndefined();
  expect(of('{{ name }}\nkind: ApplicationSet\n')).toBe('Argo CD ApplicationSet');
});

/** The line afterwards; the render has it as it was, and no error. */
function kept(line: string, title = 'Keep', head = ''): string {
  const text = `-- templates/a.yaml --\n${head}a: |\n  ${line}`;
  const question = questionAt(text, undefined);
  const action = keepLiteralActions(question).find((one) => one.title.includes(title));
  if (action === undefined) return 'nothing';
  const after = changed(question.snapshot, action.changes?.() ?? []);
  const raw = line.replace('█', '');
  expect(rendered(after)).toContain(`a: |\n  ${raw}`);
  expect(rendered(after)).not.toContain('error:');
  const file = after.files.get(question.file.uri);
  expect(file && templateView(file, after.settings).parsed.errors).toEqual([]);
  return file?.text.split('\n').slice(-2)[0]?.trim() ?? '';
}

describe('escaped once', () => {
  test.each([
    ['{{ $la█bels.x }}', '{{ "{{ $labels.x }}" }}'],
    ['x {{- $la█bels.x -}} y', 'x {{ "{{- $labels.x -}}" }} y'],
    ['"{{ $va█lue | printf "%d" }}"', '"{{ `{{ $value | printf "%d" }}` }}"'],
    ['{{ $va█lue | printf `%d` "x" }}', '{{ "{{ $value | printf `%d` \\"x\\" }}" }}'],
    ['{{in█puts.parameters.a-b}}', '{{ "{{inputs.parameters.a-b}}" }}'],
    ['{{ é.x█ }}', '{{ "{{ é.x }}" }}'],
    ['{{ .Group█Labels.é😀 }}', '{{ "{{ .GroupLabels.é😀 }}" }}'],
    ["{{ ref('x█') }}", '{{ "{{ ref(\'x\') }}" }}'],
  ])('%s', (line, expected) => {
    expect(kept(line)).toBe(expected);
  });

  test("a block with all that is in it, but what is Helm's", () => {
    expect(kept('{{ with sec█ret "a" }}{{ .Data.x }}{{ .y }}{{ else }}-{{ end }}')).toBe(
      '{{ `{{ with secret "a" }}` }}{{ "{{ .Data.x }}" }}{{ "{{ .y }}" }}{{ "{{ else }}" }}-{{ "{{ end }}" }}',
    );
    expect(
      afterAction(keepLiteralActions, '-- templates/a.yaml --\n{{ range .Alerts }}█{{ $.Values.x }}{{ .y }}{{ end }}'),
    ).toBe('-- templates/a.yaml --\n{{ "{{ range .Alerts }}" }}{{ $.Values.x }}{{ "{{ .y }}" }}{{ "{{ end }}" }}\n');
  });

  test('chains of else', () => {
    expect(kept('{{ if eq $value█ 1 }}a{{ else if $labels.x }}b{{ else }}c{{ end }}')).toBe(
      '{{ "{{ if eq $value 1 }}" }}a{{ "{{ else if $labels.x }}" }}b{{ "{{ else }}" }}c{{ "{{ end }}" }}',
    );
  });

  test('what uses a variable of it', () => {
    expect(kept('{{ $x := $la█bels.a }}{{ $x }}')).toBe('{{ "{{ $x := $labels.a }}" }}{{ "{{ $x }}" }}');
  });

  test('all of the file', () => {
    expect(kept('{{ $la█bels.x }} {{ $value }} {{ item }}', 'all 3')).toBe(
      '{{ "{{ $labels.x }}" }} {{ "{{ $value }}" }} {{ "{{ item }}" }}',
    );
  });
});

test('once for each time that Helm reads it', () => {
  const text =
    '-- templates/_h.tpl --\n{{ define "x" }}{{ $la█bels.x }}{{ end }}\n-- templates/a.yaml --\na: {{ tpl (include "x" .) . }}';
  const question = questionAt(text);
  const [action] = keepLiteralActions(question);
  const after = changed(question.snapshot, action?.changes?.() ?? []);
  expect(rendered(after)).toContain('a: {{ $labels.x }}');
});

test('helpers whose callers give them to tpl', () => {
  const text =
    '-- templates/_h.tpl --\n{{ define "x" }}{{ $la█bels.x }}{{ end }}{{ define "y" }}{{ include "x" . }}{{ end }}\n-- templates/a.yaml --\na: {{ include "y" . | trim | tpl | quote }}\nb: {{ tpl (include "y" .) . }}';
  const question = questionAt(text.replace(' | tpl | quote', ''));
  const after = changed(question.snapshot, keepLiteralActions(question)[0]?.changes?.() ?? []);
  expect(rendered(after)).toContain('b: {{ $labels.x }}');
});

test('CRLF', () => {
  expect(
    afterAction(keepLiteralActions, '-- templates/a.yaml --\na: {{\n  $la█bels.x }}\nb: 1', 'Keep', {
      newline: '\r\n',
    }),
  ).toBe('-- templates/a.yaml --\na: {{ "{{\\r\\n  $labels.x }}" }}␍\nb: 1␍\n');
});

test('what is offered where', () => {
  const offered = (line: string, isAsked = false) =>
    titles(keepLiteralActions, `-- templates/a.yaml --\n${line}`, isAsked);
  expect(offered('{{ $la█bels.x }}')).toEqual(['Keep as literal of Prometheus']);
  expect(offered('{{ .Values.x█ }}')).toEqual([]);
  expect(offered('{{ .x█ }}')).toEqual([]);
  expect(offered('{{ .x█ }}', true)).toEqual(['Keep as literal, for another language']);
  expect(offered('{{ foo█ }}')).toEqual(['Keep as literal, for another language']);
  expect(offered('{{ if foo█ }}{{ end }}')).toEqual([]);
  expect(offered('{{ $la█bels.x')).toEqual([]);
  expect(offered('plain █text')).toEqual([]);
  const values = '-- values.yaml --\nreport: {Alerts: [1], Data: {x: 1}}\n';
  const known = (line: string) => titles(keepLiteralActions, `${values}-- templates/a.yaml --\n${line}`, false);
  expect(known('{{ with .Values.report }}{{ .Alerts█ }}{{ end }}')).toEqual([]);
  expect(known('{{ with .Values.report }}{{ .Data.█x }}{{ end }}')).toEqual([]);
  expect(known('{{ with .Values.report }}{{ .GroupLabels.█x }}{{ end }}')).toHaveLength(1);
});

describe('in texts that reach tpl', () => {
  test.each([
    ['a: "{{ $la█bels.x }}"', 'a: "{{ \\"{{ $labels.x }}\\" }}"', '{{ $labels.x }}'],
    ["a: 'it''s {{ $la█bels.x }}'", "a: 'it''s {{ \"{{ $labels.x }}\" }}'", "it's {{ $labels.x }}"],
    ["a: '{{ ref(''é█'') }}'", "a: '{{ \"{{ ref(''é'') }}\" }}'", "{{ ref('é') }}"],
    [
      'a: "{{ $va█lue | printf \\"%d\\" }}"',
      'a: "{{ `{{ $value | printf \\"%d\\" }}` }}"',
      '{{ $value | printf "%d" }}',
    ],
    ['a: CPU {{ $la█bels.x }} high', 'a: CPU {{ "{{ $labels.x }}" }} high', 'CPU {{ $labels.x }} high'],
    ['a: |\n  {{ $la█bels.x }}', 'a: |\n  {{ "{{ $labels.x }}" }}', '{{ $labels.x }}'],
  ])('%s', (line, expected, prints) => {
    const question = questionAt(`-- templates/a.yaml --\na: {{ tpl .Values.a . | trim }}\n-- values.yaml --\n${line}`);
    const [action] = keepLiteralActions(question);
    const after = changed(question.snapshot, action?.changes?.() ?? []);
    expect(after.files.get(question.file.uri)?.text).toBe(`${expected}\n`);
    expect(rendered(after)).toContain(`a: ${prints}\n`);
  });

  test('strings of a template', () => {
    const text = (string: string) => `-- templates/a.yaml --\na: {{ tpl ${string} . }}`;
    expect(afterAction(keepLiteralActions, text('"{{ $la█bels.x }}"'))).toContain(
      `tpl "{{ \\"{{ $labels.x }}\\" }}" .`,
    );
    expect(afterAction(keepLiteralActions, text('`{{ $la█bels.x }}`'))).toContain('tpl `{{ "{{ $labels.x }}" }}` .');
    expect(afterAction(keepLiteralActions, text('`{{ $la█bels.x | f "a" }}`'))).toContain(
      '`{{ "{{ $labels.x | f \\"a\\" }}" }}`',
    );
  });
});

test("an action that is Helm's own is not taken for another language's", () => {
  const offered = (action: string) => titles(keepLiteralActions, `-- templates/a.yaml --\na: ${action}`);
  expect(offered('{{ .Values.a█ }}')).toEqual([]);
  expect(offered('{{ toYaml $.Values.a█ }}')).toEqual([]);
  expect(offered('{{ include "x█" . }}')).toEqual([]);
  expect(offered('{{ .other█ }}')).toEqual(['Keep as literal, for another language']);
});
