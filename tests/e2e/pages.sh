# shellcheck shell=sh disable=SC2154,SC2034,SC2317
# Pages in a browser: headers that protect, links that lead somewhere.
# Sourced by run.sh.

test_pages_and_problems_carry_the_security_headers() {
  for path in / "$guide.html" "$guide.json" /nothing/here; do
    ask "$path" -H 'Accept: text/html'
    header_is X-Content-Type-Options nosniff
    header_holds Content-Security-Policy "default-src 'none'"
    header_holds Content-Security-Policy "frame-ancestors 'none'"
    header_is Referrer-Policy no-referrer
    header_is Cross-Origin-Resource-Policy same-origin
    header_is Cross-Origin-Opener-Policy same-origin
    header_holds Permissions-Policy 'camera=()'
    header_is Server nginx
  done
}

# links PATH: where the page's own links lead, as whole addresses.
links() {
  expect 200 "$1" -H 'Accept: text/html'
  tr '<' '\n' <"$work/body" |
    sed -n 's/^[a-z]* .*\(href\|src\)="\([^"#]*\).*/\2/p' |
    sed 's/&amp;/\&/g; s/&quot;/"/g' | sort -u |
    awk -v page="$url$1" -v origin="$url" '
      BEGIN { base = page; sub(/[^\/]*$/, "", base) }
      /^(https?|mailto):/ || /^$/ { next }
      /^\// { print origin $0; next }
      /^\?/ { print page $0; next }
      { print base $0 }'
}

# resolve PATH: every link of that page, all at once.
resolve() {
  links "$1" >"$work/links"
  grep -q 'assets/style.css$' "$work/links" || fail "$1: no style sheet"
  sed 's/.*/url = "&"\noutput = "\/dev\/null"/' "$work/links" >"$work/list"
  curl -s -Z --parallel-max 20 -w '%{http_code} %{url}\n' -K "$work/list" \
    >"$work/answers" || true
  [ "$(wc -l <"$work/answers")" -eq "$(wc -l <"$work/links")" ] ||
    fail "$1: not all of its links were answered"
  ! grep -v '^200 ' "$work/answers" || fail "$1: these links lead nowhere"
}

test_every_link_of_the_first_page_resolves() {
  resolve /
}

test_every_link_of_a_guide_resolves() {
  resolve "$guide"
}

test_every_link_resolves_under_a_prefix() {
  resolve /tools/appeals/
  resolve "/tools/appeals$guide"
  grep -q '/tools/appeals/.*assets/style.css$' "$work/links"
}
