#!/bin/sh
# Start appeald and an nginx of its own on loopback; both end with this
# script, and nothing of them stays.
# Usage: run.sh FOLDER PORT APPEALD KB [COMMAND...]
# With a COMMAND it is run once both answer, and its status is ours; else we
# stay in the foreground until Ctrl-C.  The COMMAND is told APPEALD_URL, _PID,
# _LOG, _DIR, _PROGRAM; once appeald has ended, its exit status is in the file
# appeald.status of that folder.
set -eu

if [ $# -lt 4 ]; then
  echo "usage: run.sh FOLDER PORT APPEALD KB [COMMAND...]" >&2
  exit 2
fi
dir=$1 port=$2 program=$3 kb=$4
shift 4
here=$(dirname "$0")
nginx=$(command -v nginx || echo /usr/sbin/nginx)

refuse() {
  echo "run.sh: $*" >&2
  exit 1
}

# What answers there may well be an appeald, but not ours.
status=0
curl -s -o /dev/null --max-time 2 "http://127.0.0.1:$port/" || status=$?
[ "$status" -eq 7 ] ||
  refuse "port $port is taken; try another one: make run PORT=$((port + 1))"
[ -x "$program" ] || refuse "$program: no such program"

mkdir -p "$dir"
dir=$(cd "$dir" && pwd)
pid=$(cat "$dir/run.pid" 2>/dev/null || true)
if [ -n "$pid" ] && kill -0 "$pid" 2>/dev/null; then
  refuse "one is running in $dir already (process $pid)"
fi
echo $$ >"$dir/run.pid"

# shellcheck disable=SC2317 # called by stop
forget() {
  rm -rf "$dir/logs" "$dir/no-write"
  rm -f "$dir/nginx.conf" "$dir/nginx.pid" "$dir/fastcgi_appeald.conf" \
    "$dir/appeald.sock" "$dir/appeald.pid" "$dir/appeald.status" \
    "$dir/run.pid" "$dir"/bench_*.conf
  rmdir "$dir" 2>/dev/null || true
}

appeald_runner=''
appeald_pid=''
nginx_pid=''
# shellcheck disable=SC2317 # called by traps
stop() {
  trap '' INT TERM HUP
  trap - EXIT
  [ -z "$nginx_pid" ] || kill "$nginx_pid" 2>/dev/null || true
  [ -z "$nginx_pid" ] || wait "$nginx_pid" 2>/dev/null || true
  [ -z "$appeald_pid" ] || kill "$appeald_pid" 2>/dev/null || true
  [ -z "$appeald_runner" ] || wait "$appeald_runner" 2>/dev/null || true
  forget
}
trap stop EXIT
# Ctrl-C is how it ends; only a COMMAND was cut short by it.
if [ $# -eq 0 ]; then
  trap 'stop; exit 0' INT TERM HUP
else
  trap 'stop; exit 130' INT TERM HUP
fi

mkdir -p "$dir/logs"
# A file where nginx wants a folder: root's nginx would make a folder that
# cannot be written writable again, but not this.
rmdir "$dir/no-write" 2>/dev/null || true
: >"$dir/no-write"
user=''
# As root, nginx's workers would be "nobody", whom the socket shuts out.
[ "$(id -u)" -ne 0 ] || user="user root;"
sed -e "s/@PORT@/$port/" -e "s/@USER@/$user/" -e "s|@DIR@|$dir|" \
  "$here/dev.conf.in" >"$dir/nginx.conf"
cp "$here/fastcgi_appeald.conf" "$dir/"

# In a shell of its own, which waits for it: its exit status is known.
(
  "$program" --kb "$kb" --socket "$dir/appeald.sock" \
    2>"$dir/logs/appeald.log" &
  echo $! >"$dir/appeald.pid"
  status=0
  wait $! || status=$?
  echo "$status" >"$dir/appeald.status"
) &
appeald_runner=$!
"$nginx" -p "$dir/" -c nginx.conf -e logs/error.log &
nginx_pid=$!

tries=0
until [ -s "$dir/nginx.pid" ] && [ -s "$dir/appeald.pid" ] &&
  curl -sf -o /dev/null "http://127.0.0.1:$port/readyz"; do
  tries=$((tries + 1))
  if [ "$tries" -gt 100 ] || [ -e "$dir/appeald.status" ] ||
    ! kill -0 "$nginx_pid" 2>/dev/null; then
    echo "It does not come up; the logs say:" >&2
    cat "$dir/logs/appeald.log" "$dir/logs/error.log" >&2 || true
    exit 1
  fi
  appeald_pid=$(cat "$dir/appeald.pid" 2>/dev/null || true)
  sleep 0.1
done
appeald_pid=$(cat "$dir/appeald.pid")

if [ $# -gt 0 ]; then
  APPEALD_URL="http://127.0.0.1:$port" APPEALD_PID=$appeald_pid \
    APPEALD_LOG="$dir/logs/appeald.log" APPEALD_DIR="$dir" \
    APPEALD_PROGRAM="$program" "$@"
  exit
fi
echo "appeald answers at http://localhost:$port/  (Ctrl-C stops it)"
echo "  curl http://localhost:$port/guides/cigna/jak-inhibitor/duplicate-therapy"
wait "$appeald_runner" || true
echo "appeald has ended; its log says:" >&2
tail -n 5 "$dir/logs/appeald.log" >&2
exit 1
