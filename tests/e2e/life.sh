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
  trap 'kill $runner 2>/dev/null || true' EXIT
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

is_socket() { [ -S "$1" ]; }

test_a_successor_keeps_the_socket_when_its_predecessor_ends() {
  socket=$work/shared.sock
  "$APPEALD_PROGRAM" --kb "$kb" --socket "$socket" 2>"$work/old.log" &
  old=$!
  later 20 is_socket "$socket" || fail "$(cat "$work/old.log")"
  "$APPEALD_PROGRAM" --kb "$kb" --socket "$socket" 2>"$work/new.log" &
  new=$!
  trap 'kill $old $new 2>/dev/null || true' EXIT
  later 20 grep -q event=start "$work/new.log" || fail "no successor"
  kill "$old"
  wait "$old" || fail "its exit status is $?"
  is_socket "$socket" || fail "the old one took the new one's socket away"
  kill "$new"
  wait "$new" || fail "the new one's exit status is $?"
  ! is_socket "$socket" || fail "the socket is left behind"
}

served_more_than() {
  [ "$(grep -c route=guide "$APPEALD_LOG")" -gt "$1" ]
}

# Last: it is gone afterwards.  A request that nginx could not hand over any
# more, which it notes, was not in flight; all others are answered.
test_sigterm_finishes_what_is_in_flight() {
  before=$(grep -c route=guide "$APPEALD_LOG" || true)
  # Many: log lines come together, some after what they tell of.
  all=3000
  all_of "$all" "$guide.json" "$work/codes" &
  asking=$!
  later 30 served_more_than "$before" || fail "nothing is served"
  kill -TERM "$APPEALD_PID"
  ! is_gone "$asking" || fail "they were through before the signal"
  wait "$asking"
  late=$(grep -c "connect() to unix:" "$APPEALD_DIR/logs/error.log" || true)
  good=$(grep -c '^200$' "$work/codes" || true)
  [ "$((good + late))" -ge "$all" ] ||
    fail "$late came too late; of $all: $(sort "$work/codes" | uniq -c)"
  later 20 test -e "$APPEALD_DIR/appeald.status" || fail "it goes on"
  [ "$(cat "$APPEALD_DIR/appeald.status")" = 0 ] || {
    tail -n 30 "$APPEALD_LOG"
    fail "exit status $(cat "$APPEALD_DIR/appeald.status")"
  }
  [ ! -e "$APPEALD_DIR/appeald.sock" ] || fail "its socket is still there"
  ! grep -E 'Sanitizer|runtime error' "$APPEALD_LOG" || fail "a sanitizer spoke"
}
