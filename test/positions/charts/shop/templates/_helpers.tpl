{{- define "shop.name" -}}
{{ .Chart.Name }}-{{ .Values.global.region }}
{{- end -}}

{{/* A service of the shop by its key in the values. */}}
{{- define "shop.service" -}}
{{- $one := index .root.Values .key -}}
{{ .root.Release.Name }}-{{ .key }}.{{ .root.Values.global.domain }}
{{- end -}}
