#!/usr/bin/env bash
# Prometheus and promtool from Debian's package, unpacked without root.
source "$(dirname "$0")/lib.sh"

[ -x "$tools/bin/prometheus" ] && [ -x "$tools/bin/promtool" ] && exit 0

link_installed() {
  for name in prometheus promtool; do
    has "$name" || fail "$1; looked for '$name' in $tools/bin and $PATH: install the package prometheus"
    ln -sf "$(command -v "$name")" "$tools/bin/$name"
  done
  say "using $(command -v prometheus)"
  exit 0
}

has prometheus && has promtool && link_installed ""
has apt-get && has dpkg-deb || link_installed "prometheus is missing and there is no apt-get"

# A state of our own, since package lists may be absent and only root may write the system's.
apt="$tools/apt"
mkdir -p "$apt/state/lists/partial" "$apt/cache/archives/partial"
private=(-o "Dir::State::Lists=$apt/state/lists" -o "Dir::Cache=$apt/cache")
say "fetching Debian's package prometheus"
(cd "$downloads" && rm -f prometheus_*.deb &&
  { apt-get -q download prometheus >/dev/null 2>&1 ||
    { apt-get -q "${private[@]}" update && apt-get -q "${private[@]}" download prometheus; } >&2; }) ||
  link_installed "the package prometheus could not be fetched"
rm -rf "$downloads/prometheus"
dpkg-deb -x "$downloads"/prometheus_*.deb "$downloads/prometheus"
install -m 0755 "$downloads/prometheus/usr/bin/prometheus" "$downloads/prometheus/usr/bin/promtool" "$tools/bin/"
rm -rf "$downloads/prometheus" "$downloads"/prometheus_*.deb "$apt"
say "prometheus and promtool are in $tools/bin"
