#!/usr/bin/env bash
# The .NET SDK and npm are asked for, never fetched from elsewhere than the system's packages.
source "$(dirname "$0")/lib.sh"

if ! has dotnet || ! dotnet --list-sdks | grep -q '^10\.'; then
  install_packages dotnet-sdk-10.0 ||
    fail "the .NET 10 SDK is missing (looked for 'dotnet' in $PATH, and for an SDK 10.x in 'dotnet --list-sdks'); install the package dotnet-sdk-10.0"
fi
has npm || install_packages npm ||
  fail "npm is missing (looked in $PATH); install the packages nodejs and npm"
