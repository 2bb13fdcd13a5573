{{- define "kept" }}from deep{{ end }}
{{- define "filled" }}{{ "" }}{{ end }}
{{- define "blank" }}{{ end }}
