{{/* Objects are read from the base; templates only set values in them. Shared by both charts. */}}
{{- define "canarymesh.object" -}}
{{- $object := include "canarymesh.text" . | fromYaml -}}
{{- if hasKey $object "Error" }}{{ fail (printf "%s: %s" .file $object.Error) }}{{ end -}}
{{- toYaml $object -}}
{{- end }}

{{- define "canarymesh.image" -}}
{{- with .root.Values.imageRegistry }}{{ . }}/{{ end -}}
{{- if .image.digest -}}
{{ .image.repository }}@{{ .image.digest }}
{{- else -}}
{{ .image.repository }}:{{ .image.tag | default .root.Chart.AppVersion }}
{{- end -}}
{{- end }}

{{- define "canarymesh.logging" -}}
{{- $level := get (dict "debug" "Debug" "warning" "Warning" "error" "Error") .Values.logLevel -}}
{{- with $level }}{{ toYaml (list (dict "name" "CANARYMESH_LOG_LEVEL" "value" .)) }}{{ else }}[]{{ end -}}
{{- end }}

{{/* A Deployment of the base with what the values say of its replicas, image, resources and place. */}}
{{- define "canarymesh.deployment" -}}
{{- $deployment := include "canarymesh.object" . | fromYaml -}}
{{- $template := $deployment.spec.template -}}
{{- $pod := $template.spec -}}
{{- $container := first $pod.containers -}}
{{- $_ := set $deployment.spec "replicas" .replicas -}}
{{- $_ := set $container "image" (include "canarymesh.image" (dict "root" .root "image" .image)) -}}
{{- $_ := set $container "imagePullPolicy" .image.pullPolicy -}}
{{- $_ := set $container "resources" .values.resources -}}
{{- $_ := set $container "env" (concat (include "canarymesh.logging" .root | fromYamlArray) (.env | default list) $container.env) -}}
{{- $_ := set $template.metadata "annotations" (mergeOverwrite (dict) $template.metadata.annotations .values.podAnnotations) -}}
{{- $_ := set $template.metadata "labels" (mergeOverwrite (dict) .values.podLabels $template.metadata.labels) -}}
{{- with .labels }}{{ $_ := set $template.metadata "labels" (mergeOverwrite (dict) $template.metadata.labels .) }}{{ end -}}
{{- with .pullSecret }}{{ $_ := set $pod "imagePullSecrets" (list (dict "name" .)) }}{{ end -}}
{{- with .values.nodeSelector }}{{ $_ := set $pod "nodeSelector" . }}{{ end -}}
{{- with .values.tolerations }}{{ $_ := set $pod "tolerations" . }}{{ end -}}
{{- with .values.affinity }}{{ $_ := set $pod "affinity" . }}{{ end -}}
{{- with .values.podPriorityClassName }}{{ $_ := set $pod "priorityClassName" . }}{{ end -}}
{{- toYaml $deployment -}}
{{- end }}
