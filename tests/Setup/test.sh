#!/usr/bin/env bash
# Runs every test project that was built and ends with "N passed, N failed". A run that crashes, hangs or leaves no
# result counts as one failure. ONLY="word ..." runs the projects whose names have one of the words, and FILTER what
# dotnet test takes for --filter, in each of them. Lifecycle takes ten minutes and more: it runs where it is asked for.
source "$(dirname "$0")/lib.sh"
results="$root/artifacts/tests"
export GOLDEN_COUNTS="$results/golden.txt"
# Idle workers of a test's process that spin take the time of the processes it looks at.
export DOTNET_ThreadPool_UnfairSemaphoreSpinLimit=0
# No process of tests lives long enough to get back what profiling its methods costs: a sixth of its processor time.
export DOTNET_TieredPGO=0
passed=0 failed=0 endings=

counter() { sed -n "s/.*<Counters [^>]*\b$2=\"\([0-9]*\)\".*/\1/p" "$1" | head -1; }

run_project() {
  local project=$1 name code=0 trx limit=${TEST_TIMEOUT:-2700}
  name=$(basename "$project" .csproj)
  trx="$results/$name.trx"
  printf '\n== %s\n' "$name"
  # Past its time a run is aborted and leaves the results it has; interrupted or killed, as it is where that hangs, it leaves none.
  timeout --signal=KILL "$((limit + 120))" dotnet test "$project" --no-build -c "${CONFIGURATION:-Release}" -nologo \
    ${FILTER:+--filter "$FILTER"} --logger "trx;LogFileName=$name.trx" --logger "console;verbosity=minimal" --results-directory "$results" \
    -- RunConfiguration.TestSessionTimeout="${limit}000" || code=$?
  local good=0 bad=0
  if [ -s "$trx" ]; then
    good=$(counter "$trx" passed) bad=$(counter "$trx" failed)
    bad=$((${bad:-0} + $(counter "$trx" error) + $(counter "$trx" timeout) + $(counter "$trx" aborted)))
  fi
  if [ "$code" -ne 0 ] && [ "$bad" -eq 0 ]; then
    endings+="$name ended with status $code and no failed test on record"$'\n'
    printf '%s' "$endings"
    bad=1
  fi
  if [ "$code" -eq 0 ] && [ $((${good:-0} + bad)) -eq 0 ]; then
    printf '%s ran no test\n' "$name"
    bad=1
  fi
  if [ -s "$GOLDEN_COUNTS" ]; then
    printf 'records that passed, by group:\n'
    cat "$GOLDEN_COUNTS"
    rm -f "$GOLDEN_COUNTS"
  fi
  passed=$((passed + ${good:-0})) failed=$((failed + bad))
}

# A log is often cut to its end: each failed test is named there once more, with the first lines of its message.
tell_failures() {
  local trx
  printf '%s' "$endings"
  for trx in "$results"/*.trx; do
    [ -s "$trx" ] || continue
    awk '/<UnitTestResult / { left = 0; failed = /outcome="Failed"/ }
      failed && /<UnitTestResult / { match($0, /testName="[^"]*"/); print "\nFAILED " substr($0, RSTART + 10, RLENGTH - 11) }
      failed && /<Message>/ { left = 4 } left-- > 0 { gsub(/<\/?Message>/, ""); print "  " substr($0, 1, 700) } /<\/Message>/ { left = 0 }' "$trx"
  done
}

finish() {
  [ "$failed" -eq 0 ] || tell_failures
  printf '\n%d passed, %d failed\n' "$passed" "$failed"
  [ "$failed" -eq 0 ]
}

rm -rf "$results"
mkdir -p "$results"
if [ "${1:-}" = --build-failed ]; then
  failed=1
  finish
  exit 1
fi
while IFS= read -r project; do
  run_project "$project"
done < <(for word in ${ONLY:-""}; do find "$root/tests" -name "*$word*.Tests.csproj"; done | { [ -n "${ONLY:-}" ] && cat || grep -v '/Lifecycle\.Tests/'; } | sort -u)
finish
