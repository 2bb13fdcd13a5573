{{- define "who" }}library{{ end }}
{{- define "lib" }}library{{ end }}
