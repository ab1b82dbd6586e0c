#!/bin/sh
# Who may include whom: holds the tree to the table in layers.txt.
# Usage: layers.sh [APPEALD OBJECT...]
#          check the tree; with APPEALD also that the service is linked without
#          code that writes a knowledge base, by its objects and its symbols
#        layers.sh --self-test
#          plant faults in a copy of the tree and expect each to be found
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)

# check_tree FOLDER: the sources below it against the table below it.
check_tree() {
  (
    cd "$1"
    find fcgi kb lib -name '*.[ch]' | sort |
      xargs awk -f "$here/layers.awk" tests/tools/layers.txt
  )
}

# check_program APPEALD OBJECT...
check_program() {
  program=$1 found=0
  shift
  for object in "$@"; do
    case $object in
    kb/* | */kb/*)
      echo "$program: linked with $object"
      found=1
      ;;
    esac
  done
  writes=$(nm -D --undefined-only "$program" |
    awk '$NF ~ /^mdb_(put|del|drop|cursor_put|cursor_del)(@|$)/ { print $NF }')
  [ -z "$writes" ] || {
    echo "$program: can write a knowledge base:" "$writes"
    found=1
  }
  return $found
}

# Each fault is a line added to a file; what the check then says comes first.
faults='a stage may not include a stage|fcgi/negotiate.c|#include "fcgi/reply.h"
fcgi may not include kb|fcgi/http.c|#include "kb/writer.h"
kb may not include fcgi|kb/writer.c|#include "fcgi/http.h"
lib may not include fcgi|lib/index.c|#include "fcgi/http.h"
lib/store may not include lib/render|lib/store/kb.c|#include "lib/render/doc.h"
fcgi may not include lib/clinical|fcgi/http.c|#include "lib/clinical/say.h"
not an owner of <lmdb.h>|lib/store/kb_file.c|#include <lmdb.h>
<curl/curl.h> has no owner|kb/dump.c|#include <curl/curl.h>
brand_new.h: not in|lib/base/brand_new.h|/* empty */
cycle of headers|lib/base/str.h|#include "lib/base/buf.h"
cycle of things|fcgi/http.c|#include "fcgi/target.h"
named from the root|fcgi/http.c|#include "target.h"
stale: lib/base/gone|tests/tools/layers.txt|util lib/base/gone
listed twice|tests/tools/layers.txt|noun lib/base/str
stale: no need to except|tests/tools/layers.txt|except lib/base/buf lib/base/url
stale: lib/base/buf.c does not|tests/tools/layers.txt|only lmdb.h lib/base/buf.c'

copy_tree() { # FOLDER
  rm -rf "$1"
  mkdir -p "$1/tests/tools"
  cp "$root/tests/tools/layers.txt" "$1/tests/tools/"
  (cd "$root" && find fcgi kb lib -name '*.[ch]' | tar -cf - -T -) |
    tar -xf - -C "$1"
}

# expect WORDS COMMAND...: it fails, and says WORDS.
expect() {
  words=$1
  shift
  if "$@" >"$work/said" 2>&1 || ! grep -q -F -e "$words" "$work/said"; then
    echo "planted, but not found: $words; the check said:"
    cat "$work/said"
    missed=$((missed + 1))
  else
    caught=$((caught + 1))
  fi
}

library() { # NAME STATEMENT: a shared object whose one function does that
  echo "int mdb_put(void); int f(void); int f(void) { $2 }" |
    ${CC:-cc} -x c -shared -fPIC -o "$work/$1.so" -
}

self_test() {
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  missed=0 caught=0
  echo "$faults" >"$work/faults"
  while IFS='|' read -r words file line; do
    copy_tree "$work/tree"
    echo "$line" >>"$work/tree/$file"
    expect "$words" check_tree "$work/tree"
  done <"$work/faults"
  library writer 'return mdb_put();'
  expect 'can write' check_program "$work/writer.so"
  library reader 'return 0;'
  expect 'linked with' check_program "$work/reader.so" build/obj/kb/writer.o
  echo "layers, self test: $caught passed, $missed failed"
  [ "$missed" -eq 0 ]
}

if [ "${1:-}" = --self-test ]; then
  self_test
  exit
fi
status=0
check_tree "$root" || status=1
if [ $# -gt 0 ]; then
  check_program "$@" || status=1
fi
exit $status
