#include "kb/prose_measure.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

Suite *suite_prose_measure(void);

/* A text, and what is found in it: "15 mg; 12 years". */
static const struct {
	const char *text;
	const char *found;
} texts[] = {
	{ "", "" },
	{ "nothing to count", "" },
	{ "one 15 mg tablet", "15 mg" },
	{ "45mg or 90-mg syringes", "45 mg; 90 mg" },
	{ "0.75 mg/kg or 0.75 mg per kg", "0.75 mg/kg; 0.75 mg/kg" },
	{ "the 1 mg/mL solution", "" },
	{ "1,200 mg", "1200 mg" },
	{ "15 or 30 mg", "15 mg; 30 mg" },
	{ "15/30/45 mg", "15 mg; 30 mg; 45 mg" },
	{ "at week 4 and 90 mg later", "90 mg" },
	{ "under 60 kg", "60 kg" },
	{ "20 kg to under 40 kg", "20 kg; 40 kg" },
	{ "10 to <20 kg", "10 kg; 20 kg" },
	{ "60 g a week", "60 g" },
	{ "from 12 years", "12 years" },
	{ "from age 12", "12 years" },
	{ "aged 2 to 17 years", "2 years; 17 years" },
	{ "12 years and older", "12 years" },
	{ "65 or older", "65 years" },
	{ "age 12 and 40 kg", "12 years; 40 kg" },
	{ ">=12 years", "12 years" },
	{ "for 5 years", "" },
	{ "since 2019, from 2020 on", "" },
	{ "every 12 weeks", "84 days between doses" },
	{ "every 28 days", "28 days between doses" },
	{ "every 8 to 12 weeks", "56 days between doses; "
				 "84 days between doses" },
	{ "for 12 weeks", "" },
	{ "60 tablets and 1 vial", "60 pieces; 1 pieces" },
	{ "IL-12, NCT02407223, 2.1.3 and x15 mg", "" },
	{ "5 mg twice daily becomes 5 mg once daily", "5 mg; 5 mg" },
	{ "10-20-30-40-50-60-70-80-90 mg", "90 mg" },
};

enum { TEXTS = sizeof(texts) / sizeof(*texts), MAX = 8 };

static void
print(const struct measure *found, size_t count, char *out, size_t size)
{
	size_t i, used = 0;

	*out = '\0';
	for (i = 0; i < count; i++)
		used += (size_t)snprintf(out + used, size - used, "%s%g %s",
		    i == 0 ? "" : "; ", found[i].value,
		    measure_name(found[i].unit));
}

START_TEST(finds_numbers_with_their_units)
{
	struct measure found[MAX];
	char said[512];
	size_t count = measure_find(str_from(texts[_i].text), found, MAX);

	print(found, count, said, sizeof(said));
	ck_assert_msg(strcmp(said, texts[_i].found) == 0, "\"%s\" gave \"%s\"",
	    texts[_i].text, said);
}
END_TEST

START_TEST(finds_no_more_than_there_is_room_for)
{
	struct measure found[2];

	ck_assert_uint_eq(
	    measure_find(STR("1 mg, 2 mg, 3 mg, 4 mg"), found, 2), 2);
	ck_assert(found[1].value == 2);
	ck_assert_uint_eq(measure_find(STR("1 or 2 or 3 mg"), found, 2), 2);
}
END_TEST

START_TEST(reads_no_further_than_the_text)
{
	struct measure found[2];

	ck_assert_uint_eq(
	    measure_find((struct str){ "15 mg", 4 }, found, 2), 0);
	ck_assert_uint_eq(
	    measure_find((struct str){ "15 mg", 2 }, found, 2), 0);
}
END_TEST

Suite *
suite_prose_measure(void)
{
	Suite *suite = suite_create("prose_measure");
	TCase *tcase = tcase_create("prose_measure");

	tcase_add_loop_test(tcase, finds_numbers_with_their_units, 0, TEXTS);
	tcase_add_test(tcase, finds_no_more_than_there_is_room_for);
	tcase_add_test(tcase, reads_no_further_than_the_text);
	suite_add_tcase(suite, tcase);
	return suite;
}
