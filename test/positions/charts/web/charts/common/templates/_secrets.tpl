{{/* The key of a secret: {{ include "common.secrets.key" (dict "existingSecret" .Values.path "key" "keyName") }} */}}
{{- define "common.secrets.key" -}}
{{- $key := .key -}}
{{- with .existingSecret -}}
  {{- if kindIs "map" . -}}
    {{- range $from, $to := .keyMapping -}}{{- if eq $from $.key -}}{{- $key = $to -}}{{- end -}}{{- end -}}
  {{- end -}}
{{- end -}}
{{- $key -}}
{{- end -}}

{{- define "common.secrets.name" -}}
{{- $name := include "common.names.fullname" .context -}}
{{- with .auth -}}
{{- if .existingSecret -}}{{- $name = .existingSecret -}}{{- end -}}
{{- end -}}
{{- printf "%s%s" $name (default "" .defaultNameSuffix) -}}
{{- end -}}
