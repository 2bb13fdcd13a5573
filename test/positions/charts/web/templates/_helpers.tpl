{{/* The image of the web server. */}}
{{- define "web.image" -}}
{{ include "common.images.image" (dict "imageRoot" .Values.image "global" .Values.global) }}
{{- end -}}

{{- define "web.imagePullSecrets" -}}
{{- include "common.images.pullSecrets" (dict "images" (list .Values.image) "global" .Values.global) -}}
{{- end -}}

{{- define "web.root" -}}
/srv/{{ .Chart.Name }}
{{- end -}}

{{/* One upstream of the server: a cache with its name. */}}
{{- define "web.upstream" -}}
server {{ .name }}.{{ .root.Values.clusterDomain }} weight={{ .server.weight }};
{{- end -}}

{{- define "web.databaseSecret" -}}
{{- include "common.secrets.name" (dict "auth" .Values.database.auth "defaultNameSuffix" "-db" "context" $) -}}
{{- end -}}

{{/* Nobody calls this. */}}
{{- define "web.unused" -}}
{{ .Values.replicaCount }}
{{- end -}}
