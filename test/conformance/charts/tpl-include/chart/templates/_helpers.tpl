{{- define "demo.helper" -}}
{{- $_ := required "x!" .x -}}
helped {{ .root.Values.name }} {{ .x }}
{{- end -}}
{{- define "demo.tpl" -}}
{{- if typeIs "string" .value }}{{ tpl .value .context }}{{ else }}{{ tpl (.value | toYaml) .context }}{{ end }}
{{- end -}}
