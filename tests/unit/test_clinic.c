/* kb/examples/clinic: a clinic's own insurer, policy, address, letterhead. */

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "tests/unit/clinic_help.h"
#include "tests/unit/store_help.h"

#define CLINIC "kb/examples/clinic/"

static const char *const files[] = {
	CLINIC "sources/insurers/example-valley.json",
	CLINIC "sources/policies/example-valley-upadacitinib-ra.json",
	CLINIC "sources/addresses/cigna.json",
	CLINIC "templates/letters/letterhead.md.mustache",
};

static struct clinic clinic;

static void
open_clinic(void)
{
	clinic_open(
	    &clinic, "kb/sources", CLINIC "sources", CLINIC "templates");
}

static void
close_clinic(void)
{
	clinic_close(&clinic);
}

static bool
holds(struct str text, const char *part)
{
	return memmem(text.at, text.length, part, strlen(part)) != NULL;
}

/* A case of tests/data/cases whose recipient is left out. */
static struct str
case_to_nobody(void)
{
	struct str all = store_bytes("tests/data/cases/medical-necessity.json");
	char *text = str_to_c(all, clinic.arena), *from, *to;

	free((char *)(uintptr_t)all.at);
	from = strstr(text, "\"recipient\"");
	to = strstr(text, "\"patient\"");
	ck_assert(from != NULL && to != NULL && from < to);
	memmove(from, to, strlen(to) + 1);
	return str_from(text);
}

START_TEST(has_four_files_each_read_at_a_glance)
{
	struct stat about;

	ck_assert_int_eq(0, stat(files[_i], &about));
	ck_assert_int_lt(about.st_size, 3 * 1024);
}
END_TEST

START_TEST(adds_an_insurer_whose_criteria_are_held)
{
	const char *verdict;
	struct str text = clinic_guide(&clinic, "evhp", "rinvoq",
	    "medical-necessity", MEDIA_TEXT, &verdict);

	ck_assert_str_eq("held", verdict);
	ck_assert(holds(text, "Upadacitinib denied by Example Valley"));
	ck_assert(holds(text, "EV-RX-017"));
	ck_assert(holds(text, "One TNF blocker taken for 90 days"));
}
END_TEST

START_TEST(gives_the_law_for_what_the_clinic_holds_no_policy_of)
{
	const char *verdict;
	struct str text = clinic_guide(&clinic, "example-valley", "tofacitinib",
	    "medical-necessity", MEDIA_TEXT, &verdict);

	ck_assert_str_eq("not-held", verdict);
	ck_assert(holds(text, "Rights and deadlines"));
}
END_TEST

START_TEST(shows_where_to_send_an_appeal)
{
	const char *verdict;
	struct str text = clinic_guide(&clinic, "cigna", "upadacitinib",
	    "medical-necessity", MEDIA_TEXT, &verdict);
	struct str page = clinic_guide(&clinic, "cigna", "upadacitinib",
	    "medical-necessity", MEDIA_HTML, &verdict);

	ck_assert(holds(text, "Where to send it\n"));
	ck_assert(holds(text, "PO Box 55000"));
	ck_assert(holds(page, "id=\"addresses\""));
	text = clinic_guide(&clinic, "highmark", "upadacitinib",
	    "medical-necessity", MEDIA_TEXT, &verdict);
	ck_assert(!holds(text, "Where to send it"));
}
END_TEST

START_TEST(writes_to_that_address_under_its_own_head)
{
	struct str text = clinic_letter(&clinic, case_to_nobody(), MEDIA_TEXT);

	ck_assert(str_starts(text, STR("River Bend Rheumatology\n")));
	ck_assert(holds(text, "Cigna\nNational Appeals Unit\nPO Box 55000\n"
			      "Exampletown, TN 37400\nBy fax: 555-0171\n"));
	ck_assert(holds(clinic_letter(&clinic, case_to_nobody(), MEDIA_JSON),
	    "\"id\":\"recipient-address-held\",\"severity\":\"info\""));
}
END_TEST

START_TEST(writes_to_the_address_of_the_case_where_it_has_one)
{
	struct str all = store_bytes("tests/data/cases/medical-necessity.json");
	struct str text = clinic_letter(&clinic, all, MEDIA_TEXT);

	ck_assert(holds(
	    text, "Cigna\nAppeals Unit\nPO Box 2\nExampletown, TN 37400\n\n"));
	ck_assert(!holds(text, "55000"));
	ck_assert(!holds(text, "555-0171"));
	free((char *)(uintptr_t)all.at);
}
END_TEST

START_TEST(leaves_all_other_facts_as_they_are)
{
	struct kb_read plain;
	struct kb_walk walk;
	struct note note;
	struct kb *kb;
	size_t other = 0, facts = 0;

	ck_assert_int_eq(OK, kb_open(store_kb(), 1 << 30, &kb, &note));
	ck_assert_int_eq(OK, kb_begin(kb, &plain, &note));
	walk = kb_walk(&plain, STR("fact/"));
	while (kb_next(&walk)) {
		struct str key = walk.rest;
		struct str kind = str_cut(&key, '/');

		facts++;
		other += !str_equal(
		    walk.bytes, kb_get(&clinic.read, STR("fact"), kind, key));
	}
	kb_walk_end(&walk);
	kb_end(&plain);
	kb_close(kb);
	ck_assert_uint_gt(facts, 1000);
	ck_assert_uint_eq(0, other);
}
END_TEST

Suite *suite_clinic(void);

Suite *
suite_clinic(void)
{
	Suite *suite = suite_create("clinic");
	TCase *tcase = tcase_create("clinic");

	tcase_add_unchecked_fixture(tcase, open_clinic, close_clinic);
	tcase_set_timeout(tcase, 30);
	tcase_add_loop_test(tcase, has_four_files_each_read_at_a_glance, 0,
	    (int)(sizeof(files) / sizeof(*files)));
	tcase_add_test(tcase, adds_an_insurer_whose_criteria_are_held);
	tcase_add_test(
	    tcase, gives_the_law_for_what_the_clinic_holds_no_policy_of);
	tcase_add_test(tcase, shows_where_to_send_an_appeal);
	tcase_add_test(tcase, writes_to_that_address_under_its_own_head);
	tcase_add_test(
	    tcase, writes_to_the_address_of_the_case_where_it_has_one);
	tcase_add_test(tcase, leaves_all_other_facts_as_they_are);
	suite_add_tcase(suite, tcase);
	return suite;
}
