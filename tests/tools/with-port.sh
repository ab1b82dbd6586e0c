#!/bin/sh
# Run a command against appeald and nginx on a port that is free.
# Usage: with-port.sh FOLDER APPEALD KB COMMAND...
# FOLDER is made and removed again.  appeald serves a copy of KB, which the
# COMMAND may replace: SERVED_KB names it; the rest is as nginx/run.sh says.
# Fails as COMMAND does, or if anything is left of the two servers.
set -eu

if [ $# -lt 4 ]; then
  echo "usage: with-port.sh FOLDER APPEALD KB COMMAND..." >&2
  exit 2
fi
folder=$1 program=$2 kb=$3
shift 3
root=$(cd "$(dirname "$0")/../.." && pwd)

is_free() { # PORT: nobody answers there
  answer=0
  curl -s -o /dev/null --max-time 2 "http://127.0.0.1:$1/" || answer=$?
  [ "$answer" -eq 7 ]
}

port=$("$root/tests/tools/free-port.sh")
mkdir -p "$folder"
trap 'rm -rf "$folder"' EXIT
trap 'exit 130' INT TERM
cp "$kb" "$folder/kb.mdb"
status=0
SERVED_KB=$folder/kb.mdb "$root/nginx/run.sh" "$folder/run" "$port" \
  "$program" "$folder/kb.mdb" "$@" || status=$?

# nginx's workers hold the port for as long as one of them lives.
if ! is_free "$port" || [ -e "$folder/run" ]; then
  echo "with-port.sh: something is left on port $port, or in $folder/run:" >&2
  ls -A "$folder/run" >&2 || true
  [ "$status" -ne 0 ] || status=1
fi
exit "$status"
