{{/*
The prefix of resource names: the release's name, and the chart's unless the
release is named after it. Takes a dict: root (the context), name (optional).
*/}}
{{- define "platform-lib.fullname" -}}
{{- $values := .root.Values | default dict -}}
{{- $name := .name | default $values.nameOverride | default .root.Chart.Name -}}
{{- if and $values.fullnameOverride (not .name) -}}
{{- $values.fullnameOverride | trunc 40 | trimSuffix "-" -}}
{{- else if contains $name .root.Release.Name -}}
{{- .root.Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .root.Release.Name $name | trunc 40 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{/*
Chart and version, as the label helm.sh/chart wants it.
*/}}
{{- define "platform-lib.chart" -}}
{{- printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" -}}
{{- end -}}
