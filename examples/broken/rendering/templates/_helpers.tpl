{{- define "rendering.name" -}}
{{- .Release.Name | trunc 52 -}}
{{- end -}}
