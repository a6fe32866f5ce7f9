{{- define "canarymesh.refused" -}}
{{- $faults := list -}}
{{- range $name, $instead := .Files.Get "flagger-values.yaml" | fromYaml -}}
{{- if hasKey $.Values $name }}{{ $faults = append $faults (printf "%s: %s" $name $instead) }}{{ end -}}
{{- end -}}
{{- with $faults }}{{ fail (printf "values of Flagger's chart that have no place in this one:\n  %s" (join "\n  " .)) }}{{ end -}}
{{- end }}
