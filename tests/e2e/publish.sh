# shellcheck shell=sh disable=SC2154,SC2034,SC2317
# Publishing, rolling back and signing, as an operator does it.  Sourced by
# run.sh; the tests use an appeald of their own.

keys=$root/tests/data/minisign
policy=policies/example-health/example-exa-ra.json

# make_two: $work/a.mdb and b.mdb, which differ in one number.
make_two() {
  rm -rf "$work/sources" "$work/shelf"
  cp -R "$root/tests/data/kb-good" "$work/sources"
  (
    cd "$root" || exit
    "$appealctl" kb build -o "$work/a.mdb" "$work/sources"
    sed -i 's/"initial_months": 6/"initial_months": 3/' "$work/sources/$policy"
    "$appealctl" kb build -o "$work/b.mdb" "$work/sources"
  )
}

# start_own [OPTION...]: an appeald and nginx of our own, of $work/shelf.
start_own() {
  own_port=$("$root/tests/tools/free-port.sh")
  env "$@" "$root/nginx/run.sh" "$work/own" "$own_port" "$APPEALD_PROGRAM" \
    "$work/shelf/kb.mdb" >"$work/own.said" 2>&1 &
  own=$!
  trap 'kill $own 2>/dev/null; wait $own 2>/dev/null || true' EXIT
  later 20 is_ready || fail "it does not come up: $(cat "$work/own.said")"
}

is_ready() {
  curl -sf -o "$work/ready" "http://127.0.0.1:$own_port/readyz"
}

own_serves() { # FILE
  is_ready && grep -q "$("$appealctl" kb stat -k "$1" |
    awk '$1 == "generation" { print $2 }')" "$work/ready"
}

publish_own() { # COMMAND [OPTION...] WORDS
  "$appealctl" kb "$@" --pid-file "$work/own/appeald.pid"
}

test_a_published_knowledge_base_is_served_and_can_be_taken_back() {
  make_two
  "$appealctl" kb publish "$work/a.mdb" "$work/shelf"
  start_own
  publish_own publish "$work/b.mdb" "$work/shelf"
  later 10 own_serves "$work/b.mdb" || fail "the new one is not served"
  curl -s "http://127.0.0.1:$own_port/changes" >"$work/changes"
  grep -q 'initial duration 6 -> 3 months' "$work/changes" ||
    fail "$(cat "$work/changes")"
  publish_own rollback "$work/shelf"
  later 10 own_serves "$work/a.mdb" || fail "the old one is not served"
  curl -s "http://127.0.0.1:$own_port/changes" >"$work/changes"
  grep -q 'initial duration 3 -> 6 months' "$work/changes" ||
    fail "$(cat "$work/changes")"
}

test_only_what_is_signed_is_served_where_that_is_required() {
  make_two
  "$appealctl" kb publish --key "$keys/test.key" "$work/a.mdb" "$work/shelf"
  start_own APPEALD_REQUIRE_SIGNATURE="$keys/test.pub"
  now=$(readlink "$work/shelf/kb.mdb")
  cp "$work/b.mdb" "$work/shelf/unsigned.mdb"
  ln -s unsigned.mdb "$work/shelf/link" && mv "$work/shelf/link" "$work/shelf/kb.mdb"
  kill -HUP "$(cat "$work/own/appeald.pid")"
  later 10 grep -q 'result=kept-old.*minisig' "$work/own/logs/appeald.log" ||
    fail "$(cat "$work/own/logs/appeald.log")"
  own_serves "$work/a.mdb" || fail "it serves what nobody signed"
  ln -s "$now" "$work/shelf/link" && mv "$work/shelf/link" "$work/shelf/kb.mdb"
  publish_own publish --key "$keys/test.key" --pub "$keys/test.pub" \
    "$work/b.mdb" "$work/shelf"
  later 10 own_serves "$work/b.mdb" || fail "the signed one is not served"
}

test_it_does_not_start_with_an_unsigned_file_where_that_is_required() {
  make_two
  status=0
  "$APPEALD_PROGRAM" --kb "$work/a.mdb" --socket "$work/s.sock" \
    --require-signature "$keys/test.pub" 2>"$work/said" || status=$?
  [ "$status" -eq 1 ] || fail "exit status $status"
  grep -q 'a.mdb.minisig: No such file' "$work/said" || fail "$(cat "$work/said")"
}

test_minisign_and_we_take_each_others_signatures() {
  make_two
  rm -f "$work/k" "$work/k.pub"
  "$appealctl" kb keygen "$work/k" "$work/k.pub"
  "$appealctl" kb sign --key "$work/k" "$work/a.mdb"
  minisign -V -q -p "$work/k.pub" -m "$work/a.mdb"
  minisign -S -W -s "$work/k" -m "$work/b.mdb" -t 'by minisign' >/dev/null
  "$appealctl" kb verify --key "$work/k.pub" "$work/b.mdb"
  minisign -G -f -W -p "$work/m.pub" -s "$work/m" >/dev/null
  "$appealctl" kb sign --key "$work/m" "$work/a.mdb"
  minisign -V -q -p "$work/m.pub" -m "$work/a.mdb"
  ! minisign -V -q -p "$work/k.pub" -m "$work/a.mdb" || fail "any key will do"
}

test_publishers_at_the_same_time_do_not_disturb_each_other() {
  make_two
  for _ in 1 2 3 4; do
    "$appealctl" kb publish "$work/a.mdb" "$work/shelf" >/dev/null &
    "$appealctl" kb publish "$work/b.mdb" "$work/shelf" >/dev/null &
  done
  wait
  "$appealctl" kb verify "$work/shelf/kb.mdb"
  [ "$("$appealctl" kb list "$work/shelf" | wc -l)" -eq 2 ] ||
    fail "$("$appealctl" kb list "$work/shelf")"
}
