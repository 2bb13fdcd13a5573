{{- define "files" }}_b{{ end }}
