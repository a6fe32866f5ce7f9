#!/usr/bin/env bash
# HAProxy from Debian's package, the rival of make bench-proxy, unpacked without root together with the libraries it brings.
source "$(dirname "$0")/lib.sh"
home="$tools/haproxy"

# missing PROGRAM: the libraries that it lacks.
missing() { LD_LIBRARY_PATH="$home/lib" ldd "$1" | sed -n 's/^\s*\(\S*\) => not found$/\1/p' | tr '\n' ' '; }

[ -x "$home/haproxy" ] && [ -z "$(missing "$home/haproxy")" ] && exit 0

use_installed() {
  has haproxy || fail "$1; looked for 'haproxy' in $PATH: install the package haproxy"
  ln -sf "$(command -v haproxy)" "$home/haproxy"
  say "using $(command -v haproxy)"
  exit 0
}

mkdir -p "$home/lib"
PATH="$PATH:/usr/sbin:/sbin"
has haproxy && use_installed ""
has apt-get && has dpkg-deb || use_installed "haproxy is missing and there is no apt-get"

apt="$tools/apt-haproxy"
packages=(haproxy liblua5.3-0 libopentracing-c-wrapper0 libopentracing1)
private=(-o "Dir::State::Lists=$apt/state/lists" -o "Dir::Cache=$apt/cache")
mkdir -p "$apt/state/lists/partial" "$apt/cache/archives/partial" "$apt/debs" "$apt/root"
say "fetching Debian's packages ${packages[*]}"
(cd "$apt/debs" &&
  { apt-get -q download "${packages[@]}" >/dev/null 2>&1 ||
    { apt-get -q "${private[@]}" update && apt-get -q "${private[@]}" download "${packages[@]}"; } >&2; }) ||
  use_installed "the package haproxy could not be fetched"
for package in "$apt"/debs/*.deb; do
  dpkg-deb -x "$package" "$apt/root"
done
install -m 0755 "$apt/root/usr/sbin/haproxy" "$home/haproxy"
find "$apt/root" -name 'lib*.so*' -path '*/lib/*' -exec cp -P {} "$home/lib/" \;
rm -rf "$apt"
lacks=$(missing "$home/haproxy")
[ -z "$lacks" ] || fail "haproxy lacks $lacks"
say "$(LD_LIBRARY_PATH="$home/lib" "$home/haproxy" -v | head -1) is in $home"
