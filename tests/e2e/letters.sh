# shellcheck shell=sh disable=SC2154,SC2034,SC2317
# Letters.  Sourced by run.sh.

# post STATUS PATH FILE [CURL OPTION...]
post() {
  want_status=$1 where=$2 file=$3
  shift 3
  expect "$want_status" "$where" -H 'Content-Type: application/json' \
    --data-binary "@$file" "$@"
}

# offline_letter MEDIUM CASE: also says whether it is ready, in $state.
offline_letter() {
  state=ready
  "$appealctl" letter --kb "$kb" --format "$1" --today "$today" "$2" \
    >"$work/offline" || {
    [ $? -eq 1 ] || fail "appealctl letter $2"
    state=draft
  }
}

test_a_letter_is_the_same_online_and_offline_in_every_medium() {
  for name in duplicate-therapy medical-necessity quantity-limits; do
    for pair in text:text/plain html:text/html json:application/json; do
      post 200 /letters "$cases/$name.json" -H "Accept: ${pair#*:}"
      header_holds Content-Type "${pair#*:}"
      offline_letter "${pair%%:*}" "$cases/$name.json"
      same_bytes "letter $name as ${pair%%:*}"
      header_is Appeald-Letter "$state"
    done
  done
}

test_a_suffix_chooses_the_medium_of_a_letter() {
  post 200 /letters.html "$cases/quantity-limits.json"
  header_is Content-Type 'text/html; charset=utf-8'
  post 200 /letters.json "$cases/quantity-limits.json"
  header_is Content-Type application/json
}

test_a_letter_is_never_stored_nor_compressed() {
  post 200 /letters "$cases/quantity-limits.json" -H 'Accept-Encoding: gzip'
  header_is Cache-Control no-store
  header_is Content-Encoding ''
  header_is ETag ''
}

test_a_draft_says_so_in_header_and_text() {
  post 200 /letters "$cases/missing-most.json"
  offline_letter text "$cases/missing-most.json"
  same_bytes 'the draft'
  [ "$state" = draft ] || fail "a case with most of it missing is ready"
  header_is Appeald-Letter draft
  body_holds DRAFT
}

test_hostile_text_stays_text_in_a_page() {
  post 200 /letters.html "$cases/hostile-text.json"
  ! grep -i -E '<script|<img|javascript:' "$work/body" ||
    fail "it became markup"
}

test_what_is_not_json_is_refused() {
  echo '{"letter": ' >"$work/case.json"
  post 400 /letters "$work/case.json" -H 'Accept: application/json'
  header_is Content-Type application/problem+json
  body_holds '"status":400'
}

test_a_key_that_occurs_twice_is_refused() {
  sed '1s/{/{"letter": "peer-to-peer",/' "$cases/quantity-limits.json" \
    >"$work/case.json"
  post 400 /letters.json "$work/case.json"
  header_is Content-Type application/problem+json
}

test_all_problems_of_a_case_are_told_at_once() {
  sed 's/"dob": *"[^"]*"/"dob": "1980-02-30"/; 1s/{/{"surprise": 1,/' \
    "$cases/quantity-limits.json" >"$work/case.json"
  post 422 /letters.json "$work/case.json"
  body_holds '"pointer":"/patient/dob"'
  body_holds '"pointer":"/surprise"'
}

test_a_case_may_be_as_large_as_the_limit() {
  head -c 200000 /dev/zero | tr '\0' ' ' >"$work/case.json"
  cat "$cases/quantity-limits.json" >>"$work/case.json"
  post 200 /letters "$work/case.json"
  offline_letter text "$cases/quantity-limits.json"
  same_bytes 'a case of 200 KB'
  post 200 /letters "$work/case.json" -H 'Transfer-Encoding: chunked'
  same_bytes 'the same in chunks'
}
