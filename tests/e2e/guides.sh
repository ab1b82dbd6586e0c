# shellcheck shell=sh disable=SC2154,SC2034,SC2317
# Look-ups.  Sourced by run.sh, which calls each test by its name.

# offline MEDIUM: what appealctl says of $guide.
offline() {
  "$appealctl" guide --kb "$kb" --format "$1" \
    cigna jak-inhibitor duplicate-therapy >"$work/offline" ||
    [ $? -eq 1 ]
}

test_a_guide_is_text_by_default() {
  expect 200 "$guide"
  header_is Content-Type 'text/plain; charset=utf-8'
  offline text
  same_bytes "$guide"
}

test_a_browser_gets_a_page() {
  expect 200 "$guide" -H \
    'Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'
  header_is Content-Type 'text/html; charset=utf-8'
  header_is Vary Accept
  offline html
  same_bytes "$guide"
}

test_a_program_gets_json_by_accept_and_by_suffix() {
  expect 200 "$guide" -H 'Accept: application/json'
  header_is Content-Type application/json
  offline json
  same_bytes "$guide"
  expect 200 "$guide.json" -H 'Accept: text/html'
  header_is Content-Type application/json
  header_is Vary ''
  same_bytes "$guide.json"
}

test_the_other_suffixes_choose_too() {
  for suffix in html txt; do
    expect 200 "$guide.$suffix" -H 'Accept: application/json'
    offline "$suffix"
    same_bytes "$guide.$suffix"
  done
}

test_a_plan_narrows_a_guide() {
  expect 200 "$guide.json?plan=erisa-self-funded"
  "$appealctl" guide --kb "$kb" --format json --plan erisa-self-funded \
    cigna jak-inhibitor duplicate-therapy >"$work/offline" || [ $? -eq 1 ]
  same_bytes "$guide.json?plan=erisa-self-funded"
}

test_a_brand_leads_to_its_ingredient() {
  expect 308 /guides/cigna/rinvoq/quantity-limits
  header_is Location /guides/cigna/upadacitinib/quantity-limits
  rest='quantity-limits.json?plan=erisa-self-funded'
  expect 308 "/guides/Cigna/Rinvoq/$rest"
  header_is Location "/guides/cigna/upadacitinib/$rest"
}

test_a_prefix_is_honored() {
  expect 308 /tools/appeals/guides/cigna/rinvoq/quantity-limits
  header_is Location \
    /tools/appeals/guides/cigna/upadacitinib/quantity-limits
  expect 200 "/tools/appeals$guide"
  offline text
  same_bytes "/tools/appeals$guide"
}

test_what_a_client_has_is_not_sent_again() {
  expect 200 "$guide"
  tag=$(header ETag)
  [ -n "$tag" ] || fail "no ETag"
  expect 304 "$guide" -H "If-None-Match: $tag"
  [ ! -s "$work/body" ] || fail "a 304 with a body"
  header_is ETag "$tag"
  expect 304 "$guide" -H "If-None-Match: \"other\", W/$tag"
  expect 200 "$guide" -H 'If-None-Match: "other"'
  expect 200 "$guide.json" -H "If-None-Match: $tag"
}

test_a_tag_names_generation_and_selectors() {
  expect 200 "$guide.json"
  tag=$(header ETag)
  header_holds ETag "$(generation)"
  expect 200 "$guide.json?plan=aca-nongrandfathered"
  [ "$(header ETag)" != "$tag" ] || fail "one ETag for two answers"
}

test_head_tells_the_length_and_sends_nothing() {
  expect 200 "$guide"
  length=$(wc -c <"$work/body")
  expect 200 "$guide" -I
  header_is Content-Length "$length"
  grep -q . "$work/body" && ! cmp -s "$work/body" "$work/head" &&
    fail "a body"
  expect 200 "$guide" # and the connection behind it still works
}

test_an_asset_may_be_kept() {
  expect 200 /assets/style.css
  header_is Content-Type 'text/css; charset=utf-8'
  header_holds Cache-Control max-age
  expect 304 /assets/style.css -H "If-None-Match: $(header ETag)"
}

test_every_answer_names_its_generation() {
  expect 200 "$guide"
  body_holds "$(generation)"
  expect 200 "$guide.html"
  body_holds "$(generation)"
  expect 200 "$guide.json"
  body_holds "\"generation\":\"$(generation)\""
}
