{{- define "who" }}sub{{ end }}
{{- define "lib" }}sub{{ end }}
{{- define "blocked" }}by sub{{ end }}
