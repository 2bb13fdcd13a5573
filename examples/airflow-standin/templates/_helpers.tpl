{{- define "airflow.fullname" -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- end -}}

{{- define "airflow.image" -}}
{{- with .Values.images.airflow -}}
{{- .repository | default $.Values.defaultAirflowRepository }}:{{ .tag | default $.Values.defaultAirflowTag -}}
{{- end -}}
{{- end -}}

{{/*
Where the pipelines lie: git-sync puts them below repo/.
*/}}
{{- define "airflow.dags" -}}
{{- if .Values.dags.gitSync.enabled -}}
{{- printf "/opt/airflow/dags/repo/%s" .Values.dags.gitSync.subPath | trimSuffix "/" -}}
{{- else -}}
/opt/airflow/dags
{{- end -}}
{{- end -}}

{{- define "airflow.metadataSecret" -}}
{{- .Values.data.metadataSecretName | default (printf "%s-metadata" (include "airflow.fullname" .)) -}}
{{- end -}}

{{/*
Selector labels of one part. Takes a dict: root, component.
*/}}
{{- define "airflow.selector" -}}
tier: airflow
component: {{ .component }}
release: {{ .root.Release.Name }}
{{- end -}}

{{- define "airflow.env" -}}
- name: AIRFLOW__DATABASE__SQL_ALCHEMY_CONN
  valueFrom:
    secretKeyRef:
      name: {{ include "airflow.metadataSecret" . }}
      key: connection
{{- with .Values.env }}
{{ toYaml . }}
{{- end }}
{{- end -}}
