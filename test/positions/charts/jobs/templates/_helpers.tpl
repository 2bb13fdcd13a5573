{{/* Level one of a chain. */}}
{{- define "jobs.first" -}}
{{ include "jobs.second" (dict "job" .job "top" .) }}
{{- end -}}
{{- define "jobs.second" -}}
{{ include "jobs.third" (dict "job" .job "settings" .top.settings) }}
{{- end -}}
{{- define "jobs.third" -}}
{{ .job.name }} at {{ .job.zeit }}, {{ .settings.deadline }} s
{{- end -}}
{{- define "jobs.retries" -}}
{{ .Values.defaults.retries }}
{{- end -}}
{{- define "jobs.queue" -}}
workers: {{ .workers }}
limits: {{ toJson .limits }}
{{- end -}}
{{- define "jobs.pair" -}}
{{- $queue := index . 0 -}}
{{- $root := index . 1 -}}
{{ $queue.workers }} in {{ $root.Values.schedule.timezone }}
{{- end -}}
{{- define "jobs.settings" -}}
{{- $settings := merge (deepCopy .Values.overrides) .Values.defaults -}}
{{ $settings.deadline }}
{{- end -}}
