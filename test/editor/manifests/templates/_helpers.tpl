{{- define "warehouse.labels" -}}
app: warehouse
{{- end -}}

{{- define "warehouse.container" }}
image: {{ .Values.image }}
imagePullPolice: Always
resources:
  {{- toYaml .Values.resources | nindent 2 }}
{{- end }}
