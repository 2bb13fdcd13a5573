// A small chart with everything that an edit can reach: helpers, a subchart, a file that a template reads, two values files.

const FILES: Readonly<Record<string, string>> = {
  'Chart.yaml': `apiVersion: v2
name: shop
version: 0.1.0
appVersion: "1.2"
icon: https://example.com/shop.svg
dependencies:
  - name: cache
    version: 0.1.0
`,
  'values.yaml': `replicas: 2
image:
  repository: example/shop
  tag: "1.2"
# -- Größe & Zahl der Knoten
nodes: {}
env:
  LOG_LEVEL: info
  REGION: zürich
ingress:
  enabled: true
  host: shop.example.com
cache:
  enabled: true
  size: 1Gi
`,
  'values-prod.yaml': `replicas: 5
image:
  tag: "1.2.3"
`,
  'templates/_helpers.tpl': `{{- define "shop.name" -}}
{{- printf "%s-%s" .Release.Name .Chart.Name | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{- define "shop.labels" -}}
app.kubernetes.io/name: {{ include "shop.name" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
{{- end -}}
`,
  'templates/web.yaml': `apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata:
  name: {{ include "shop.name" . }}
  labels:
    {{- include "shop.labels" . | nindent 4 }}
spec:
  replicas: {{ .Values.replicas }}
  template:
    spec:
      containers:
        - name: web
          image: "{{ .Values.image.repository }}:{{ .Values.image.tag }}"
          ports:
            - containerPort: 8080
`,
  'templates/ingress.yaml': `{{- if .Values.ingress.enabled }}
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: {{ include "shop.name" . }}
spec:
  rules:
    - host: {{ .Values.ingress.host | quote }}
{{- end }}
`,
  'templates/config.yaml': `apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ include "shop.name" . }}
data:
  shop.conf: |
    {{- .Files.Get "conf/shop.conf" | trim | nindent 4 }}
`,
  'conf/shop.conf': 'cache = on\nlimit = 12\n',
  'charts/cache/Chart.yaml': 'apiVersion: v2\nname: cache\nversion: 0.1.0\n',
  'charts/cache/values.yaml': 'size: 500Mi\nport: 6379\n',
  'charts/cache/templates/store.yaml': `kind: StatefulSet
metadata:
  name: {{ .Release.Name }}-cache
spec:
  size: {{ .Values.size }}
  port: {{ .Values.port }}
`,
};

export function shopFiles(newline: '\n' | '\r\n' = '\n'): Map<string, string> {
  return new Map(Object.entries(FILES).map(([path, text]) => [path, text.replaceAll('\n', newline)]));
}
