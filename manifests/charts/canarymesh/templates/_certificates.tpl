{{/* An object of the base whose caBundles cert-manager writes, if it keeps the certificates. */}}
{{- define "canarymesh.trusted" -}}
{{- $object := .object -}}
{{- if .root.Values.certManager.enabled -}}
{{- $_ := set $object.metadata "annotations" (dict "cert-manager.io/inject-ca-from" (printf "%s/canarymesh-webhook" .root.Release.Namespace)) -}}
{{- end -}}
{{- toYaml $object -}}
{{- end }}

{{/* Mounts a pair that cert-manager keeps into the pod of a Deployment. */}}
{{- define "canarymesh.mounted" -}}
{{- $deployment := .deployment -}}
{{- if .root.Values.certManager.enabled -}}
{{- $pod := $deployment.spec.template.spec -}}
{{- $container := first $pod.containers -}}
{{- $folder := "/etc/canarymesh-certificate" -}}
{{- $_ := set $container "env" (append $container.env (dict "name" "CANARYMESH_CERTIFICATE" "value" $folder)) -}}
{{- $_ := set $container "volumeMounts" (append $container.volumeMounts (dict "name" "certificate" "mountPath" $folder "readOnly" true)) -}}
{{- $_ := set $pod "volumes" (append $pod.volumes (dict "name" "certificate" "secret" (dict "secretName" .secret))) -}}
{{- end -}}
{{- toYaml $deployment -}}
{{- end }}
