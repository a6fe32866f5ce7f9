#!/usr/bin/env bash
# A C linker and zlib for the proxy's native build. Without them the proxy is built to run on the shared runtime.
source "$(dirname "$0")/lib.sh"
choice="$tools/linker"

usable() { has "$1" && printf '#include <zlib.h>\nint main(void){return zlibVersion()==0;}' | "$1" -x c - -lz -o /dev/null 2>/dev/null; }

pick() {
  for name in clang gcc; do
    usable "$name" && { printf '%s\n' "$name" >"$choice"; return 0; }
  done
  return 1
}

[ -s "$choice" ] && [ "$(cat "$choice")" != none ] && exit 0
pick || { install_packages gcc libc6-dev zlib1g-dev && pick; } || {
  printf 'none\n' >"$choice"
  say "no native build of the proxy: looked for clang or gcc with zlib.h in $PATH; install the packages gcc, libc6-dev and zlib1g-dev. The proxy is built to run on the shared runtime."
}
