#!/bin/sh
# Start appeald and an nginx of its own on loopback; both end with this
# script.  Usage: run.sh FOLDER PORT APPEALD KB [COMMAND...]
# With a COMMAND it is run once both answer, and its status is ours; else we
# stay in the foreground until Ctrl-C.
set -eu

dir=$1 port=$2 program=$3 kb=$4
shift 4
here=$(dirname "$0")
nginx=$(command -v nginx || echo /usr/sbin/nginx)

mkdir -p "$dir/logs"
rm -rf "$dir/no-write"
mkdir -m 000 "$dir/no-write"
dir=$(cd "$dir" && pwd)
user=''
# As root, nginx's workers would be "nobody", whom the socket shuts out.
[ "$(id -u)" -eq 0 ] && user="user root;"
sed -e "s/@PORT@/$port/" -e "s/@USER@/$user/" -e "s|@DIR@|$dir|" \
  "$here/dev.conf.in" >"$dir/nginx.conf"
cp "$here/fastcgi_appeald.conf" "$dir/"

appeald_pid=''
nginx_pid=''
stop() {
  trap - EXIT INT TERM
  [ -n "$nginx_pid" ] && kill "$nginx_pid" 2>/dev/null && wait "$nginx_pid" 2>/dev/null
  [ -n "$appeald_pid" ] && kill "$appeald_pid" 2>/dev/null && wait "$appeald_pid" 2>/dev/null
  rm -rf "$dir"
}
trap 'stop' EXIT
trap 'stop; exit 0' INT TERM

"$program" --kb "$kb" --socket "$dir/appeald.sock" 2>"$dir/logs/appeald.log" &
appeald_pid=$!
"$nginx" -p "$dir/" -c nginx.conf -e logs/error.log &
nginx_pid=$!

tries=0
until curl -sf "http://127.0.0.1:$port/readyz" >/dev/null; do
  tries=$((tries + 1))
  if [ "$tries" -gt 100 ] || ! kill -0 "$appeald_pid" 2>/dev/null ||
    ! kill -0 "$nginx_pid" 2>/dev/null; then
    echo "It does not come up; the logs say:" >&2
    cat "$dir/logs/appeald.log" "$dir/logs/error.log" >&2
    exit 1
  fi
  sleep 0.1
done

if [ $# -gt 0 ]; then
  APPEALD_URL="http://127.0.0.1:$port" APPEALD_PID=$appeald_pid \
    APPEALD_LOG="$dir/logs/appeald.log" APPEALD_DIR="$dir" "$@"
  exit
fi
echo "appeald answers at http://localhost:$port/  (Ctrl-C stops it)"
echo "  curl http://localhost:$port/guides/cigna/jak-inhibitor/duplicate-therapy"
wait "$appeald_pid" || true
