// Completion where a text is due: what is offered, and what the line is once an item has been accepted.

import { describe, expect, test } from 'vitest';
import { cursorOf, type FixtureOptions, fixture } from '../../../../test/support/fixture.ts';
import { type CompletionItem, completion } from '../completion.ts';

const CHART = `
-- values.yaml --
# @schema
# enum: [tcp, udp]
# @schema
protocol: tcp
service:
  type: ClusterIP
  port: 80
my:
  odd-key: 1
-- values-prod.yaml --
service: {type: LoadBalancer}
-- conf/a.toml --
x
-- conf/b.toml --
x
-- conf/deep/c.json --
x
-- crds/widget.yaml --
kind: CustomResourceDefinition
spec:
  group: example.org
  names:
    kind: Widget
  versions:
  - name: v1beta1
-- templates/_h.tpl --
{{- define "app.name" }}{{ .Chart.Name }}{{ end }}
{{- define "app.port" }}{{ .port }}{{ .ctx.Values.x }}{{ if .name }}{{ .name }}{{ end }}{{ end }}
{{- define "app.plain" }}x{{ end }}
-- templates/used.yaml --
a: {{ include "app.port" (dict "port" .Values.service.port "ctx" $) }}
{{ if eq .Values.service.type "NodePort" }}{{ end }}
{{ if semverCompare ">=1.19-0" .Capabilities.KubeVersion.Version }}{{ end }}
{{ if .Capabilities.APIVersions.Has "acme.dev/v1" }}{{ end }}
-- templates/x.yaml --
`.trimStart();

function at(template: string, options?: FixtureOptions) {
  const read = fixture(CHART + template, options);
  const { uri, offset } = cursorOf(read);
  return { text: read.snapshot.files.get(uri)?.text ?? '', offset, items: completion(read.snapshot, uri, offset) };
}

function offered(template: string): string {
  return at(template)
    .items.filter(({ kind }) => kind !== 'function' && kind !== 'keyword' && kind !== 'snippet')
    .sort((a, b) => (a.sort < b.sort ? -1 : 1))
    .map(({ label }) => label)
    .join(' ');
}

function accepted(template: string, label: string, options?: FixtureOptions): string {
  const { text, items } = at(template, options);
  const item = items.find((one): one is CompletionItem => one.label === label);
  if (item === undefined) return 'not offered';
  const changed = text.slice(0, item.replace.start) + item.insert + text.slice(item.replace.end);
  return changed.split(/\r?\n/)[0] as string;
}

describe('named templates', () => {
  test.each([
    ['{{ include "█" }}', 'app.name', '{{ include "app.name" . }}'],
    ['{{ include "█', 'app.name', '{{ include "app.name" .'],
    ['{{ include "app.n█', 'app.name', '{{ include "app.name" .'],
    ['{{ include "█" . }}', 'app.name', '{{ include "app.name" . }}'],
    ['{{ include "█" $ | indent 2 }}', 'app.name', '{{ include "app.name" $ | indent 2 }}'],
    ['{{ include "█ | indent 2 }}', 'app.name', '{{ include "app.name" . | indent 2 }}'],
    ['{{ (include "█") }}', 'app.name', '{{ (include "app.name" .) }}'],
    ['{{ include █ }}', 'app.name', '{{ include "app.name" . }}'],
    ['{{- template "█" -}}', 'app.name', '{{- template "app.name" . -}}'],
    [
      '{{ with .Values.service }}{{ include "█" }}{{ end }}',
      'app.name',
      '{{ with .Values.service }}{{ include "app.name" \\$ }}{{ end }}',
    ],
    [
      '{{ include "█" }}',
      'app.port',
      '{{ include "app.port" (dict "port" \u0024{1:.Values.service.port} "ctx" \u0024{2:.}) }}',
    ],
    [
      '{{ include "app.port" █ }}',
      '(dict "port" … "ctx" …)',
      '{{ include "app.port" (dict "port" \u0024{1:.Values.service.port} "ctx" \u0024{2:.}) }}',
    ],
    [
      '{{ with .Values.service }}{{ template "app.port" █',
      '(dict "port" … "ctx" …)',
      '{{ with .Values.service }}{{ template "app.port" (dict "port" \u0024{1:.} "ctx" \u0024{2:\\$})',
    ],
    ['{{ include "app.nope" █ }}', '(dict "port" … "ctx" …)', 'not offered'],
    ['é😀: {{ include "█" }}', 'app.plain', 'é😀: {{ include "app.plain" . }}'],
  ])('%s + %s', (template, label, expected) => {
    expect(accepted(template, label)).toBe(expected);
    expect(accepted(template, label, { newline: '\r\n' })).toBe(expected);
  });
});

describe('keys of a dict for a helper', () => {
  test.each([
    ['{{ include "app.port" (dict "█', 'port ctx name'],
    ['{{ include "app.port" (dict "█" 80) }}', 'port ctx name'],
    ['{{ include "app.port" (dict "ctx" . "█', 'port name'],
    ['{{ include "app.port" (dict "ctx" . "█" 1) }}', 'port name'],
    ['{{ include "app.port" (dict "█" 1 "port" 80) }}', 'ctx name'],
    ['{{ include "app.port" (dict █ "ctx" $) }}', 'port name'],
    ['{{ include "app.port" (dict "ctx" $ █) }}', 'port name'],
    ['{{ include "app.port" (merge (dict "█") .) }}', 'port ctx name'],
    ['{{ template "app.port" (dict "█', 'port ctx name'],
    ['{{ include "app.port" (dict\n  "ctx" $\n  "█" 1\n) | nindent 4 }}', 'port name'],
    ['{{ $p := dict "█" 1 }}\n{{ include "app.port" $p }}', 'port ctx name'],
    ['{{ toYaml (dict "█', ''],
    ['{{ include "app.port" (dict "ctx" (dict "█', ''],
    ['{{ include "app.plain" (dict "█', ''],
  ])('%s', (template, expected) => expect(offered(template)).toBe(expected));

  test('accepting one', () => {
    expect(accepted('{{ include "app.port" (dict "█") }}', 'port')).toBe('{{ include "app.port" (dict "port") }}');
    expect(accepted('{{ include "app.port" (dict █) }}', 'port')).toBe('{{ include "app.port" (dict "port") }}');
    expect(accepted('{{ include "app.port" (dict "█) }}', 'ctx')).toBe('{{ include "app.port" (dict "ctx" .) }}');
    expect(accepted('{{ include "app.port" (dict "█" 1) }}', 'ctx')).toBe('{{ include "app.port" (dict "ctx" 1) }}');
  });

  test('its value is what callers give', () => {
    expect(offered('{{ include "app.port" (dict "port" █').split(' ')[0]).toBe('.Values.service.port');
    const key = at('{{ include "app.port" (dict "█').items[0];
    expect(key?.detail).toBe('wanted, such as .Values.service.port');
    expect(key?.document?.()).toContain('[templates/_h.tpl:2]');
  });
});

test.each([
  ['{{ if eq .Values.service.type "█', 'ClusterIP LoadBalancer NodePort'],
  ['{{ if eq .Values.service.type "█" }}', 'ClusterIP LoadBalancer NodePort'],
  ['{{ if .Values.service.type | eq "█" }}', 'ClusterIP LoadBalancer NodePort'],
  ['{{ with .Values.service }}{{ if ne .type "█" }}', 'ClusterIP LoadBalancer NodePort'],
  ['{{ $t := .Values.service.type }}{{ if eq $t "█" }}', 'ClusterIP LoadBalancer NodePort'],
  ['{{ if eq .Values.protocol "█" }}', 'tcp udp'],
  ['{{ if eq "█" .Values.protocol }}', 'tcp udp'],
  ['{{ if (eq "█" .Values.protocol) }}', 'tcp udp'],
  ['{{ dig "█" "" .Values }}', 'my protocol service'],
  ['{{ dig "service" "█" "" .Values }}', 'port type'],
  ['{{ .Values | dig "service" "█" "" }}', 'port type'],
  ['{{ if eq .Values.nothing "█" }}', ''],
  ['{{ if eq (toString .Values.protocol) "█" }}', 'tcp udp'],
  ['{{ define "l" }}{{ if eq .type "soft" }}{{ else if eq .type "█" }}{{ end }}{{ end }}', 'soft'],
  ['{{ .Files.Get "█" }}', 'conf/a.toml conf/b.toml conf/deep/c.json crds/widget.yaml values-prod.yaml'],
  ['{{ printf "a%█" .x }}', '%s %d %v %q %t %f %.2f %g %05d %-10s %x %c %T %+v %%'],
  ['{{ printf "a█" .x }}', ''],
  ['{{ printf "50%%█" .x }}', ''],
  ['{{ lookup "apps/v1" "█" }}', 'Deployment StatefulSet DaemonSet ReplicaSet ControllerRevision'],
  ['{{ lookup "example.org/v1beta1" "█" }}', 'Widget'],
  ['{{ kindIs "█', 'map slice string bool float64 int int64 invalid'],
  ['{{ semverCompare "█', '>=1.19-0 >=1.36-0 <1.36-0 ^1.36-0'],
  ['{{ quote "█" }}', ''],
  ['{{ include "app.missing" . }}{{ define "█" }}{{ end }}', 'app.missing'],
  ['{{ define "█" }}{{ end }}', ''],
  ['{{ pick .Values.service "port" "█" }}', 'type'],
  ['{{ get .Values.my "█" }}', 'odd-key'],
])('%s', (template, expected) => expect(offered(template)).toBe(expected));

test('patterns of files', () => {
  expect(offered('{{ .Files.Glob "█" }}')).toContain('conf/* conf/** conf/*.toml conf/deep/* conf/deep/*.json');
});

test('API versions: those Helm knows, those of the chart, those that are asked for', () => {
  const all = at('{{ .Capabilities.APIVersions.Has "█" }}').items.map(({ label }) => label);
  expect(all).toEqual(expect.arrayContaining(['batch/v1', 'example.org/v1beta1/Widget', 'acme.dev/v1']));
  expect(new Set(all).size).toBe(all.length);
});

test('a verb takes the place of what was begun', () => {
  expect(accepted('{{ printf "a-%█" .x }}', '%d')).toBe('{{ printf "a-%d" .x }}');
  expect(accepted('{{ printf "a-%0█" .x }}', '%05d')).toBe('{{ printf "a-%05d" .x }}');
});
