{{- define "inner.name" -}}{{- .Values.none.key | trunc 63 | trimSuffix "-" -}}{{- end -}}
{{ define "inner.fail" }}{{ fail "line one\nline: two" }}{{ end }}
{{ define "inner.required" }}{{ required "name: is needed" .Values.none }}{{ end }}{{ define "inner.func" }}{{ div 1 0 }}{{ end }}{{ define "inner.text" }}{{ upper .Values }}{{ end }}