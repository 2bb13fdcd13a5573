{{ define "dollar" }}{{ $ | toJson }}{{ end }}
{{ define "vars" }}{{ $x := 1 }}{{ if true }}{{ $x = 2 }}{{ end }}{{ $x }}{{ end }}
