{{ define "t" }}one{{ end }}
{{ define "t" }}two{{ end }}
