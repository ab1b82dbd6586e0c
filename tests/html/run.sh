#!/bin/sh
# Every kind of page that the service serves, and the golden ones, by check.js.
# Usage: tests/tools/with-port.sh FOLDER APPEALD KB tests/html/run.sh
# Ends with "N passed, N failed".
set -eu

here=$(cd "$(dirname "$0")" && pwd)
tests=$(dirname "$here")
url=${APPEALD_URL:?run it by with-port.sh}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

# page NAME STATUS PATH [CURL OPTION...]: into NAME.html
page() {
  name=$1 want=$2 path=$3
  shift 3
  status=$(curl -s -g --path-as-is -H 'Accept: text/html' \
    -o "$work/$name.html" -w '%{http_code}' "$@" "$url$path")
  [ "$status" = "$want" ] || {
    echo "$path gives $status and not $want"
    exit 1
  }
}

page first 200 /
page nothing 404 /nothing/here
page near 404 /guides/cigna/jak-inhibitr/quantity-limits
page method 405 / -X DELETE
page parameter 422 '/guides/cigna/jak-inhibitor/quantity-limits?state=Nowhere'
page no-case 400 /letters -H 'Content-Type: application/json' -d '{'

# Some of the first page's searches, and one guide in five of those they find:
# all are made of the same pieces.
grep -o 'href="search[^"#]*"' "$work/first.html" | cut -d '"' -f 2 |
  awk 'NR % 20 == 1' >"$work/searches"
[ -s "$work/searches" ] || {
  echo "the first page links no search"
  exit 1
}
while read -r path; do
  name=$(echo "$path" | tr '/?' --)
  page "$name" 200 "/$path"
  grep -o 'guides/[^"?#]*"' "$work/$name.html" | cut -d '"' -f 1
done <"$work/searches" | sort -u | awk 'NR % 5 == 1' >"$work/some"
[ -s "$work/some" ] || {
  echo "the searches find no guide"
  exit 1
}
while read -r path; do
  page "$(echo "$path" | tr / -)" 200 "/$path"
done <"$work/some"

page search 200 '/search?q=stelara+cigna+denied+step+therapy'
page search-spelling 200 '/search?q=ustekinumb'
page search-nothing 200 '/search?q=qqqqqqqqq'
page search-empty 400 '/search?q='
page codes 200 '/codes?code=50&code=CO-16'
page code 200 /codes/x12-carc/42
page changes 200 /changes

# Letters: ready, drafts, and one that cannot be written.
for case in "$tests"/data/cases/*.json; do
  name=$(basename "$case" .json) want=200
  [ "$name" != bad-many ] || want=422
  page "letter-$name" "$want" /letters -H 'Content-Type: application/json' \
    --data-binary "@$case"
done

cd "$work"
for golden in "$tests"/golden/*.html; do
  cp "$golden" "golden-${golden##*/}"
done
node "$here/check.js" --self-test ./*.html
