// The charts that `npm run bench` measures, made up on the spot: small, of a hundred templates, as large as public charts get, and slow in Helm itself.

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Writes the charts below `folder`; gives their folders by name. */
export function writeBenchCharts(folder) {
  const charts = { small: smallChart(), hundred: hundredTemplates(), huge: hugeChart(), slow: slowChart() };
  return Object.fromEntries(
    Object.entries(charts).map(([name, files]) => {
      const chart = join(folder, name);
      writeChart(chart, { 'Chart.yaml': chartYaml(name), ...files });
      return [name, chart];
    }),
  );
}

/** Writes files by path below `folder`. */
export function writeChart(folder, files) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

const chartYaml = (name) => `apiVersion: v2\nname: ${name}\nversion: 0.1.0\nappVersion: "1.2.3"\n`;

const HELPERS = `{{- define "b.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" -}}
{{- end }}
{{- define "b.fullname" -}}
{{- printf "%s-%s" .Release.Name (include "b.name" .) | trunc 63 | trimSuffix "-" -}}
{{- end }}
{{- define "b.labels" -}}
app.kubernetes.io/name: {{ include "b.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}
`;

function deployment(values) {
  return `{{- with ${values} }}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "b.fullname" $ }}-{{ .name }}
  labels:
    {{- include "b.labels" $ | nindent 4 }}
spec:
  replicas: {{ .replicas }}
  selector:
    matchLabels:
      component: {{ .name }}
  template:
    metadata:
      labels:
        {{- include "b.labels" $ | nindent 8 }}
        component: {{ .name }}
    spec:
      containers:
        - name: {{ .name }}
          image: "{{ .image.repository }}:{{ .image.tag | default $.Chart.AppVersion }}"
          {{- if .env }}
          env:
            {{- range $key, $value := .env }}
            - name: {{ $key | upper }}
              value: {{ $value | quote }}
            {{- end }}
          {{- end }}
          resources:
            {{- toYaml .resources | nindent 12 }}
{{- end }}
`;
}

function service(name, indent) {
  return `name: ${name}
replicas: 2
image:
  repository: registry.example.com/${name}
  tag: ""
env:
  log_level: info
  port: 8080
  feature_${name.replaceAll('-', '_')}: "on"
resources:
  requests: {cpu: 100m, memory: 128Mi}
  limits:
    memory: 256Mi`.replaceAll('\n', `\n${indent}`);
}

function smallChart() {
  return {
    'values.yaml': `nameOverride: ""\nweb:\n  ${service('web', '  ')}\n`,
    'templates/_helpers.tpl': HELPERS,
    'templates/deployment.yaml': deployment('.Values.web'),
  };
}

/** A hundred services in values of 1,500 lines, each with a template of its own. */
function hundredTemplates() {
  const names = Array.from({ length: 100 }, (_, i) => `svc${i}`);
  return {
    'values.yaml': `nameOverride: ""\n${names.map((name) => `${name}:\n  ${service(name, '  ')}\n`).join('')}`,
    'templates/_helpers.tpl': HELPERS,
    ...Object.fromEntries(names.map((name) => [`templates/${name}.yaml`, deployment(`.Values.${name}`)])),
  };
}

/** 180 templates and 6,000 lines of values, as the largest public charts have; files by path, Chart.yaml too. */
export function hugeChart() {
  let values = `nameOverride: ""\nweb:\n  ${service('web', '  ')}\n`;
  for (let i = 0; i < 1000; i++)
    values += `key${i}:\n  # -- what it is\n  name: n${i}\n  labels:\n    a: b\n    c: "${i}"\n`;
  const files = { 'Chart.yaml': chartYaml('huge'), 'values.yaml': values, 'templates/_helpers.tpl': HELPERS };
  for (let i = 0; i < 179; i++) {
    const rows = Array.from({ length: 20 }, (_, k) => `  k${k}: {{ .Values.key${(i * 5 + k) % 1000}.name | quote }}`);
    const labels = '  labels: {{- include "b.labels" . | nindent 4 }}';
    const head = `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: c${i}\n${labels}\ndata:\n`;
    files[`templates/c${String(i).padStart(3, '0')}.yaml`] = `${head}${rows.join('\n')}\n`;
  }
  return { ...files, 'templates/web.yaml': deployment('.Values.web') };
}

/** What makes real charts take seconds: merges of deep copies, and tpl over texts made of includes, in loops. */
function slowChart() {
  return {
    'values.yaml': `nameOverride: ""\ncount: 450\ndefaults:\n  ${service('svc', '  ')}\n  annotations:\n${Array.from(
      { length: 60 },
      (_, i) => `    note-${i}: "{{ .Release.Name }} of {{ .Chart.Name }}, ${i}"\n`,
    ).join('')}`,
    'templates/_helpers.tpl': `${HELPERS}
{{- define "b.render" -}}
{{- tpl (toYaml .value) .context -}}
{{- end }}
{{- define "b.merged" -}}
{{- $own := deepCopy .root.Values.defaults | mustMergeOverwrite (dict "index" .index) -}}
{{- include "b.render" (dict "value" $own "context" .root) -}}
{{- end }}
`,
    'templates/all.yaml': `{{- range $i := until (int .Values.count) }}
{{- $service := include "b.merged" (dict "root" $ "index" $i) | fromYaml }}
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ include "b.fullname" $ }}-{{ $service.index }}
  labels:
    {{- include "b.labels" $ | nindent 4 }}
  annotations:
    {{- toYaml $service.annotations | nindent 4 }}
data:
  service.yaml: |
    {{- toYaml (omit $service "annotations") | nindent 4 }}
{{- end }}
`,
  };
}
