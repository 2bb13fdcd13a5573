{{/*
A scalar as a person would write it: numbers of values.yaml are floats, and a
large one would print as 1.073741824e+09.
*/}}
{{- define "platform-lib.scalar" -}}
{{- if and (kindIs "float64" .) (eq (floor .) .) -}}
{{- int64 . -}}
{{- else -}}
{{- . -}}
{{- end -}}
{{- end -}}

{{/*
Renders a value that may hold templates. Takes a dict: root, value (text or tree).
*/}}
{{- define "platform-lib.tplvalue" -}}
{{- if kindIs "string" .value -}}
{{- tpl .value .root -}}
{{- else -}}
{{- tpl (toYaml .value) .root -}}
{{- end -}}
{{- end -}}

{{/*
Environment variables from a map: text becomes a value, a map is written whole.
*/}}
{{- define "platform-lib.env" -}}
{{- range $name, $value := . }}
- name: {{ $name }}
  {{- if kindIs "map" $value }}
  {{- toYaml $value | nindent 2 }}
  {{- else }}
  value: {{ include "platform-lib.scalar" $value | quote }}
  {{- end }}
{{- end -}}
{{- end -}}

{{/*
A storageClassName field; nothing when the cluster's default is wanted.
Takes a dict: root, storageClass (optional).
*/}}
{{- define "platform-lib.storageClass" -}}
{{- with .storageClass | default (.root.Values.global).storageClass -}}
storageClassName: {{ . }}
{{- end }}
{{- end -}}
