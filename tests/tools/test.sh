#!/bin/sh
# Everything that "make test" runs, one line for each step; what a failed step
# said is shown.  Usage: test.sh [--quick] MAKE
# --quick is what fits a minute.  Ends with "N passed, N failed": the tests
# where a step counts its own, else the step.
set -eu

quick=no
if [ "${1:-}" = --quick ]; then
  quick=yes
  shift
fi
if [ $# -ne 1 ]; then
  echo "usage: test.sh [--quick] MAKE" >&2
  exit 2
fi
make="$1 --no-print-directory -s"
cd "$(dirname "$0")/../.."
# Answers are compared, so every program has the same day.
export APPEALD_TODAY=2026-11-22
build=build
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
passed=0 failed=0

# counts LOG: "passed failed" as the last line that counts says it; or as all of
# libcheck's lines do together, "100%: Checks: 40, Failures: 0, Errors: 0".
counts() {
  awk '/[0-9]+ passed, [0-9]+ failed/ {
      match($0, /[0-9]+ passed, [0-9]+ failed/)
      split(substr($0, RSTART, RLENGTH), word, " ")
      good = word[1]; bad = word[3]
    }
    /^[0-9]+%: Checks: / {
      gsub(/[^0-9 ]/, "")
      bad += $3 + $4; good += $2 - $3 - $4
    }
    END { if (good + bad > 0) print good + 0, bad + 0 }' "$1"
}

# step TITLE COMMAND...
step() {
  title=$1
  shift
  begin=$(date +%s)
  status=0
  "$@" >"$work/log" 2>&1 </dev/null || status=$?
  took=$(($(date +%s) - begin))
  counted=$(counts "$work/log")
  good=1 bad=0
  [ -z "$counted" ] || good=${counted% *} bad=${counted#* }
  if [ "$status" -ne 0 ]; then
    [ -n "$counted" ] || good=0
    [ "$bad" -gt 0 ] || bad=1
    echo "FAILED  $title (${took} s):"
    sed 's/^/    /' "$work/log"
  else
    echo "ok      $title: $good (${took} s)"
  fi
  passed=$((passed + good))
  failed=$((failed + bad))
}

# Two builds of the same sources, in two folders, are the same bytes.
same_twice() {
  "$build/appealctl" kb build -o "$work/one.mdb" -t templates -s kb/schema \
    kb/sources
  mkdir -p "$work/elsewhere"
  cp -R kb/sources templates "$work/elsewhere/"
  "$build/appealctl" kb build -o "$work/two.mdb" \
    -t "$work/elsewhere/templates" -s kb/schema "$work/elsewhere/sources"
  cmp "$work/one.mdb" "$work/two.mdb"
}

# With everything there it says and does nothing.
nothing_missing() {
  said=$(tests/tools/deps.sh test)
  [ -z "$said" ] || {
    echo "$said"
    return 1
  }
}

# Objects from before -Werror was asked for would hide warnings, so this
# builds in a folder of its own.
strictly() {
  # shellcheck disable=SC2086 # a command and its options
  $make -j2 BUILD="$build/strict" CFLAGS='-O2 -g -Werror' programs \
    "$build/strict/unit" "$build/strict/wire" "$build/strict/property" \
    "$build/strict/bench-render-program"
}

run() { # TITLE TARGET [VARIABLE...]
  title=$1
  shift
  # shellcheck disable=SC2086
  step "$title" $make -j2 "$@"
}

started=$(date +%s)
if [ "$quick" = yes ]; then
  run 'programs and knowledge base' programs kb
  run 'unit tests' unit
  run 'FastCGI records' wire
  run 'golden files' golden
  run 'random templates' property N=10000
  run layers layers
else
  step 'nothing is missing' nothing_missing
  step 'no warnings' strictly
  run 'programs and knowledge base' programs kb
  run 'headers stand alone' headers
  run layers layers
  run lint lint
  step 'the same base twice' same_twice
  run 'unit tests' unit
  run 'FastCGI records' wire
  run 'golden files' golden
  run 'random templates' property
  run 'valid pages' html
  run 'end to end' e2e
  san='SAN=address,undefined'
  run 'unit tests, sanitized' unit $san
  run 'FastCGI records, sanitized' wire $san
  run 'end to end, sanitized' e2e $san
  run fuzzers fuzz FUZZ_TIME=8 FUZZ_SEED=1
fi
echo "$(($(date +%s) - started)) seconds"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
