{{/* Our own pods stay out of the mesh: the API server calls the webhook, and proxies of other pods the analyzer, from outside of it. */}}
{{- define "canarymesh.meshLabels" -}}
{{- if eq .Values.meshProvider "istio" }}{{ toYaml (dict "sidecar.istio.io/inject" "false") }}{{ else }}{}{{ end -}}
{{- end }}
