{{/*
Names, labels and addresses of this chart. What other charts could use as well is in charts/platform-lib.
*/}}

{{- define "data-platform.fullname" -}}
{{- include "platform-lib.fullname" (dict "root" .) -}}
{{- end -}}

{{/*
The name of one part's resources, short enough for a CronJob to add to it.
Takes a dict: root (the context), component.
*/}}
{{- define "data-platform.componentName" -}}
{{- printf "%s-%s" (include "data-platform.fullname" .root) .component | trunc 52 | trimSuffix "-" -}}
{{- end -}}

{{/*
metadata.labels and selectors of one part. Both take a dict: root, component.
*/}}
{{- define "data-platform.labels" -}}
{{- include "platform-lib.labels" . -}}
{{- end -}}

{{- define "data-platform.selectorLabels" -}}
{{- include "platform-lib.selectorLabels" . -}}
{{- end -}}

{{- define "data-platform.serviceAccountName" -}}
{{- if .Values.serviceAccount.create -}}
{{- .Values.serviceAccount.name | default (include "data-platform.fullname" .) -}}
{{- else -}}
{{- .Values.serviceAccount.name | default "default" -}}
{{- end -}}
{{- end -}}

{{/*
What all pods of ours begin with. Takes a dict: root, token (true when the pod talks to Kubernetes).
*/}}
{{- define "data-platform.podDefaults" -}}
serviceAccountName: {{ include "data-platform.serviceAccountName" .root }}
automountServiceAccountToken: {{ .token | default false }}
{{- with include "platform-lib.imagePullSecrets" .root }}
{{ . }}
{{- end }}
securityContext:
  {{- toYaml .root.Values.podSecurityContext | nindent 2 }}
{{- end -}}

{{/*
Where clients find the brokers: one address for each pod, joined with commas.
*/}}
{{- define "data-platform.broker.bootstrap" -}}
{{- $name := include "data-platform.componentName" (dict "root" . "component" "broker") -}}
{{- $addresses := list -}}
{{- range $i := until (int .Values.broker.replicas) -}}
{{- $addresses = printf "%s-%d.%s-headless:9092" $name $i $name | append $addresses -}}
{{- end -}}
{{- join "," $addresses -}}
{{- end -}}

{{/*
The quorum of the KRaft controllers: id@host:port for each pod.
*/}}
{{- define "data-platform.broker.quorum" -}}
{{- $name := include "data-platform.componentName" (dict "root" . "component" "broker") -}}
{{- range $i := until (int .Values.broker.replicas) -}}
{{- if $i }},{{ end -}}
{{- printf "%d@%s-%d.%s-headless:9093" $i $name $i $name -}}
{{- end -}}
{{- end -}}

{{- define "data-platform.postgres.host" -}}
{{- if .Values.postgres.enabled -}}
{{- include "data-platform.componentName" (dict "root" . "component" "postgres") -}}
{{- else -}}
{{- required "postgres.externalHost is needed when postgres.enabled is false" .Values.postgres.externalHost -}}
{{- end -}}
{{- end -}}

{{- define "data-platform.postgres.secretName" -}}
{{- .Values.postgres.existingSecret | default (include "data-platform.componentName" (dict "root" . "component" "postgres")) -}}
{{- end -}}

{{/*
A password: the given one, else the one already in the cluster, else a new one.
Takes a dict: root, given, secret (name), key.
*/}}
{{- define "data-platform.password" -}}
{{- if .given -}}
{{- .given -}}
{{- else -}}
{{- $found := (lookup "v1" "Secret" .root.Release.Namespace .secret).data | default dict -}}
{{- if hasKey $found .key -}}
{{- get $found .key | b64dec -}}
{{- else -}}
{{- randAlphaNum 24 -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/*
Variables that a client of the database needs.
*/}}
{{- define "data-platform.postgres.env" -}}
- name: PGHOST
  value: {{ include "data-platform.postgres.host" . | quote }}
- name: PGPORT
  value: {{ .Values.postgres.port | quote }}
- name: PGDATABASE
  value: {{ .Values.postgres.database | quote }}
- name: PGUSER
  value: {{ .Values.postgres.username | quote }}
- name: PGPASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ include "data-platform.postgres.secretName" . }}
      key: password
{{- end -}}
