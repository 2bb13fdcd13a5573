{{/*
Labels that select pods; they must never change during the life of a release.
Takes a dict: root (the context), component, name (optional).
*/}}
{{- define "platform-lib.selectorLabels" -}}
app.kubernetes.io/name: {{ .name | default .root.Values.nameOverride | default .root.Chart.Name | trunc 63 | trimSuffix "-" }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
{{- with .component }}
app.kubernetes.io/component: {{ . }}
{{- end }}
{{- end -}}

{{/*
All labels of a resource. Takes the same dict as platform-lib.selectorLabels.
*/}}
{{- define "platform-lib.labels" -}}
helm.sh/chart: {{ include "platform-lib.chart" .root }}
{{ include "platform-lib.selectorLabels" . }}
{{- with .root.Chart.AppVersion }}
app.kubernetes.io/version: {{ . | quote }}
{{- end }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
app.kubernetes.io/part-of: data-platform
{{- with (.root.Values.global).environment }}
environment: {{ . | quote }}
{{- end }}
{{- with .root.Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}
