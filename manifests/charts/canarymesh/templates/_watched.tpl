{{/* The namespaces that the installation is limited to, as a list; empty: none. */}}
{{- define "canarymesh.watched" -}}
{{- $names := compact (append .Values.watchNamespaces .Values.namespace) | uniq | sortAlpha -}}
{{- range $own := list .Release.Namespace "kube-system" "kube-public" "kube-node-lease" -}}
{{- if has $own $names }}{{ fail (printf "watchNamespaces: admission leaves out %s: no Deployment in it can be managed" $own) }}{{ end -}}
{{- end -}}
{{- toYaml $names -}}
{{- end }}

{{- define "canarymesh.watchedEnv" -}}
{{- with include "canarymesh.watched" . | fromYamlArray }}{{ toYaml (list (dict "name" "CANARYMESH_WATCH_NAMESPACES" "value" (join "," .))) }}{{ else }}[]{{ end -}}
{{- end }}

{{/* The rights where Canaries are: everywhere, or in each of the namespaces as a Role. */}}
{{- define "canarymesh.rights" -}}
{{- $text := include "canarymesh.text" . -}}
{{- range $namespace := include "canarymesh.watched" .root | fromYamlArray -}}
{{- range splitList "\n---\n" $text }}
---
{{- $object := fromYaml . }}
{{- $_ := set $object "kind" (trimPrefix "Cluster" $object.kind) }}
{{- $_ := set $object.metadata "namespace" $namespace }}
{{- with $object.roleRef }}{{ $_ := set . "kind" "Role" }}{{ end }}
{{ toYaml $object }}
{{- end }}
{{- else }}
---
{{ $text }}
{{- end -}}
{{- end }}

{{/* Webhook configurations, called for what is in the watched namespaces alone. */}}
{{- define "canarymesh.admission" -}}
{{- $text := include "canarymesh.text" . -}}
{{- $watched := include "canarymesh.watched" .root | fromYamlArray -}}
{{- if $watched -}}
{{- $object := fromYaml $text -}}
{{- range $object.webhooks -}}
{{- $_ := set . "namespaceSelector" (dict "matchExpressions" (list (dict "key" "kubernetes.io/metadata.name" "operator" "In" "values" $watched))) -}}
{{- end -}}
{{- toYaml $object -}}
{{- else -}}
{{ $text }}
{{- end -}}
{{- end }}
