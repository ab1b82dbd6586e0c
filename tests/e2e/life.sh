# shellcheck shell=sh disable=SC2154,SC2034,SC2317
# Starting and ending.  Sourced by run.sh; the last test ends the service.

port=${APPEALD_URL##*:}

test_a_port_that_is_taken_is_said_so() {
  ! "$root/nginx/run.sh" "$work/again" "$port" "$APPEALD_PROGRAM" "$kb" \
    >"$work/said" 2>&1 || fail "it started"
  grep -q "port $port is taken" "$work/said" || fail "$(cat "$work/said")"
  expect 200 "$guide"
}

is_up() { curl -sf -o /dev/null "http://127.0.0.1:$1/readyz"; }
is_gone() { ! kill -0 "$1" 2>/dev/null; }

test_run_leaves_nothing_behind() {
  other=$("$root/tests/tools/free-port.sh")
  "$root/nginx/run.sh" "$work/other" "$other" "$APPEALD_PROGRAM" "$kb" \
    >"$work/said" 2>&1 &
  runner=$!
  trap 'kill $runner 2>/dev/null' EXIT
  later 20 is_up "$other" || fail "it does not come up: $(cat "$work/said")"
  later 5 grep -q "http://localhost:$other/" "$work/said" ||
    fail "it does not say where it answers"
  its_appeald=$(cat "$work/other/appeald.pid")
  its_nginx=$(cat "$work/other/nginx.pid")
  trap - EXIT
  kill "$runner"
  wait "$runner" || fail "its exit status is $?"
  is_gone "$its_appeald" || fail "appeald goes on"
  is_gone "$its_nginx" || fail "nginx goes on"
  [ ! -e "$work/other" ] || fail "left behind: $(ls -A "$work/other")"
}

test_a_commands_exit_status_is_returned() {
  status=0
  "$root/nginx/run.sh" "$work/other" "$("$root/tests/tools/free-port.sh")" \
    "$APPEALD_PROGRAM" "$kb" sh -c 'exit 7' || status=$?
  [ "$status" -eq 7 ] || fail "it is $status"
}

test_what_does_not_start_says_why() {
  echo 'no knowledge base' >"$work/bad.mdb"
  ! "$root/nginx/run.sh" "$work/other" "$("$root/tests/tools/free-port.sh")" \
    "$APPEALD_PROGRAM" "$work/bad.mdb" sh -c : >"$work/said" 2>&1 || fail "it started"
  grep -q 'appeald: ' "$work/said" || fail "$(cat "$work/said")"
}

# Last: it is gone afterwards.
test_sigterm_finishes_what_is_in_flight() {
  all_of 150 "$guide.json" "$work/codes" &
  asking=$!
  sleep 0.06
  kill -TERM "$APPEALD_PID"
  ! is_gone "$asking" || fail "they were through before the signal"
  wait "$asking"
  only_200 "$work/codes" 150
  later 20 test -e "$APPEALD_DIR/appeald.status" || fail "it goes on"
  [ "$(cat "$APPEALD_DIR/appeald.status")" = 0 ] ||
    fail "exit status $(cat "$APPEALD_DIR/appeald.status")"
  [ ! -e "$APPEALD_DIR/appeald.sock" ] || fail "its socket is still there"
  ! grep -E 'Sanitizer|runtime error' "$APPEALD_LOG" || fail "a sanitizer spoke"
}
