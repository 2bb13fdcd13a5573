{{- define "kept" }}{{/* nothing */}} {{ end }}
{{- define "filled" }}from _a{{ end }}
{{- define "demo/templates/taken.yaml" -}}
apiVersion: v1
kind: ConfigMap
metadata: {name: taken-by-define}
data: {who: {{ .Template.Name }}}
{{ end }}
{{- define "demo/templates/own.yaml" }}{{/* empty: the file keeps its text */}}{{ end }}
