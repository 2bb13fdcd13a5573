{{/*
What every container of ours runs under; `extra` of the dict wins.
*/}}
{{- define "platform-lib.containerSecurityContext" -}}
{{- $default := dict
  "allowPrivilegeEscalation" false
  "readOnlyRootFilesystem" true
  "capabilities" (dict "drop" (list "ALL"))
-}}
{{- toYaml (mergeOverwrite $default (deepCopy (.extra | default dict))) -}}
{{- end -}}
