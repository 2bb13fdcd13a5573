{{- define "outer.nil" -}}{{- include "inner.name" . -}}{{- end -}}
{{ define "outer.missing" }}{{ include "nobody.name" . }}{{ end }}
{{ define "outer.tpl" }}{{ tpl "{{ include `inner.name` . }}" . }}{{ end }}
{{ define "outer.fail" }}{{ include "inner.fail" . }}{{ end }}
{{ define "outer.required" }}{{ template "inner.required" . }}{{ end }}{{ define "outer.func" }}{{ include "inner.func" . }}{{ end }}{{ define "outer.text" }}{{ include "inner.text" . }}{{ end }}