#!/usr/bin/env bash
# Everything that make test and make demo need; quick when it is there.
source "$(dirname "$0")/lib.sh"
for part in dotnet kubectl prometheus vmagent linker lua; do
  bash "$root/tests/Setup/$part.sh"
done
