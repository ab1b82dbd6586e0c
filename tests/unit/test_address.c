#include "lib/letter/address.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "tests/unit/clinic_help.h"
#include "tests/unit/contract_help.h"
#include "tests/unit/kb_help.h"

#define PROVENANCE                                                             \
	"\"source\":\"A notice\",\"checked\":\"2026-11-20\","                  \
	"\"confidence\":\"high\""

/* Of tests/data/kb-good's one insurer: all that a unit may have. */
static const char units[] =
    "{\"id\":\"example-health\",\"insurer\":\"example-health\",\"units\":["
    "{\"unit\":\"Unseen Unit\",\"lines\":[\"PO Box 1\"],"
    "\"unverified\":true,\"unverified_part\":\"the box\"},"
    "{\"unit\":\"Drug Appeals\",\"use\":\"drugs\","
    "\"lines\":[\"PO Box 2\",\"Exampletown\"],"
    "\"fax\":\"555-0102\",\"phone\":\"555-0103\"},"
    "{\"unit\":\"Clinical Appeals\",\"name\":\"Example Pharmacy Manager\","
    "\"lines\":[\"PO Box 3\"],\"effective\":\"2026-01-01\","
    "\"until\":\"2026-12-31\"}]," PROVENANCE "}";

static struct clinic clinic;

static void
open_clinic(void)
{
	char *over = kb_folder();

	kb_write(over, "addresses/example-health.json", units);
	clinic_open(&clinic, "tests/data/kb-good", over, NULL);
	kb_copy_free(over);
}

static void
close_clinic(void)
{
	clinic_close(&clinic);
}

/* The first line of the address that a case with this recipient gets. */
static struct str
line_for(const struct case_recipient *recipient)
{
	struct value unit = address_find(
	    &clinic.read, STR("example-health"), recipient, clinic.arena);

	return value_str(value_at(value_get(unit, "lines"), 0));
}

static struct str
line_for_names(const char *name, const char *unit)
{
	struct case_recipient recipient = { .name = str_from(name),
		.unit = str_from(unit) };

	return line_for(&recipient);
}

START_TEST(takes_the_first_unit_that_somebody_has_seen)
{
	ck_assert(str_is(line_for_names(NULL, NULL), "PO Box 2"));
}
END_TEST

START_TEST(never_takes_a_unit_that_nobody_has_seen)
{
	ck_assert_ptr_null(line_for_names(NULL, "Unseen Unit").at);
}
END_TEST

START_TEST(takes_the_unit_that_the_case_names_however_it_is_typed)
{
	ck_assert(str_is(line_for_names(NULL, "clinical-APPEALS"), "PO Box 3"));
	ck_assert(
	    str_is(line_for_names("exhealth", "Drug Appeals"), "PO Box 2"));
}
END_TEST

START_TEST(takes_none_for_a_unit_that_is_not_held)
{
	ck_assert_ptr_null(line_for_names(NULL, "Appeals").at);
}
END_TEST

START_TEST(takes_none_for_another_body)
{
	ck_assert_ptr_null(line_for_names("Other Insurance", NULL).at);
}
END_TEST

START_TEST(takes_the_unit_of_another_body_by_that_bodys_name)
{
	ck_assert(str_is(
	    line_for_names("Example Pharmacy Manager", NULL), "PO Box 3"));
}
END_TEST

START_TEST(takes_none_where_the_case_has_an_address_or_a_fax)
{
	struct str line = STR("1 Example Street");
	struct case_recipient fax = { .fax = STR("555-0199") };
	struct case_recipient address = { .address = { &line, 1 } };

	ck_assert_ptr_null(line_for(&fax).at);
	ck_assert_ptr_null(line_for(&address).at);
}
END_TEST

START_TEST(takes_none_for_an_insurer_without_any)
{
	struct case_recipient nobody = { .fax = STR_NONE };

	ck_assert_ptr_null(
	    address_find(&clinic.read, STR("none-such"), &nobody, clinic.arena)
		.at);
}
END_TEST

START_TEST(lists_every_unit_in_a_guide_and_marks_what_nobody_has_seen)
{
	const char *verdict;
	struct str text = clinic_guide(&clinic, "example-health", "examplinib",
	    "quantity-limits", MEDIA_TEXT, &verdict);
	static const char *const parts[] = { "Where to send it",
		"- Unseen Unit: PO Box 1 (unverified).",
		"- Drug Appeals (drugs): PO Box 2, Exampletown; fax 555-0102;",
		"- Clinical Appeals: Example Pharmacy Manager, PO Box 3." };
	size_t i;

	for (i = 0; i < sizeof(parts) / sizeof(*parts); i++)
		ck_assert_msg(memmem(text.at, text.length, parts[i],
				  strlen(parts[i])) != NULL,
		    "%s", parts[i]);
}
END_TEST

START_TEST(holds_no_name_that_its_contract_lacks)
{
	struct section section = kb_section(
	    &clinic.read, STR("addresses"), STR("example-health"), STR_NONE);
	struct value contract = contract_for("sections/addresses.md")->top;
	struct buf json = buf_new(contract_arena, 1 << 20);
	struct value items;
	struct note note;

	ck_assert_uint_eq(3, section.items);
	buf_printf(&json, "{\"items\":[%.*s]}", STR_ARG(section.json));
	ck_assert_int_eq(OK, json_read(buf_str(&json), &contract_limits,
				 contract_arena, &items, &note));
	contract_compare(items, contract, "");
	ck_assert_str_eq("", contract_said());
}
END_TEST

Suite *suite_address(void);

Suite *
suite_address(void)
{
	Suite *suite = suite_create("address");
	TCase *tcase = tcase_create("address");
	TCase *contract = tcase_create("contract");

	tcase_add_unchecked_fixture(tcase, open_clinic, close_clinic);
	tcase_add_test(tcase, takes_the_first_unit_that_somebody_has_seen);
	tcase_add_test(tcase, never_takes_a_unit_that_nobody_has_seen);
	tcase_add_test(
	    tcase, takes_the_unit_that_the_case_names_however_it_is_typed);
	tcase_add_test(tcase, takes_none_for_a_unit_that_is_not_held);
	tcase_add_test(tcase, takes_none_for_another_body);
	tcase_add_test(
	    tcase, takes_the_unit_of_another_body_by_that_bodys_name);
	tcase_add_test(
	    tcase, takes_none_where_the_case_has_an_address_or_a_fax);
	tcase_add_test(tcase, takes_none_for_an_insurer_without_any);
	tcase_add_test(
	    tcase, lists_every_unit_in_a_guide_and_marks_what_nobody_has_seen);
	suite_add_tcase(suite, tcase);
	tcase_add_unchecked_fixture(contract, open_clinic, close_clinic);
	tcase_add_checked_fixture(contract, contract_setup, contract_teardown);
	tcase_add_test(contract, holds_no_name_that_its_contract_lacks);
	suite_add_tcase(suite, contract);
	return suite;
}
