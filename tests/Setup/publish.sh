#!/usr/bin/env bash
# publish.sh NAME PROJECT: one process, Release, into artifacts/publish/NAME.
source "$(dirname "$0")/lib.sh"
name=$1 project=$2
out="$root/artifacts/publish/$name"
mode=(--no-self-contained -p:UseAppHost=true -p:PublishAot=false)
case "$(uname -m)" in aarch64 | arm64) arch=arm64 ;; *) arch=x64 ;; esac
case "$name" in
# Natively what starts in every pod: the proxy, and the sample app beside it in hundreds of test pods.
proxy | sample)
  linker=$(cat "$tools/linker" 2>/dev/null || echo none)
  if [ "$linker" = none ]; then
    say "publishing the $name without a native build: see tests/Setup/linker.sh"
  else
    mode=(-r "linux-$arch" -p:PublishAot=true "-p:CppCompilerAndLinker=$linker")
    has objcopy || mode+=(-p:StripSymbols=false)
  fi
  ;;
# Compiled ahead, and not again later: the tests start these dozens of times for minutes each, and a quarter of all processor time went to
# compiling the same methods better each time.
analyzer | webhook | cluster) mode+=(-r "linux-$arch" -p:PublishReadyToRun=true -p:RunAnalyzersDuringBuild=false -p:TieredCompilation=false) ;;
esac
rm -rf "$out"
# By the same properties as make build, so that what it compiled is taken as it is.
dotnet publish "$root/$project" -c Release -nologo -v:q "${mode[@]}" -o "$out" >&2
# kubectl finds its plugins on the PATH.
if [ "$name" = cli ]; then
  ln -sf "../../artifacts/publish/cli/kubectl-canary" "$tools/bin/kubectl-canary"
fi
