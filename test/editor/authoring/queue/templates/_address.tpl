{{/*
Where a queue is reached: the release's name and a port.
*/}}
{{- define "queue.address" -}}
amqp://{{ .root.Release.Name }}-queue:{{ .port }}
{{- end -}}
