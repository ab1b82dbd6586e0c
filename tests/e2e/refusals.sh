# shellcheck shell=sh disable=SC2154,SC2034,SC2317
# What is refused, and how it is told.  Sourced by run.sh.

test_an_unknown_name_gets_the_nearest_ones() {
  expect 404 /guides/cigna/upadacitinb/quantity-limits.json
  header_is Content-Type application/problem+json
  body_holds '"status":404'
  body_holds '"near":['
  body_holds '"upadacitinib"'
  expect 404 /guides/cigna/upadacitinb/quantity-limits
  body_holds 'Nearest names:'
  body_holds '  upadacitinib'
}

test_a_problem_is_told_in_the_medium_asked_for() {
  expect 404 /guides/nobody/upadacitinib/quantity-limits
  header_is Content-Type 'text/plain; charset=utf-8'
  expect 404 /guides/nobody/upadacitinib/quantity-limits -H 'Accept: text/html'
  header_is Content-Type 'text/html; charset=utf-8'
  body_holds '<!doctype html>'
  expect 404 /nothing/here -H 'Accept: application/json'
  header_is Content-Type application/problem+json
  header_is Cache-Control no-store
}

test_an_address_says_which_methods_it_has() {
  expect 405 "$guide" -X DELETE
  header_is Allow 'GET, HEAD, OPTIONS'
  expect 405 /letters
  header_is Allow 'POST, OPTIONS'
  expect 204 "$guide" -X OPTIONS
  header_is Allow 'GET, HEAD, OPTIONS'
}

test_a_form_we_do_not_have_is_406() {
  expect 406 "$guide" -H 'Accept: image/png'
  expect 406 "$guide" -H 'Accept: */*;q=0'
}

test_a_guide_is_not_printed_on_paper() {
  for form in pdf docx; do
    expect 406 "$guide.$form"
    header_is Content-Type 'text/plain; charset=utf-8'
    body_holds 'application/json, text/html or text/plain'
  done
  expect 406 "$guide" -H 'Accept: application/pdf'
  expect 406 "$guide.pdf" -H 'Accept: application/json'
  header_is Content-Type application/problem+json
  expect 200 "$guide" -H 'Accept: application/pdf, text/html;q=0.1'
  header_is Content-Type 'text/html; charset=utf-8'
}

test_a_problem_is_never_told_on_paper() {
  echo '{"letter": 1}' >"$work/case.json"
  post 422 /letters.pdf "$work/case.json"
  header_is Content-Type 'text/plain; charset=utf-8'
  header_is Content-Disposition ''
  post 422 /letters.docx "$work/case.json" -H 'Accept: application/json'
  header_is Content-Type application/problem+json
  sed 's/Testa Sample/Testa \\uDB80\\uDC00/' "$cases/quantity-limits.json" \
    >"$work/case.json"
  post 422 /letters.pdf "$work/case.json"
  body_holds U+F0000
  ! grep Testa "$work/body" || fail "it repeats the name"
}

test_a_body_above_the_limit_is_413() {
  head -c 400000 /dev/zero | tr '\0' ' ' >"$work/large"
  expect 413 /letters -H 'Content-Type: application/json' \
    --data-binary "@$work/large"
  expect 413 /letters -H 'Content-Type: application/json' \
    -H 'Transfer-Encoding: chunked' --data-binary "@$work/large"
  expect 200 "$guide"
}

test_a_case_must_be_json_by_its_type() {
  expect 415 /letters -H 'Content-Type: text/plain' --data '{}'
  expect 415 /letters --data '{}'
}

test_a_parameter_that_cannot_be_used_is_named() {
  expect 422 "$guide.json?paln=fehb&plan=nobody"
  header_is Content-Type application/problem+json
  body_holds '"pointer":"/paln"'
  expect 422 "$guide.json?plan=nobody"
  body_holds '"pointer":"/plan"'
}

test_a_path_cannot_leave_its_folder() {
  for path in /assets/..%2f..%2fetc%2fpasswd /assets/%00 \
    /guides/cigna/%2e%2e%2f/x '/guides/cigna/%ff/quantity-limits'; do
    ask "$path"
    case $status in
    400 | 404) ;;
    *) fail "$path gives $status" ;;
    esac
  done
}
