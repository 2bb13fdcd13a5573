{{/*
Name and tag of an image.
*/}}
{{- define "store.image" -}}
{{- printf "%s:%s" .image.repository .image.tag -}}
{{- end -}}

{{- define "store.labels" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/version: {{ .Values.image.tag | quote }}
{{- end -}}
