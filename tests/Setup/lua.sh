#!/usr/bin/env bash
# Lua from Debian's package, unpacked without root: it runs the health script for Argo CD in one test, which is left out where there is none.
source "$(dirname "$0")/lib.sh"
[ -x "$tools/bin/lua" ] && exit 0
has lua5.4 && { ln -sf "$(command -v lua5.4)" "$tools/bin/lua"; exit 0; }
folder="$downloads/lua"
rm -rf "$folder" && mkdir -p "$folder"
if has apt-get && has dpkg-deb && (cd "$folder" && apt-get -q download lua5.4 >/dev/null 2>&1); then
  dpkg-deb -x "$folder"/lua5.4_*.deb "$folder" && "$folder/usr/bin/lua5.4" -v >/dev/null 2>&1 &&
    install -m 0755 "$folder/usr/bin/lua5.4" "$tools/bin/lua" && say "lua is in $tools/bin"
fi
rm -rf "$folder"
[ -x "$tools/bin/lua" ] || say "no Lua: the health script for Argo CD is not tested; install the package lua5.4"
