# shellcheck shell=sh disable=SC2154,SC2034,SC2317
# A case leaves no trace.  Sourced by run.sh.

canary=Zzyzxquill
path_canary=Zzyzxpath

# traces WORD: the files below the service's folder that hold it.
traces() {
  sleep 1.3 # nginx writes its access log once a second
  grep -r -l -a -F -e "$1" "$APPEALD_DIR" || true
}

test_a_case_leaves_no_trace_in_logs_or_files() {
  sed "s/\"name\": *\"Testa[^\"]*\"/\"name\": \"Testa $canary\"/;
    1s/{/{\"$canary\": 1,/" "$cases/quantity-limits.json" >"$work/bad.json"
  sed "s/\"name\": *\"Testa[^\"]*\"/\"name\": \"Testa $canary\"/" \
    "$cases/quantity-limits.json" >"$work/good.json"
  grep -q "$canary" "$work/good.json" || fail "the case has another name now"
  expect 200 /letters -H 'Content-Type: application/json' \
    --data-binary "@$work/good.json"
  body_holds "$canary"
  for form in html json pdf docx; do
    expect 200 "/letters.$form" -H 'Content-Type: application/json' \
      --data-binary "@$work/good.json"
  done
  expect 422 "/letters?name=$canary" -H 'Content-Type: application/json' \
    --data-binary "@$work/bad.json" -H "Referer: http://x/$canary" \
    -H "User-Agent: $canary" -H "Accept: $canary"'/*, text/plain'
  expect 415 "/letters?name=$canary" --data-binary "@$work/good.json"
  found=$(traces "$canary")
  [ -z "$found" ] || fail "the case is in: $found"
}

test_a_query_leaves_no_trace_even_where_it_is_refused() {
  expect 422 "$guide?plan=$canary&$canary=1"
  expect 422 "$guide?received=$canary" -H "Cookie: $canary"
  expect 413 "/letters?$canary" -H 'Content-Type: application/json' \
    --data-binary "$(head -c 90000 /dev/zero | tr '\0' ' '
      head -c 10 /dev/zero | tr '\0' ' ')" -H 'Content-Length: 999999' \
    --max-time 3
  found=$(traces "$canary")
  [ -z "$found" ] || fail "the query is in: $found"
}

test_the_service_itself_logs_no_path() {
  expect 404 "/guides/cigna/$path_canary/quantity-limits"
  expect 404 "/$path_canary"
  found=$(traces "$path_canary" | grep -v '/access.log$' || true)
  [ -z "$found" ] || fail "the path is in: $found"
}

test_the_access_log_has_no_query_strings() {
  sleep 1.3
  [ -s "$APPEALD_DIR/logs/access.log" ] || fail "no access log"
  ! grep -F '?' "$APPEALD_DIR/logs/access.log" || fail "a query is in it"
}

test_a_body_is_never_spilled_to_a_file() {
  head -c 200000 /dev/zero | tr '\0' ' ' >"$work/body-in"
  echo '{}' >>"$work/body-in"
  expect 422 /letters -H 'Content-Type: application/json' \
    --data-binary "@$work/body-in"
  expect 422 /letters -H 'Content-Type: application/json' \
    -H 'Transfer-Encoding: chunked' --data-binary "@$work/body-in"
  [ "$(stat -c '%F' "$APPEALD_DIR/no-write")" = 'regular empty file' ] ||
    fail "the place for temporary files was used"
  [ ! -s "$APPEALD_DIR/logs/error.log" ] || {
    cat "$APPEALD_DIR/logs/error.log"
    fail "nginx has something to say"
  }
}
