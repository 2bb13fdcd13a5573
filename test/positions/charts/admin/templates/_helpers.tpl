{{- define "admin.labels" -}}
{{ include "mesh.labels" . }}
title: {{ .Values.console.title }}
{{- end -}}
{{/* The same name as in the chart backend, which is no part of this one. */}}
{{- define "backend.fullname" -}}
admin-{{ .Values.console.title }}
{{- end -}}
