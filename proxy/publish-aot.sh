#!/usr/bin/env bash
# Publishes the proxy as Native AOT and fails on any warning: the image is built so, and reflection creeps in unseen.
# usage: proxy/publish-aot.sh [FOLDER]; needs clang or gcc, and zlib's headers
set -euo pipefail
cd "$(dirname "$0")/.."
folder="${1:-artifacts/proxy}"
log="$(mktemp)"
trap 'rm -f "$log"' EXIT
dotnet publish proxy/CanaryMesh.Proxy.csproj -c Release -r linux-x64 -p:PublishAot=true -nologo -v minimal -o "$folder" | tee "$log"
if grep -qE 'warning (IL|CS|CA)[0-9]+' "$log"; then
  echo "the proxy is not AOT-clean" >&2
  exit 1
fi
test -x "$folder/canarymesh-proxy"
