#!/bin/sh
# Run the unit tests in two halves at once, one for each processor of a small
# machine, and show what each says.  Usage: unit.sh PROGRAM
# With CK_RUN_SUITE or CK_RUN_CASE set, in one.
set -eu

[ $# -eq 1 ] || {
  echo "usage: unit.sh PROGRAM" >&2
  exit 2
}
if [ -n "${CK_RUN_SUITE:-}${CK_RUN_CASE:-}" ]; then
  exec "$1"
fi
said=$(mktemp)
trap 'rm -f "$said"' EXIT
trap 'exit 130' INT TERM
"$1" 2 2 >"$said" 2>&1 &
second=$!
status=0
"$1" 1 2 || status=1
wait "$second" || status=1
cat "$said"
exit "$status"
