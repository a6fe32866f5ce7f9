{{/* The text of a file of the base, by the release's name and in its namespace. */}}
{{- define "canarymesh.text" -}}
{{- $text := .root.Files.Get .file | required (printf "%s is not in the chart" .file) -}}
{{- $text | replace "flagger-loadtester" .root.Release.Name | replace "namespace: test" (printf "namespace: %s" .root.Release.Namespace) | replace "name: test\n" (printf "name: %s\n" .root.Release.Namespace) -}}
{{- end }}
