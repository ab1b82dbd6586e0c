/* Answers about codes, whole: bounds, media, contract. */

#include "lib/codes.h"

#include <stdio.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/json.h"
#include "lib/codes_writing.h"
#include "lib/store/kb.h"
#include "tests/unit/codes_help.h"
#include "tests/unit/contract_help.h"
#include "tests/unit/guide_help.h"

#define COUNT(array) ((int)(sizeof(array) / sizeof(*(array))))

static const struct {
	const char *texts;
	const char *pointer;
	const char *message;
} refused[] = {
	{ "CO-50||N115", "/code/1", "must not be empty" },
	{ "  ", "/code/0", "must not be empty" },
	{ "CO-50|a\033[2J", "/code/1", "must not hold control characters" },
	{ "1|2|3|4|5|6|7|8|9|10|11|12|13|14|15|16|17", "/code",
	    "must be given 1 to 16 times" },
	{ "CO-50,CO-50,CO-50,CO-50,CO-50,CO-50,CO-50,CO-50,CO-50|"
	  "N115,N115,N115,N115,N115,N115,N115,N115",
	    "/code", "there are more than 16 codes" },
};

START_TEST(refuses_what_cannot_be_asked)
{
	struct codes codes = { .insurer = STR_NONE };

	ck_assert_int_eq(ERR_INVALID, codes_try(refused[_i].texts, &codes));
	ck_assert_uint_eq(1, guide_problems.count);
	ck_assert(str_is(guide_problems.first->pointer, refused[_i].pointer));
	ck_assert_msg(
	    str_is(guide_problems.first->message, refused[_i].message), "%.*s",
	    STR_ARG(guide_problems.first->message));
	ck_assert_uint_eq(0, codes.list.count);
}
END_TEST

START_TEST(takes_sixteen_codes_of_four_hundred_bytes_and_none_longer)
{
	char texts[8192] = "", one[402];
	struct codes codes;
	int i;

	memset(one, 'x', sizeof(one));
	one[400] = '\0';
	for (i = 0; i < CODES_MAX; i++)
		sprintf(texts + strlen(texts), "%s%s", i == 0 ? "" : "|", one);
	ck_assert_int_eq(OK, codes_try(texts, &codes));
	ck_assert_uint_eq(CODES_MAX, codes.list.count);
	one[400] = 'x';
	one[401] = '\0';
	ck_assert_int_eq(ERR_INVALID, codes_try(one, &codes));
	ck_assert(str_is(guide_problems.first->message,
	    "must not be longer than 400 bytes"));
}
END_TEST

static const char *const questions[] = { "CO-50", "CO-50|N115", "50|07|M1",
	"CO-16|MA130", "CO-16", "reject 88|PA", "CO-42", "MA01|569",
	"not medically necessary|hello|CO-999", "CO-50|PR-50|50", "CO-197|N54",
	"HCR01 A3", "*a* <b>|`c`|[d](e)|\"f\" \\ g" };

static bool
holds(struct value ids, struct value object)
{
	struct value_each it = value_each(ids);

	while (value_next(&it))
		if (value_type(value_get_str(object, value_str(it.item))) !=
		    VALUE_OBJECT)
			return false;
	return true;
}

START_TEST(explains_every_id_that_its_json_names)
{
	struct value answer = codes_parsed(questions[_i]);
	struct value codes = value_get(answer, "codes");
	struct value_each it = value_each(value_get(answer, "asked"));

	ck_assert(str_is(value_text(answer, "kind"), "codes"));
	ck_assert_int_eq(VALUE_OBJECT, value_type(codes));
	while (value_next(&it))
		ck_assert(holds(value_get(it.item, "codes"), codes));
	it = value_each(value_get(answer, "conclusions"));
	while (value_next(&it))
		ck_assert(holds(value_get(it.item, "codes"), codes));
	it = value_each(codes);
	while (value_next(&it)) {
		ck_assert(str_equal(value_text(it.item, "id"), it.key));
		ck_assert_uint_gt(value_text(it.item, "source").length, 0);
		ck_assert_uint_gt(value_text(it.item, "checked").length, 0);
		ck_assert_uint_gt(value_text(it.item, "confidence").length, 0);
		ck_assert(holds(value_get(it.item, "citations"),
		    value_get(answer, "citations")));
		ck_assert(
		    holds(value_get(value_get(it.item, "advice"), "citations"),
			value_get(answer, "citations")));
	}
	ck_assert_uint_eq(16, value_text(answer, "generation").length);
}
END_TEST

START_TEST(keeps_what_is_for_templates_out_of_its_json)
{
	ck_assert(
	    !guide_holds(codes_written(questions[_i], MEDIA_JSON), "\"_"));
}
END_TEST

START_TEST(says_the_same_as_text_and_as_a_page)
{
	struct str text = codes_written("CO-16|MA130", MEDIA_TEXT);
	struct str page = codes_written("CO-16|MA130", MEDIA_HTML);

	ck_assert(guide_holds(text, "MA130 (RARC): No appeal is open."));
	ck_assert(guide_holds(
	    page, "<strong>MA130 (RARC):</strong> No appeal is open."));
	ck_assert(guide_holds(text, "Do not appeal. Correct the claim"));
	ck_assert(guide_holds(page, "Do not appeal. Correct the claim"));
	ck_assert(guide_holds(text, "CO, Contractual obligation"));
	ck_assert(guide_holds(page, "<!doctype html>"));
	ck_assert(guide_holds(page, "</html>"));
}
END_TEST

START_TEST(escapes_what_was_typed)
{
	ck_assert(guide_holds(
	    codes_written("<b>*x*</b>", MEDIA_HTML), "&lt;b&gt;*x*&lt;/b&gt;"));
	ck_assert(!guide_holds(codes_written("<b>x</b>", MEDIA_HTML), "<b>"));
	ck_assert(
	    guide_holds(codes_written("<b>*x*</b>", MEDIA_TEXT), "<b>*x*</b>"));
}
END_TEST

START_TEST(shows_a_code_once_that_is_asked_for_twice)
{
	struct str page = codes_written("CO-50|PR-50", MEDIA_HTML);
	const char *text = str_to_c(page, guide_arena), *first;

	first = strstr(text, "not a medical necessity");
	ck_assert_ptr_nonnull(first);
	ck_assert_ptr_null(strstr(first + 1, "not a medical necessity"));
	ck_assert_ptr_nonnull(strstr(text, "See above."));
}
END_TEST

START_TEST(names_the_successor_of_every_retired_code)
{
	static const char *const retired[][2] = { { "CO-42", "x12-carc.45" },
		{ "CO-17", "x12-carc.226" }, { "CO-62", "x12-carc.197" },
		{ "CO-B5", "x12-carc.272" }, { "CO-57", "x12-carc.150" } };
	struct value codes, code;
	size_t i;

	for (i = 0; i < COUNT(retired); i++) {
		codes = value_get(codes_parsed(retired[i][0]), "codes");
		code = value_each(codes).left == 1
			   ? value_get_str(codes, codes_asked(retired[i][0])
						      ->list.items[0]
						      .codes[0]
						      .id)
			   : codes;
		ck_assert(str_is(value_text(code, "status"), "retired"));
		ck_assert(value_has(
		    value_get(code, "replaced_by"), str_from(retired[i][1])));
	}
	ck_assert(guide_holds(codes_written("CO-42", MEDIA_TEXT),
	    "In its place today: 45 (CARC) </codes/x12-carc/45>"));
}
END_TEST

/* With an insurer and a treatment. */
static enum err
ask_for_guide(const char *insurer, const char *treatment, struct codes *out)
{
	const struct str typed[] = { STR("CO-50") };
	struct codes_query query = { typed, 1, str_from(insurer),
		str_from(treatment) };
	struct note note;

	return codes_find(
	    &guide_reading, &query, guide_arena, out, &guide_problems, &note);
}

START_TEST(leads_to_the_guide_of_an_insurer_and_treatment)
{
	struct codes_views views = { .read = &guide_reading,
		.arena = guide_arena,
		.root = STR("../../") };
	struct codes codes;
	struct value view, reason;
	struct note note;

	ck_assert_int_eq(OK, ask_for_guide("Cigna", "Rinvoq", &codes));
	views.codes = &codes;
	ck_assert_int_eq(OK, codes_view(&views, &view, &note));
	reason = value_at(value_get(view, "reasons"), 0);
	ck_assert(str_is(value_text(reason, "guide"),
	    "/guides/cigna/upadacitinib/medical-necessity"));
	ck_assert(str_is(value_text(reason, "_path"),
	    "../../guides/cigna/upadacitinib/medical-necessity"));
}
END_TEST

START_TEST(names_both_of_insurer_and_treatment_if_they_are_not_known)
{
	struct codes codes;

	ck_assert_int_eq(ERR_INVALID, ask_for_guide("nobody", "none", &codes));
	ck_assert_uint_eq(2, guide_problems.count);
	ck_assert(str_is(guide_problems.first->pointer, "/insurer"));
	ck_assert(str_is(guide_problems.last->pointer, "/treatment"));
}
END_TEST

START_TEST(lists_every_code_system)
{
	struct slices body = slices_new(guide_arena);
	struct note note;
	struct str text;

	ck_assert_int_eq(
	    OK, codes_write_systems(&guide_reading, guide_edition.templates,
		    MEDIA_TEXT, STR(""), guide_arena, &body, &note));
	text = slices_join(&body);
	ck_assert(guide_holds(text, "CARC: Claim Adjustment Reason Codes"));
	ck_assert(guide_holds(text, "RARC: Remittance Advice Remark Codes"));
	ck_assert(guide_holds(text, "PR, Patient responsibility"));
}
END_TEST

START_TEST(prints_no_pages_of_paper)
{
	struct slices body = slices_new(guide_arena);
	struct note note;

	ck_assert_int_eq(
	    ERR_INVALID, codes_write(&guide_reading, codes_asked("CO-50"),
			     guide_edition.templates, MEDIA_PDF, STR(""),
			     guide_arena, &body, &note));
	ck_assert_int_eq(ERR_INVALID,
	    codes_write_systems(&guide_reading, guide_edition.templates,
		MEDIA_DOCX, STR(""), guide_arena, &body, &note));
	ck_assert_uint_eq(0, body.count);
}
END_TEST

/* "asked" has a contract of its own, which the view's is joined with. */
static void
compare_view(const struct codes *codes)
{
	struct codes_views views = { .read = &guide_reading,
		.codes = codes,
		.arena = guide_arena,
		.root = STR("") };
	struct value view;
	struct note note;

	ck_assert_int_eq(OK, codes_view(&views, &view, &note));
	contract_compare(view, contract_for("codes/head.md")->top, "");
}

START_TEST(names_all_and_only_what_its_view_holds)
{
	struct codes codes;
	size_t i;

	for (i = 0; i < COUNT(questions); i++)
		compare_view(codes_asked(questions[i]));
	compare_view(
	    codes_asked("CO-50|N366|reject A5|CO-208|CO-256|CO-29|CO-22|"
			"CO-109|CO-18|N202|CO-95"));
	compare_view(codes_asked("CO-27|CO-1|MA91|reject 99|CO-133|reject 92"));
	ck_assert_int_eq(OK, ask_for_guide("cigna", "rinvoq", &codes));
	compare_view(&codes);
	contract_unseen(contract_for("codes/head.md")->top, "", true);
	contract_unseen(contract_for("codes/asked.md")->top, "", true);
	ck_assert_str_eq("", contract_said());
}
END_TEST

Suite *suite_codes(void);

Suite *
suite_codes(void)
{
	Suite *suite = suite_create("codes");
	TCase *tcase = guide_tcase("codes");

	tcase_add_checked_fixture(tcase, contract_setup, contract_teardown);
	tcase_add_loop_test(
	    tcase, refuses_what_cannot_be_asked, 0, COUNT(refused));
	tcase_add_test(
	    tcase, takes_sixteen_codes_of_four_hundred_bytes_and_none_longer);
	tcase_add_loop_test(
	    tcase, explains_every_id_that_its_json_names, 0, COUNT(questions));
	tcase_add_loop_test(tcase, keeps_what_is_for_templates_out_of_its_json,
	    0, COUNT(questions));
	tcase_add_test(tcase, says_the_same_as_text_and_as_a_page);
	tcase_add_test(tcase, escapes_what_was_typed);
	tcase_add_test(tcase, shows_a_code_once_that_is_asked_for_twice);
	tcase_add_test(tcase, names_the_successor_of_every_retired_code);
	tcase_add_test(tcase, leads_to_the_guide_of_an_insurer_and_treatment);
	tcase_add_test(
	    tcase, names_both_of_insurer_and_treatment_if_they_are_not_known);
	tcase_add_test(tcase, lists_every_code_system);
	tcase_add_test(tcase, prints_no_pages_of_paper);
	tcase_add_test(tcase, names_all_and_only_what_its_view_holds);
	suite_add_tcase(suite, tcase);
	return suite;
}
