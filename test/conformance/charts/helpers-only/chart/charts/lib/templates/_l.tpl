{{ define "lib.labels" }}kind: Labels
metadata: {name: {{ .Chart.Name }}-{{ .Values.team }}}{{ end }}