{{/* The text of a file of the base, in the release's namespace. */}}
{{- define "canarymesh.text" -}}
{{- $text := .root.Files.Get .file | required (printf "%s is not in the chart" .file) -}}
{{- $text | replace "canarymesh-system" .root.Release.Namespace -}}
{{- end }}
