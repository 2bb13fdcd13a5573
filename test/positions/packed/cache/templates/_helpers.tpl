{{/* Where the cache is, as a URL. */}}
{{- define "cache.url" -}}
redis://{{ .Release.Name }}-cache
{{- end -}}
