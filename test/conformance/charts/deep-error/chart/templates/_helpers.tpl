{{- define "outer" -}}
{{- include "inner" (dict "values" .Values "x" 1) -}}
{{- end -}}

{{- define "inner" -}}
{{- $name := .values.server.name -}}
{{ index .values.list 5 }}
{{- end -}}
