{{- define "backend.fullname" -}}
{{ .Release.Name }}-{{ .Chart.Name }}
{{- end -}}
{{- define "backend.labels" -}}
name: {{ include "backend.fullname" . }}
{{ include "mesh.labels" . }}
{{- end -}}
