#!/bin/sh
# How near the service comes to what is possible: the same bytes through the
# same nginx from appeald, from a loop that has one answer ready (fixed_loop.c)
# and from a file, in turns, by wrk.  Prints one table; only its ratios mean
# something.  Usage: bench.sh BUILD KB
# ROUNDS (5) and SECONDS_EACH (2) may be set.  Fails if a request did.
set -eu

rounds=${ROUNDS:-5}
seconds=${SECONDS_EACH:-2}
crowds='16 200'
servers='appeald loop file'
answers='small guide'
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)

address() { # ANSWER: where appeald has it
  case $1 in
  small) echo / ;;
  guide) echo /guides/cigna/jak-inhibitor/quantity-limits ;;
  esac
}

path_of() { # ANSWER SERVER
  case $2 in
  appeald) address "$1" ;;
  *) echo "/bench/$1/$2" ;;
  esac
}

# fetch ANSWER SERVER FILE [CURL OPTION...]
fetch() {
  from=$APPEALD_URL$(path_of "$1" "$2") to=$3
  shift 3
  curl -sf -H 'Accept: application/json' -o "$to" "$@" "$from"
}

# once ANSWER SERVER CROWD: one line, "ANSWER SERVER CROWD rps p50 p99 errors"
once() {
  wrk -t 1 -c "$3" -d "$seconds" -s "$here/report.lua" \
    -H 'Accept: application/json' "$APPEALD_URL$(path_of "$1" "$2")" |
    awk -v what="$1 $2 $3" '/^result/ { print what, $2, $3, $4, $5 }'
}

measure() {
  for server in $servers; do # warm
    for answer in $answers; do
      SECONDS_EACH=1 once "$answer" "$server" 16 >/dev/null
    done
  done
  round=0
  while [ "$round" -lt "$rounds" ]; do
    round=$((round + 1))
    for answer in $answers; do
      for crowd in $crowds; do
        for server in $servers; do
          once "$answer" "$server" "$crowd"
        done
      done
    done
  done
}

table() { # FILE OF ROUNDS, FILE OF SIZES
  sort -k1,3 -k4,4n "$1" | awk -v answers="$answers" -v crowds="$crowds" \
    -v servers="$servers" -v sizes="$(cat "$2")" '
    function median(list,    n, v, i, j, x) {
      n = split(list, v, " ")
      for (i = 2; i <= n; i++)
        for (j = i; j > 1 && v[j] + 0 < v[j - 1] + 0; j--) {
          x = v[j]; v[j] = v[j - 1]; v[j - 1] = x
        }
      least = v[1]; most = v[n]
      return v[int((n + 1) / 2)]
    }
    { key = $1 " " $2 " " $3
      rps[key] = rps[key] " " $4; p50[key] = p50[key] " " $5
      p99[key] = p99[key] " " $6; errors[key] += $7; all += $7 }
    END {
      n = split(answers, a, " "); m = split(crowds, c, " ")
      k = split(servers, s, " ")
      split(sizes, size, " ")
      print "| answer | connections | from | requests/s (min-max) |" \
        " of loop | of file | p50 us | p99 us | p99 of loop | errors |"
      print "|---|---|---|---|---|---|---|---|---|---|"
      for (i = 1; i <= n; i++) for (j = 1; j <= m; j++) for (l = 1; l <= k; l++) {
        key = a[i] " " s[l] " " c[j]
        loop = median(rps[a[i] " loop " c[j]])
        file = median(rps[a[i] " file " c[j]])
        tail = median(p99[a[i] " loop " c[j]])
        ours = median(p99[key]); half = median(p50[key])
        mid = median(rps[key])
        printf "| %s, %d bytes | %d | %s | %d (%d-%d) | %.2f | %.2f |" \
          " %d | %d | %.2f | %d |\n", a[i], size[i], c[j], s[l], mid, least,
          most, mid / loop, mid / file, half, ours, ours / tail, errors[key]
      }
      print ""
      print "Errors (sockets, timeouts, anything but 2xx): " all + 0
      exit all > 0
    }'
}

# The part that runs while nginx does: the peers are started, all three are
# seen to give the same bytes, then measured.
if [ "${1:-}" = --inside ]; then
  peers=$2 loops=
  # shellcheck disable=SC2086 # a list of numbers
  trap '[ -z "$loops" ] || kill $loops' EXIT
  trap 'exit 130' INT TERM
  : >"$peers/sizes"
  for answer in $answers; do
    fetch "$answer" appeald "$peers/$answer" -D "$peers/head"
    tr -d '\r' <"$peers/head" |
      awk '/^(X-|Vary|ETag|Cache|Cross|Content-Sec|Referrer|Perm)/ {
        printf "%s\r\n", $0 }' >"$peers/$answer.head"
    "$peers/fixed_loop" -w "$(nproc)" -t application/json \
      -H "$peers/$answer.head" "$peers/$answer.sock" "$peers/$answer" &
    loops="$loops $!"
    wc -c <"$peers/$answer" >>"$peers/sizes"
  done
  sleep 0.3
  for answer in $answers; do
    for server in loop file; do
      fetch "$answer" "$server" "$peers/got"
      cmp "$peers/got" "$peers/$answer"
    done
  done
  measure >"$peers/rounds"
  table "$peers/rounds" "$peers/sizes"
  exit
fi

if [ $# -ne 2 ]; then
  echo "usage: bench.sh BUILD KB" >&2
  exit 2
fi
build=$(cd "$1" && pwd) kb=$2
folder=$build/bench
peers=$folder/peers
rm -rf "$folder"
mkdir -p "$folder/run" "$peers"
trap 'rm -rf "$folder"' EXIT
trap 'exit 130' INT TERM
cp "$build/fixed_loop" "$peers/"
for answer in $answers; do
  echo "upstream bench_$answer { server unix:$peers/$answer.sock max_fails=0;
    keepalive 256; }" >>"$folder/run/bench_upstream.conf"
  echo "location = /bench/$answer/loop { include fastcgi_appeald.conf;
    fastcgi_pass bench_$answer; }
  location = /bench/$answer/file { sendfile on; open_file_cache max=16;
    alias $peers/$answer;
    default_type application/json;
    add_header Vary Accept; add_header Cache-Control 'public, no-cache';
    add_header X-Content-Type-Options nosniff;
    add_header Referrer-Policy no-referrer; }" >>"$folder/run/bench_server.conf"
done
"$root/tests/tools/with-port.sh" "$folder" "$build/appeald" "$kb" \
  "$here/bench.sh" --inside "$peers"
