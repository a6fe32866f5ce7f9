#!/usr/bin/env bash
# vmagent from Debian's package victoria-metrics, unpacked without root. Only tests use it, so its lack is no failure.
source "$(dirname "$0")/lib.sh"

[ -x "$tools/bin/vmagent" ] && exit 0
has vmagent && ln -sf "$(command -v vmagent)" "$tools/bin/vmagent" && exit 0
lacking() { say "vmagent is missing: $1; its test is skipped. Install the package victoria-metrics"; exit 0; }
has apt-get && has dpkg-deb || lacking "there is no apt-get"

apt="$tools/apt"
mkdir -p "$apt/state/lists/partial" "$apt/cache/archives/partial"
private=(-o "Dir::State::Lists=$apt/state/lists" -o "Dir::Cache=$apt/cache")
say "fetching Debian's package victoria-metrics"
(cd "$downloads" && rm -f victoria-metrics_*.deb &&
  { apt-get -q download victoria-metrics >/dev/null 2>&1 ||
    { apt-get -q "${private[@]}" update && apt-get -q "${private[@]}" download victoria-metrics; } >&2; }) ||
  lacking "the package could not be fetched"
rm -rf "$downloads/victoria-metrics"
dpkg-deb -x "$downloads"/victoria-metrics_*.deb "$downloads/victoria-metrics"
install -m 0755 "$downloads/victoria-metrics/usr/bin/vmagent" "$tools/bin/"
rm -rf "$downloads/victoria-metrics" "$downloads"/victoria-metrics_*.deb "$apt"
say "vmagent is in $tools/bin"
