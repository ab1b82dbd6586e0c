#!/bin/sh
# Run each fuzzer for a while, from its seeds in tests/fuzz/seeds/NAME; what it
# finds beyond them is not kept.  Usage: fuzz.sh SECONDS FUZZER...
# A FUZZER is build/fuzz/fuzz_NAME.  The input of a crash is left in
# build/crashes, in files named after the fuzzer.  Ends with "N passed, N failed".
# FUZZ_SEED, a number, makes a run start as the last one with it did: "make
# test" is not to fail by chance.  Without it each run takes another way.
set -eu

if [ $# -lt 2 ]; then
  echo "usage: fuzz.sh SECONDS FUZZER..." >&2
  exit 2
fi
seconds=$1
shift
seeds=$(cd "$(dirname "$0")/.." && pwd)/fuzz/seeds
crashes=build/crashes
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

passed=0 failed=0
for fuzzer in "$@"; do
  name=${fuzzer##*/fuzz_}
  mkdir -p "$work/$name" "$crashes"
  [ ! -d "$seeds/$name" ] || cp "$seeds/$name"/* "$work/$name/"
  if "$fuzzer" -seed="${FUZZ_SEED:-0}" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 \
    -print_final_stats=1 -artifact_prefix="$crashes/$name-" "$work/$name" \
    >"$work/log" 2>&1; then
    passed=$((passed + 1))
    runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$work/log")
    echo "fuzz $name: ${runs:-no} runs"
  else
    failed=$((failed + 1))
    echo "fuzz $name: failed"
    tail -n 60 "$work/log"
  fi
done
rmdir "$crashes" 2>/dev/null || true
echo "fuzz: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
