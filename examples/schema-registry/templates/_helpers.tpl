{{- define "schema-registry.fullname" -}}
{{- printf "%s-schema-registry" .Release.Name | trunc 50 | trimSuffix "-" -}}
{{- end -}}

{{- define "schema-registry.selectorLabels" -}}
app.kubernetes.io/name: schema-registry
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "schema-registry.labels" -}}
helm.sh/chart: schema-registry-{{ .Chart.Version }}
{{ include "schema-registry.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end -}}
