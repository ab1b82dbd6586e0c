#!/bin/sh
# What people read, against the files in tests/golden/: guides and letters as
# text, HTML and JSON (JSON with a line for each object, so that a difference
# can be read).  Usage: golden.sh compare|bless APPEALCTL KB
# "compare" prints how each file differs; "bless" writes them all anew.
set -eu

usage() {
  echo "usage: golden.sh compare|bless APPEALCTL KB" >&2
  exit 2
}
[ $# -eq 3 ] || usage
mode=$1 appealctl=$2 kb=$3
here=$(cd "$(dirname "$0")" && pwd)
golden=$here/golden
today=2026-11-22
shown=60 # lines of each difference

guides='
cigna jak-inhibitor duplicate-therapy
cigna jak-inhibitor medical-necessity
cigna jak-inhibitor not-fda-approved
cigna jak-inhibitor quantity-limits
cigna il-12-23-inhibitor medical-necessity'
letters='duplicate-therapy medical-necessity quantity-limits'
media='text html json'

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM

# ask FILE WORD...: what appealctl says, into FILE.  "Not held" and "a draft"
# (status 1) are answers as well.
ask() {
  file=$1 status=0
  shift
  "$appealctl" "$@" >"$work/raw" 2>"$work/said" || status=$?
  if [ "$status" -gt 1 ]; then
    echo "appealctl $* ends with status $status:" >"$work/raw"
    cat "$work/said" >>"$work/raw"
  fi
  case $file in
  *.json) sed 's/},{/},\
{/g' "$work/raw" >"$file" ;;
  *) cp "$work/raw" "$file" ;;
  esac
}

# suffix MEDIUM: of its file
suffix() {
  [ "$1" = text ] && echo txt || echo "$1"
}

make_all() { # FOLDER
  for medium in $media; do
    echo "$guides" | while read -r insurer treatment reason; do
      [ -n "$insurer" ] || continue
      ask "$1/guide-$insurer-$treatment-$reason.$(suffix "$medium")" \
        guide --kb "$kb" --format "$medium" "$insurer" "$treatment" "$reason"
    done
    for name in $letters; do
      ask "$1/letter-$name.$(suffix "$medium")" letter --kb "$kb" \
        --today "$today" --format "$medium" "$here/data/cases/$name.json"
    done
  done
}

# The generation (16 hexadecimal digits) changes with every edit of a source.
masked() {
  sed 's/[0-9a-f]\{16\}/GENERATION/g' "$1"
}

compare_one() { # WANT GOT: 0 the same, 1 not, 2 but for the generation
  cmp -s "$1" "$2" && return 0
  if [ -f "$1" ]; then
    masked "$1" >"$work/want"
    masked "$2" | cmp -s "$work/want" - && return 2
  fi
  [ -f "$1" ] || set -- /dev/null "$2"
  diff -u "$1" "$2" | head -n "$shown" || true
  return 1
}

compare_all() {
  passed=0 failed=0 stale=0
  for got in "$work"/made/*; do
    want=$golden/${got##*/} status=0
    compare_one "$want" "$got" || status=$?
    case $status in
    0) passed=$((passed + 1)) ;;
    2)
      failed=$((failed + 1))
      stale=$((stale + 1))
      ;;
    *) failed=$((failed + 1)) ;;
    esac
  done
  for want in "$golden"/*; do
    if [ -f "$want" ] && [ ! -f "$work/made/${want##*/}" ]; then
      echo "$want: nothing makes this file any more"
      failed=$((failed + 1))
    fi
  done
  [ "$stale" -eq 0 ] ||
    echo "In $stale of them only the generation's name differs: a source was" \
      "edited; \"make bless\" writes the new name."
  echo "golden: $passed passed, $failed failed"
  [ "$failed" -eq 0 ]
}

mkdir "$work/made"
make_all "$work/made"
case $mode in
compare)
  compare_all
  ;;
bless)
  if grep -l '^appealctl .* ends with status' "$work"/made/*; then
    echo "golden.sh: these could not be made; nothing is blessed" >&2
    exit 1
  fi
  mkdir -p "$golden"
  rm -f "$golden"/*
  cp "$work"/made/* "$golden/"
  echo "tests/golden: written; review it with: git diff tests/golden"
  ;;
*) usage ;;
esac
