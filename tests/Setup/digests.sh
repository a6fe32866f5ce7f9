#!/usr/bin/env bash
# digests.sh FOLDER <digests: lines NAME IMAGE DIGEST become files of values for the charts and a component for kustomize. The injected
# proxy's image is a setting, which kustomize's own images do not reach.
source "$(dirname "$0")/lib.sh"
out=$1
mkdir -p "$out"
chart="$root/manifests/charts/canarymesh/values.yaml"

values() { # KEY... IMAGE DIGEST: the mapping that a chart's value image has, under its keys
  local indent=""
  while [ $# -gt 2 ]; do printf '%s%s:\n' "$indent" "$1"; indent+="  "; shift; done
  printf '%srepository: %s\n%sdigest: %s\n' "$indent" "$1" "$indent" "$2"
}

: >"$out/values.yaml"
: >"$out/loadtester-values.yaml"
printf 'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nimages:\n' >"$out/kustomization.yaml"
proxy=
while read -r name image digest; do
  [[ "$digest" =~ ^sha256:[0-9a-f]{64}$ ]] || fail "the digest of $image is \"$digest\": it must be sha256: and 64 hexadecimal digits"
  printf -- '- name: canarymesh/%s\n  newName: %s\n  digest: %s\n' "$name" "$image" "$digest" >>"$out/kustomization.yaml"
  case "$name" in
    analyzer) values image "$image" "$digest" >>"$out/values.yaml" ;;
    loadtester) values image "$image" "$digest" >>"$out/loadtester-values.yaml" ;;
    proxy) proxy="$image@$digest"; values proxy image "$image" "$digest" >>"$out/values.yaml" ;;
    *) ! grep -q "^$name:" "$chart" || values "$name" image "$image" "$digest" >>"$out/values.yaml" ;;
  esac
done
[ -z "$proxy" ] || cat >>"$out/kustomization.yaml" <<END
patches:
- target: {kind: ConfigMap, name: canarymesh}
  patch: |
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: canarymesh}
    data: {proxy-image: "$proxy"}
END
