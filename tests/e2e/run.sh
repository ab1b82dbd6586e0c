#!/bin/sh
# End to end: the service as people meet it, through a real nginx, by curl.
# Usage: tests/tools/with-port.sh FOLDER APPEALD KB tests/e2e/run.sh \
#            APPEALCTL KB [WORD]
# APPEALCTL must give the same bytes as the service.  With a WORD only tests
# whose name holds it are run.  Ends with "N passed, N failed".
#
# A test is a function in one of the other files here; its name says what must
# hold.  It runs in a shell of its own and fails with its first command that
# fails, or by calling fail.
#
# shellcheck disable=SC2034 # most variables are for those files
set -eu

if [ $# -lt 2 ] || [ -z "${APPEALD_URL:-}" ]; then
  sed -n '2,/^set/s/^# \{0,1\}//p' "$0" >&2
  exit 2
fi
appealctl=$1
word=${3:-}
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
cases=$root/tests/data/cases
kb=$SERVED_KB
url=$APPEALD_URL
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
today=${APPEALD_TODAY:?fix the day, so that answers can be compared}
guide=/guides/cigna/jak-inhibitor/duplicate-therapy

fail() {
  echo "$*"
  exit 1
}

# ask PATH [CURL OPTION...]: leaves $status and the files head and body.
ask() {
  path=$1
  shift
  : >"$work/body"
  status=$(curl -s -g --path-as-is --max-time 60 -o "$work/body" \
    -D "$work/head" -w '%{http_code}' "$@" "$url$path") || true
}

# expect STATUS PATH [CURL OPTION...]
expect() {
  want=$1
  shift
  ask "$@"
  [ "$status" = "$want" ] || {
    head -c 400 "$work/body"
    fail "$1 gives $status and not $want"
  }
}

# header NAME: its value, or nothing.
header() {
  tr -d '\r' <"$work/head" |
    awk -v name="$1" 'BEGIN { n = tolower(name) ":" }
      tolower($1) == n { sub(/^[^:]*: */, ""); print }'
}

header_is() {
  [ "$(header "$1")" = "$2" ] || fail "$1: $(header "$1") and not $2"
}

header_holds() {
  case $(header "$1") in
  *"$2"*) ;;
  *) fail "$1: \"$(header "$1")\" does not hold $2" ;;
  esac
}

body_holds() {
  grep -q -F -e "$1" "$work/body" || fail "the body does not hold: $1"
}

# same_bytes WHAT: the body is what appealctl printed into $work/offline.
same_bytes() {
  cmp "$work/body" "$work/offline" || fail "$1: not what appealctl says"
}

# generation: what is served now.
generation() {
  curl -s "$url/readyz" | sed 's/.*generation //'
}

# all_of NUMBER PATH FILE [CURL OPTION...]: ask so many times at once; the
# file gets a line with the status for each.
all_of() {
  awk -v n="$1" -v url="$url$2" 'BEGIN { for (i = 0; i < n; i++)
    print "url = \"" url "\"\noutput = \"/dev/null\"" }' >"$work/list"
  to=$3
  shift 3
  curl -s -Z --parallel-max 300 --parallel-immediate --max-time 60 \
    -w '%{http_code}\n' "$@" -K "$work/list" >"$to" 2>"$work/said" || true
}

# only_200 FILE NUMBER: so many lines of 200 and no other.
only_200() {
  [ "$(sort "$1" | uniq -c | awk '{ print $1 ":" $2 }')" = "$2:200" ] ||
    fail "of $2 requests:" "$(sort "$1" | uniq -c | tr '\n' ';')"
}

# later SECONDS COMMAND...: try again and again until it succeeds.
later() {
  left=$(($1 * 20))
  shift
  until "$@"; do
    left=$((left - 1))
    [ "$left" -gt 0 ] || return 1
    sleep 0.05
  done
}

# In this order: the last file ends the service.
files='guides refusals letters pages privacy publish load life'
for file in $files; do
  # shellcheck source=/dev/null # its names are looked up when it is run
  . "$here/$file.sh"
done

for file in $files; do
  awk -F '[(]' -v word="$word" -v file="$file" \
    '/^test_/ && index($1, word) { print file, $1 }' "$here/$file.sh"
done >"$work/tests"

passed=0 failed=0
while read -r file name; do
  # In the background, because "||" would switch off set -e inside it.
  status=0
  "$name" >"$work/output" 2>&1 </dev/null &
  wait $! || status=$?
  if [ "$status" -eq 0 ]; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "e2e/$file: $(echo "${name#test_}" | tr _ ' '):"
    sed 's/^/    /' "$work/output"
  fi
done <"$work/tests"
echo "e2e: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
