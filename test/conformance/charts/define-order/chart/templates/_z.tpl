{{- define "files" }}_z{{ end }}
