{{- define "kept" }}from _b{{ end }}
{{- define "filled" }}
{{ end }}
{{- define "blank" }} {{/* c */}}{{ end }}
