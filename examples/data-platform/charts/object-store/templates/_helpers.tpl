{{/*
With an alias .Chart.Name is the alias, so two stores never share a name. Aliases
may be written in camel case, names of resources may not.
*/}}
{{- define "object-store.fullname" -}}
{{- printf "%s-%s" .Release.Name (kebabcase .Chart.Name) | trunc 50 | trimSuffix "-" -}}
{{- end -}}

{{- define "object-store.selectorLabels" -}}
app.kubernetes.io/name: {{ kebabcase .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "object-store.labels" -}}
helm.sh/chart: {{ printf "object-store-%s" .Chart.Version }}
{{ include "object-store.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- with (.Values.global).environment }}
environment: {{ . | quote }}
{{- end }}
{{- end -}}

{{- define "object-store.image" -}}
{{- $registry := (.Values.global).imageRegistry | default "docker.io" -}}
{{- printf "%s/%s:%s" $registry .Values.image.repository (.Values.image.tag | default .Chart.AppVersion) -}}
{{- end -}}

{{/*
Where the pods find each other: a path for one, an address with a range for more.
*/}}
{{- define "object-store.volumes" -}}
{{- $replicas := int .Values.replicas -}}
{{- if gt $replicas 1 -}}
http://{{ include "object-store.fullname" . }}-{0...{{ sub $replicas 1 }}}.{{ include "object-store.fullname" . }}-headless/data
{{- else -}}
/data
{{- end -}}
{{- end -}}
