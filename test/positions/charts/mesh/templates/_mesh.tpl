{{/* Labels that the mesh looks for. */}}
{{- define "mesh.labels" -}}
mesh.example.com/app: {{ .Chart.Name }}
mesh.example.com/release: {{ .Release.Name }}
{{- end -}}

{{/* Annotations of a pod: settings, limits and the chart that asks. */}}
{{- define "mesh.annotations" -}}
mesh.example.com/mode: {{ .settings.mode }}
mesh.example.com/cpu: {{ .limits.cpu }}
mesh.example.com/chart: {{ .root.Chart.Name }}
{{- end -}}
