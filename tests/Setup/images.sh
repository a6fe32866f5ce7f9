#!/usr/bin/env bash
# images.sh NAME=PROJECT...: an image of each process, by its Dockerfile. REGISTRY=host/path pushes them there and writes their digests for
# chart and kustomize into artifacts/images (or OUT); without a container engine the SDK pushes them itself. TAG (dev) names them, and BASES the
# registry that base images come from.
source "$(dirname "$0")/lib.sh"
tag=${TAG:-dev}
out=${OUT:-$root/artifacts/images}

engine() {
  for name in ${ENGINE:-docker podman}; do
    has "$name" && timeout 20 "$name" info >/dev/null 2>&1 && { printf '%s\n' "$name"; return 0; }
  done
  return 1
}

by_engine() { # ENGINE NAME IMAGE
  "$1" build -f "$root/$2/Dockerfile" -t "$3:$tag" ${BASES:+--build-arg "REGISTRY=$BASES"} "$root" >&2
  [ -n "${REGISTRY:-}" ] || return 0
  "$1" push "$3:$tag" >&2
  "$1" image inspect --format '{{range .RepoDigests}}{{println .}}{{end}}' "$3:$tag" | sed -n "s|^$3@||p" | head -1
}

by_sdk() { # NAME PROJECT
  local mode=(--no-self-contained -p:CopyOutputSymbolsToPublishDirectory=false)
  [ "$1" != proxy ] || mode=(-r "linux-$(case "$(uname -m)" in aarch64 | arm64) echo arm64 ;; *) echo x64 ;; esac)" -p:PublishAot=true -p:CopyOutputSymbolsToPublishDirectory=false)
  dotnet publish "$root/$2" -c Release -nologo -t:PublishContainer "${mode[@]}" -p:ContainerRegistry="${REGISTRY%%/*}" \
    -p:ContainerRepository="$(repository "$1")" -p:ContainerImageTag="$tag" ${BASES:+-p:ContainerBaseRegistry="$BASES"} \
    --getProperty:GeneratedContainerDigest
}

# Below the registry's host: what REGISTRY says of a path, and our name.
repository() { local path=${REGISTRY#*/}; [ "$path" != "$REGISTRY" ] && printf '%s/canarymesh/%s' "$path" "$1" || printf 'canarymesh/%s' "$1"; }

chosen=$(engine) || chosen=sdk
[ "$chosen" != sdk ] || [ -n "${REGISTRY:-}" ] ||
  fail "no images: neither docker nor podman answers, and without one REGISTRY=host[/path] has to say where the SDK pushes them"
mkdir -p "$out"
: >"$out/digests.part"
for entry in "$@"; do
  name=${entry%%=*} image="${REGISTRY:+$REGISTRY/}canarymesh/${entry%%=*}"
  say "$image:$tag by $chosen"
  if [ "$chosen" = sdk ]; then digest=$(by_sdk "$name" "${entry#*=}"); else digest=$(by_engine "$chosen" "$name" "$image"); fi ||
    fail "no image $image:$tag: what was said above has to be mended first"
  [ -z "${REGISTRY:-}" ] || printf '%s %s %s\n' "$name" "$image" "$digest" >>"$out/digests.part"
done
mv "$out/digests.part" "$out/digests.txt"
[ -n "${REGISTRY:-}" ] || { say "images are tagged, and known to $chosen alone: a digest comes with REGISTRY=host[/path]"; exit 0; }
bash "$(dirname "$0")/digests.sh" "$out" <"$out/digests.txt"
say "the digests are in $out: values.yaml for helm -f, and a component for kustomize"
