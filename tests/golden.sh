#!/bin/sh
# What people read, against the files in tests/golden/: guides and letters as
# text, HTML and JSON (JSON with a line for each object, so that a difference
# can be read); letters also as PDF (its text, and its pages as small pictures)
# and DOCX (the XML of what is seen).
# Usage: golden.sh compare|bless APPEALCTL KB
# "compare" prints how each file differs; "bless" writes them all anew, but for
# pictures that still show the same.
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
dpi=50   # of the pictures
# Two pictures show the same if, a little blurred, at most so many pixels differ
# by more than so much: less than one word, or a page moved by one pixel.
pixels=60
shade=15%

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

# pdf NAME FOLDER: the letter as PDF, as text and pictures
pdf() {
  file=$work/letter.pdf
  ask "$file" letter --kb "$kb" --today "$today" --format pdf \
    "$here/data/cases/$1.json"
  if ! pdfinfo "$file" >"$work/info" 2>/dev/null; then
    cp "$file" "$2/letter-$1.pdf.txt" # why there is none
    return
  fi
  {
    grep -E '^(Title|Pages|Page size|CreationDate|Tagged):' "$work/info"
    for page in $(seq "$(sed -n 's/^Pages: *//p' "$work/info")"); do
      printf '\n=== page %d ===\n\n' "$page"
      pdftotext -layout -nopgbrk -f "$page" -l "$page" "$file" -
    done
  } >"$2/letter-$1.pdf.txt"
  rm -rf "$work/pages"
  mkdir "$work/pages"
  pdftoppm -r "$dpi" -gray -png "$file" "$work/pages/page"
  for page in "$work"/pages/*.png; do
    convert "$page" -colors 16 -depth 4 -strip \
      -define png:compression-level=9 "$2/letter-$1.${page##*/}"
  done
}

# docx NAME FOLDER: the letter as DOCX, the parts that show
docx() {
  file=$work/letter.docx
  ask "$file" letter --kb "$kb" --today "$today" --format docx \
    "$here/data/cases/$1.json"
  if ! unzip -Z1 "$file" >"$work/parts" 2>/dev/null; then
    cp "$file" "$2/letter-$1.docx.xml"
    return
  fi
  grep -E '^(docProps/core|word/(document|header.*|footer.*))\.xml$' \
    "$work/parts" | while read -r part; do
    echo "=== $part ==="
    unzip -p "$file" "$part" | xmllint --format -
  done >"$2/letter-$1.docx.xml"
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
  for name in $letters; do
    pdf "$name" "$1"
    docx "$name" "$1"
  done
}

# same_picture WANT GOT; prints how far they are apart if they are not the same
same_picture() {
  cmp -s "$1" "$2" && return 0
  if [ ! -f "$1" ] || [ ! -f "$2" ]; then
    echo "${1##*/}: a page more or less"
    return 1
  fi
  apart=$({ convert "$1" -blur 0x1 "$work/want.png" &&
    convert "$2" -blur 0x1 "$work/got.png" &&
    compare -metric AE -fuzz "$shade" "$work/want.png" "$work/got.png" null:
  } 2>&1) || true
  case $apart in
  '' | *[!0-9]*) ;; # of other sizes, or no pictures
  *) [ "$apart" -gt "$pixels" ] || return 0 ;;
  esac
  echo "${1##*/}: $apart pixels differ"
  return 1
}

# The generation (16 hexadecimal digits) changes with every edit of a source.
masked() {
  sed 's/[0-9a-f]\{16\}/GENERATION/g' "$1"
}

compare_one() { # WANT GOT: 0 the same, 1 not, 2 but for the generation
  cmp -s "$1" "$2" && return 0
  case $1 in
  *.png)
    same_picture "$1" "$2"
    return
    ;;
  esac
  if [ -f "$1" ]; then
    masked "$1" >"$work/want"
    masked "$2" | cmp -s "$work/want" - && return 2
  fi
  [ -f "$1" ] || set -- /dev/null "$2"
  diff -u "$1" "$2" | head -n "$shown" || true
  return 1
}

# differs WANT GOT: the comparison has to see it
differs() {
  if compare_one "$1" "$2" >"$work/said"; then
    echo "a planted difference was not seen: ${2##*/}"
    failed=$((failed + 1))
  else
    passed=$((passed + 1))
  fi
}

# Letters that are not as they were are noticed: a page moved by one pixel, a
# page with a word less, another number of pages, a changed sentence.
see_planted() {
  planted=$work/planted
  set -- "$work"/made/*page-*2.png
  page=$1
  set -- "$work"/made/*.pdf.txt
  text=$1
  mkdir -p "$planted"
  convert "$page" -roll +0+1 "$planted/lower.png"
  convert "$page" -roll +1+0 "$planted/right.png"
  convert "$page" -fill black -draw 'rectangle 200,200 220,204' \
    "$planted/word.png"
  convert "$page" -crop 400x400+0+0 +repage "$planted/size.png"
  sed 's/Page 1 of/Page 2 of/' "$text" >"$planted/page.txt"
  sed 's/Testa/Testo/' "$text" >"$planted/name.txt"
  for other in "$planted"/*.png "$work/missing.png"; do
    differs "$page" "$other"
  done
  for other in "$planted"/*.txt; do
    differs "$text" "$other"
  done
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
  see_planted
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
  for want in "$golden"/*.png; do
    got=$work/made/${want##*/}
    if [ -f "$want" ] && [ -f "$got" ] &&
      same_picture "$want" "$got" >/dev/null; then
      cp "$want" "$got"
    fi
  done
  rm -f "$golden"/*
  cp "$work"/made/* "$golden/"
  echo "tests/golden: written; review it with: git diff tests/golden"
  ;;
*) usage ;;
esac
