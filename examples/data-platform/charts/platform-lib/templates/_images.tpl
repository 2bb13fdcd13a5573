{{/*
A whole image reference. Takes a dict: root (the context), image (a map with
registry, repository, tag and digest). The tag falls back to the app version.
*/}}
{{- define "platform-lib.image" -}}
{{- $global := .root.Values.global | default dict -}}
{{- $registry := .image.registry | default $global.imageRegistry | default "docker.io" -}}
{{- $repository := required "image.repository must name an image" .image.repository -}}
{{- if .image.digest -}}
{{- printf "%s/%s@%s" $registry $repository .image.digest -}}
{{- else -}}
{{- printf "%s/%s:%s" $registry $repository (.image.tag | default .root.Chart.AppVersion | toString) -}}
{{- end -}}
{{- end -}}

{{/*
The pull secrets of `global`, as a whole field of a pod; nothing when there are none.
*/}}
{{- define "platform-lib.imagePullSecrets" -}}
{{- with (.Values.global).imagePullSecrets -}}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- end -}}
