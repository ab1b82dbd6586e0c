# shellcheck shell=sh disable=SC2154,SC2034,SC2317
# Many at once; a new knowledge base under load.  Sourced by run.sh.

test_three_hundred_at_once_are_all_answered() {
  all_of 300 "$guide.json" "$work/codes"
  only_200 "$work/codes" 300
  all_of 300 /letters "$work/codes" -H 'Content-Type: application/json' \
    --data-binary "@$cases/quantity-limits.json"
  only_200 "$work/codes" 300
}

# A knowledge base with one other fact, in $work/second.mdb.
build_second() {
  mkdir -p "$work/overlay/insurers"
  sed 's/"name": "Cigna",/"name": "Cigna, second edition",/' \
    "$root/kb/sources/insurers/cigna.json" >"$work/overlay/insurers/cigna.json"
  (cd "$root" && "$appealctl" kb build -o "$work/second.mdb" -t templates \
    -s kb/schema kb/sources "$work/overlay")
}

# keep_asking: one after the other until the file "enough" is there.
keep_asking() {
  while [ ! -e "$work/enough" ]; do
    curl -s -o /dev/null -w '%{http_code}\n' --max-time 30 "$url$guide" \
      "$url$guide.json" -o /dev/null >>"$work/asked.$1" || true
  done
}

served_is() { [ "$(generation)" = "$1" ]; }

test_a_new_knowledge_base_is_taken_up_without_losing_a_request() {
  build_second
  old=$(generation)
  rm -f "$work"/asked.* "$work/enough"
  askers=
  for n in 1 2 3 4; do
    keep_asking "$n" &
    askers="$askers $!"
  done
  cp "$kb" "$work/first.mdb"
  for edition in second first second first; do
    cp "$work/$edition.mdb" "$kb.new"
    mv -f "$kb.new" "$kb"
    new=$("$appealctl" kb stat --kb "$kb" | sed -n 's/^generation *//p')
    kill -HUP "$APPEALD_PID"
    later 20 served_is "$new" || fail "$new is not served"
    if [ "$edition" = second ]; then
      [ "$new" != "$old" ] || fail "both editions are the same"
      expect 200 "$guide"
      body_holds 'Cigna, second edition'
      offline text
      same_bytes "$guide"
    fi
  done
  : >"$work/enough"
  # shellcheck disable=SC2086 # a list of numbers
  wait $askers
  cat "$work"/asked.* >"$work/codes"
  only_200 "$work/codes" "$(wc -l <"$work/codes")"
  served_is "$old" || fail "the first edition is not served again"
}

kept_old() { grep -q 'event=reload result=kept-old' "$APPEALD_LOG"; }

test_a_damaged_file_is_not_taken_up() {
  old=$(generation)
  cp "$kb" "$work/good.mdb"
  cp "$kb" "$kb.new"
  chmod u+w "$kb.new"
  printf X | dd of="$kb.new" bs=1 seek=100000 conv=notrunc 2>"$work/said"
  mv -f "$kb.new" "$kb"
  kill -HUP "$APPEALD_PID"
  later 20 kept_old || fail "the log says nothing of it"
  served_is "$old" || fail "another generation is served"
  expect 200 "$guide"
  body_holds "$old"
  cp "$work/good.mdb" "$kb.new"
  mv -f "$kb.new" "$kb"
}
