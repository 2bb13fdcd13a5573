// A made chart of the size of the largest public ones, written as they are: 180 templates, helpers that are handed dicts, 6,000 lines of values and their schema.

const COMPONENTS = 90;
const SCALARS = 23;

/** Files by path. */
export function stackChart() {
  const names = Array.from({ length: COMPONENTS }, (_, i) => `component${i}`);
  const files = {
    'Chart.yaml': 'apiVersion: v2\nname: stack\nversion: 1.2.3\nappVersion: "4.5.6"\n',
    'values.yaml': valuesText(names),
    'values.schema.json': JSON.stringify(schemaOf(names), null, 1),
    'templates/_helpers.tpl': HELPERS,
  };
  names.forEach((name, i) => {
    files[`templates/${name}/deployment.yaml`] = deployment(name);
    if (i > 0) files[`templates/${name}/config.yaml`] = config(name, i);
  });
  return files;
}

function valuesText(names) {
  const head = `# yaml-language-server: $schema=values.schema.json
global:
  # -- Registry of all images
  registry: registry.example.com
  pullSecrets: []
nameOverride: ""
commonLabels: {}
`;
  return head + names.map(componentValues).join('');
}

function componentValues(name, i) {
  const settings = Array.from(
    { length: SCALARS },
    (_, k) => `    # -- Setting ${k} of ${name}\n    setting${k}: value-${k % 7}\n`,
  );
  return `
## @section ${name}
${name}:
  # -- Whether ${name} runs
  enabled: ${i % 3 !== 0}
  replicas: ${1 + (i % 4)}
  image:
    repository: example/${name}
    tag: "1.${i}"
    pullPolicy: IfNotPresent
  service:
    type: ClusterIP
    ports:
      http: 80
      metrics: 9100
  env:
    - name: LOG_LEVEL
      value: info
    - name: ${name.toUpperCase()}
      value: "on"
  config:
${settings.join('')}`.replace(/\n$/, '\n');
}

function schemaOf(names) {
  const text = (description) => ({ type: 'string', description });
  const settings = Array.from({ length: SCALARS }, (_, k) => [`setting${k}`, text(`Setting ${k}`)]);
  const component = {
    type: 'object',
    properties: {
      enabled: { type: 'boolean', description: 'Whether it runs' },
      replicas: { type: 'integer' },
      image: {
        type: 'object',
        properties: { repository: text('Name'), tag: text('Tag'), pullPolicy: text('When to pull') },
      },
      config: { type: 'object', properties: Object.fromEntries(settings) },
    },
  };
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    type: 'object',
    definitions: { component },
    properties: Object.fromEntries(names.map((name) => [name, { $ref: '#/definitions/component' }])),
  };
}

const HELPERS = `{{/* The name of most objects. */}}
{{- define "stack.name" -}}
{{- printf "%s-%s" .Release.Name (default .Chart.Name .Values.nameOverride) | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{/* Labels of an object: (dict "component" name "context" $) */}}
{{- define "stack.labels" -}}
app.kubernetes.io/name: {{ include "stack.name" .context }}
app.kubernetes.io/component: {{ .component }}
app.kubernetes.io/instance: {{ .context.Release.Name }}
{{- with .context.Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* The whole name of an image: (dict "image" .Values.x.image "global" .Values.global) */}}
{{- define "stack.image" -}}
{{- printf "%s/%s:%s" .global.registry .image.repository .image.tag -}}
{{- end -}}

{{- define "stack.env" -}}
{{- range .list }}
- name: {{ .name }}
  value: {{ tpl .value $.context | quote }}
{{- end }}
{{- end -}}
`;

function deployment(name) {
  return `{{- if .Values.${name}.enabled }}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "stack.name" . }}-${name}
  labels: {{- include "stack.labels" (dict "component" "${name}" "context" $) | nindent 4 }}
spec:
  replicas: {{ .Values.${name}.replicas }}
  template:
    spec:
      {{- with .Values.global.pullSecrets }}
      imagePullSecrets: {{- toYaml . | nindent 8 }}
      {{- end }}
      containers:
        - name: ${name}
          image: {{ include "stack.image" (dict "image" .Values.${name}.image "global" .Values.global) }}
          imagePullPolicy: {{ .Values.${name}.image.pullPolicy | quote }}
          env: {{- include "stack.env" (dict "list" .Values.${name}.env "context" $) | nindent 12 }}
          ports:
            {{- range $key, $port := .Values.${name}.service.ports }}
            - name: {{ $key }}
              containerPort: {{ $port }}
            {{- end }}
{{- end }}
`;
}

function config(name, i) {
  const rows = Array.from({ length: 24 }, (_, k) => `  row${k}: {{ .setting${(i + k) % SCALARS} | quote }}`);
  return `{{- with .Values.${name}.config }}
apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ include "stack.name" $ }}-${name}
  labels: {{- include "stack.labels" (dict "component" "${name}" "context" $) | nindent 4 }}
data:
  registry: {{ $.Values.global.registry | quote }}
  proxy: {{ $.Values.component0.service.ports.http | quote }}
${rows.join('\n')}
{{- end }}
`;
}
