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

# All guides, by the links of the first page.
grep -o 'href="[^"?#]*guides/[^"?#]*"' "$work/first.html" |
  cut -d '"' -f 2 | sed 's:^/::' | sort -u >"$work/guides"
[ -s "$work/guides" ] || {
  echo "the first page links no guide"
  exit 1
}
while read -r path; do
  page "$(echo "$path" | tr / -)" 200 "/$path"
done <"$work/guides"

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
