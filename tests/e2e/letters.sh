# shellcheck shell=sh disable=SC2154,SC2034,SC2317
# Letters.  Sourced by run.sh.

# post STATUS PATH FILE [CURL OPTION...]
post() {
  want_status=$1 where=$2 file=$3
  shift 3
  expect "$want_status" "$where" -H 'Content-Type: application/json' \
    --data-binary "@$file" "$@"
}

docx=application/vnd.openxmlformats-officedocument.wordprocessingml.document
forms="text:text/plain html:text/html json:application/json
  pdf:application/pdf docx:$docx"

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
    for pair in $forms; do
      post 200 /letters "$cases/$name.json" -H "Accept: ${pair#*:}"
      header_holds Content-Type "${pair#*:}"
      offline_letter "${pair%%:*}" "$cases/$name.json"
      same_bytes "letter $name as ${pair%%:*}"
      header_is Appeald-Letter "$state"
      header_is Content-Length "$(wc -c <"$work/body")"
    done
  done
}

test_a_letter_on_paper_is_the_same_bytes_each_time() {
  for form in pdf docx; do
    for name in duplicate-therapy missing-most hostile-text; do
      post 200 "/letters.$form" "$cases/$name.json"
      cp "$work/body" "$work/first"
      # Others in between, by whatever threads take them.
      all_of 20 "/letters.$form" "$work/others" --data-binary \
        "@$cases/quantity-limits.json" -H 'Content-Type: application/json'
      only_200 "$work/others" 20
      post 200 "/letters.$form" "$cases/$name.json"
      cmp "$work/first" "$work/body" || fail "$name as $form differs"
      offline_letter "$form" "$cases/$name.json"
      same_bytes "$name as $form"
    done
  done
}

# words FORM FILE: all text of a letter, each run of blanks one space; of DOCX
# each part by itself, so that header and footer count.
words() {
  case $1 in
  text) cat "$2" ;;
  html) xmllint --html --noout --xpath 'string(/html)' "$2" 2>/dev/null ||
    xmllint --html --xpath 'string(/html)' "$2" 2>/dev/null ;;
  pdf) pdftotext "$2" - ;;
  docx)
    unzip -Z1 "$2" | grep '^word/[a-z]*[0-9]*[.]xml$' | while read -r part; do
      unzip -p "$2" "$part" | xmllint --xpath 'string(/)' -
      echo
    done
    ;;
  esac | tr -s '[:space:]' ' '
}

test_a_letter_on_paper_says_its_subject_and_names_no_person() {
  post 200 /letters.pdf "$cases/duplicate-therapy.json"
  header_is Content-Disposition 'inline; filename="appeal-letter.pdf"'
  pdfinfo "$work/body" >"$work/info"
  grep '^Title: *Internal appeal: upadacitinib, denied as' "$work/info" ||
    fail "$(cat "$work/info")"
  ! grep -e Testa -e U00000001 "$work/info" || fail "a person is named"
  post 200 /letters.docx "$cases/duplicate-therapy.json"
  header_is Content-Disposition 'inline; filename="appeal-letter.docx"'
  unzip -p "$work/body" 'docProps/*.xml' >"$work/info"
  grep -q 'Internal appeal: upadacitinib, denied as' "$work/info" ||
    fail "$(cat "$work/info")"
  ! grep -e Testa -e U00000001 "$work/info" || fail "a person is named"
}

test_each_page_says_whose_letter_it_is() {
  post 200 /letters.pdf "$cases/medical-necessity.json"
  pages=$(pdfinfo "$work/body" | awk '/^Pages:/ { print $2 }')
  [ "$pages" -gt 1 ] || fail "one page only"
  page=0
  while [ $((page += 1)) -le "$pages" ]; do
    pdftotext -layout -f $page -l $page "$work/body" "$work/page"
    grep -q 'Testa Sample, member ID U00000002 - November 22, 2026' \
      "$work/page" || fail "page $page does not say whose it is"
    grep -q "Page $page of $pages" "$work/page" || fail "page $page: number"
    ! grep -q DRAFT "$work/page" || fail "page $page says DRAFT"
  done
  offline_letter docx "$cases/medical-necessity.json"
  words docx "$work/offline" >"$work/words"
  grep -q 'Testa Sample, member ID U00000002 - November 22, 2026' \
    "$work/words" || fail "the footer does not say whose it is"
}

test_a_draft_says_so_on_every_page() {
  # Long enough for pages that hold nothing but the middle of the letter.
  sed 's/"reason_text": *"[^"]*",//' "$cases/medical-necessity.json" \
    >"$work/case.json"
  post 200 /letters.pdf "$work/case.json"
  header_is Appeald-Letter draft
  header_is Content-Disposition 'inline; filename="appeal-letter-draft.pdf"'
  pages=$(pdfinfo "$work/body" | awk '/^Pages:/ { print $2 }')
  [ "$pages" -gt 2 ] || fail "$pages pages only"
  page=0
  while [ $((page += 1)) -le "$pages" ]; do
    pdftotext -f $page -l $page "$work/body" - | grep -q DRAFT ||
      fail "page $page does not say DRAFT"
  done
  post 200 /letters.docx "$work/case.json"
  header_is Content-Disposition 'inline; filename="appeal-letter-draft.docx"'
  unzip -Z1 "$work/body" | grep '^word/header' >"$work/headers" ||
    fail "no header"
  while read -r part; do
    unzip -p "$work/body" "$part" | grep -q DRAFT ||
      fail "$part does not say DRAFT"
  done <"$work/headers"
}

test_a_name_is_printed_exactly_as_it_is_in_every_medium() {
  name='*Ann* <script>|x|'
  sed "s/Testa Sample/$name/" "$cases/duplicate-therapy.json" \
    >"$work/case.json"
  for form in text html pdf docx; do
    suffix=$form
    [ "$form" != text ] || suffix=txt
    post 200 "/letters.$suffix" "$work/case.json"
    words "$form" "$work/body" >"$work/words"
    grep -q -F "Patient: $name" "$work/words" ||
      fail "$form: $(grep -o 'Patient.\{40\}' "$work/words")"
    grep -q -F "my patient, $name, to appeal" "$work/words" ||
      fail "$form: not in the letter's text"
    [ "$form" = text ] || [ "$form" = html ] ||
      grep -q -F "$name, member ID U00000001" "$work/words" ||
      fail "$form: not at the foot"
  done
}

test_the_letterhead_stands_above_the_letter_in_every_medium() {
  for form in text html pdf docx; do
    suffix=$form
    [ "$form" != text ] || suffix=txt
    post 200 "/letters.$suffix" "$cases/duplicate-therapy.json"
    [ "$form" != docx ] ||
      unzip -p "$work/body" word/document.xml word/header1.xml >/dev/null
    words "$form" "$work/body" >"$work/words"
    for line in 'Example Rheumatology Clinic' '1 Example Street' \
      'Springfield, OH 45500' 'Phone 555-0100' 'Fax 555-0101'; do
      [ "$(grep -o -F "$line" "$work/words" | wc -l)" -eq 1 ] ||
        fail "$form: $line"
    done
  done
  offline_letter text "$cases/duplicate-therapy.json"
  [ "$(head -n 1 "$work/offline")" = 'Example Rheumatology Clinic' ] ||
    fail "something stands above it"
}

test_a_logo_stands_beside_the_letterhead() {
  mkdir -p "$work/clinic/assets"
  convert -size 40x20 xc:navy "PNG24:$work/clinic/assets/letterhead.png"
  "$appealctl" kb build -o "$work/clinic.mdb" -t "$root/templates" \
    -t "$work/clinic" -s "$root/kb/schema" "$root/kb/sources" >"$work/said"
  for form in html pdf docx; do
    "$appealctl" letter --kb "$work/clinic.mdb" --format "$form" \
      --today "$today" -o "$work/with.$form" "$cases/duplicate-therapy.json"
  done
  grep -q '<img src="assets/letterhead.png" alt="[^"]' "$work/with.html" ||
    fail "none in HTML"
  pdfimages -list "$work/with.pdf" | awk 'NR > 2 && $1 == 1' | grep -q . ||
    fail "none in PDF"
  unzip -Z1 "$work/with.docx" | grep -q '^word/media/' || fail "none in DOCX"
}

test_offline_a_letter_goes_to_a_file_of_its_own() {
  for form in text html json pdf docx; do
    rm -f "$work/out/letter"
    mkdir -p "$work/out"
    "$appealctl" letter --kb "$kb" -f "$form" --today "$today" \
      -o "$work/out/letter" "$cases/quantity-limits.json" >"$work/said"
    [ ! -s "$work/said" ] || fail "$form: something was printed, too"
    [ "$(stat -c %a "$work/out/letter")" = 600 ] || fail "$form: its mode"
    offline_letter "$form" "$cases/quantity-limits.json"
    cmp "$work/out/letter" "$work/offline" || fail "$form: other bytes"
    "$appealctl" letter --kb "$kb" -f "$form" --today "$today" \
      -o - - <"$cases/quantity-limits.json" | cmp - "$work/offline" ||
      fail "$form: other bytes by way of pipes"
  done
  status=0
  "$appealctl" letter --kb "$kb" -f pdf -o "$work/none/letter" \
    "$cases/quantity-limits.json" 2>"$work/said" || status=$?
  [ "$status" -eq 4 ] || fail "a folder that is not there gives $status"
  grep -q 'none/letter: No such file' "$work/said" || fail "no sentence"
}

test_pages_are_not_written_to_a_terminal() {
  for form in pdf docx; do
    status=0
    script -q -e -c "$appealctl letter --kb $kb -f $form \
      $cases/quantity-limits.json" /dev/null >"$work/said" 2>&1 || status=$?
    [ "$status" -eq 2 ] || fail "$form gives $status"
    grep -q "a letter as $form is not for a terminal; write it to a file" \
      "$work/said" || fail "$(head -c 200 "$work/said")"
  done
}

test_without_fonts_there_is_a_sentence_and_no_letter() {
  mkdir -p "$work/no-fonts"
  status=0
  "$appealctl" letter --kb "$kb" -f pdf --fonts "$work/no-fonts" \
    "$cases/quantity-limits.json" >"$work/offline" 2>"$work/said" || status=$?
  [ "$status" -eq 4 ] || fail "it gives $status"
  grep -q '^appealctl: .*font' "$work/said" || fail "$(cat "$work/said")"
  [ ! -s "$work/offline" ] || fail "something was written"
  "$appealctl" letter --kb "$kb" -f docx --fonts "$work/no-fonts" \
    "$cases/quantity-limits.json" >"$work/offline"
}

test_the_service_starts_without_fonts_and_says_so_once() {
  mkdir -p "$work/no-fonts"
  "$APPEALD_PROGRAM" --kb "$kb" --socket "$work/socket" \
    --fonts "$work/no-fonts" 2>"$work/log" &
  service=$!
  later 10 grep -q event=start "$work/log" || fail "it does not start"
  kill "$service"
  status=0
  wait "$service" || status=$?
  [ "$status" -eq 0 ] || fail "it ends with $status"
  [ "$(grep -c '^event=no-pdf why="..*"$' "$work/log")" -eq 1 ] ||
    fail "$(cat "$work/log")"
}

test_offline_a_guide_is_not_printed_on_paper() {
  status=0
  "$appealctl" guide --kb "$kb" -f pdf cigna upadacitinib quantity-limits \
    >"$work/offline" 2>"$work/said" || status=$?
  [ "$status" -eq 2 ] || fail "it gives $status"
  grep -q 'a guide comes as text, html or json' "$work/said" ||
    fail "$(cat "$work/said")"
}

test_a_suffix_chooses_the_medium_of_a_letter() {
  post 200 /letters.html "$cases/quantity-limits.json"
  header_is Content-Type 'text/html; charset=utf-8'
  post 200 /letters.json "$cases/quantity-limits.json"
  header_is Content-Type application/json
  post 200 /letters.pdf "$cases/quantity-limits.json"
  header_is Content-Type application/pdf
  post 200 /letters.docx "$cases/quantity-limits.json" -H 'Accept: text/html'
  header_is Content-Type "$docx"
}

test_a_letter_is_never_stored_nor_compressed() {
  post 200 /letters "$cases/quantity-limits.json" -H 'Accept-Encoding: gzip'
  header_is Cache-Control no-store
  header_is Content-Encoding ''
  header_is ETag ''
  post 200 /letters.pdf "$cases/quantity-limits.json" \
    -H 'Accept-Encoding: gzip'
  header_is Cache-Control no-store
  header_is Content-Encoding ''
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
