{{- define "h" -}}
helped
{{- end -}}
