#include "lib/pdf/pdf_columns.h"

#include <check.h>
#include <stdlib.h>

static void
expect(const struct pdf_column *columns, const double *widths, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		ck_assert_double_eq_tol(widths[i], columns[i].width, 0.001);
}

START_TEST(shares_room_to_spare_in_proportion)
{
	struct pdf_column columns[] = { { 10, 20, 0 }, { 10, 60, 0 } };

	pdf_columns(columns, 2, 160);
	expect(columns, (double[]){ 40, 120 }, 2);
}
END_TEST

START_TEST(gives_words_their_room_and_the_rest_to_what_lacks_most)
{
	struct pdf_column columns[] = { { 20, 20, 0 }, { 30, 130, 0 } };

	pdf_columns(columns, 2, 100);
	expect(columns, (double[]){ 20, 80 }, 2);
}
END_TEST

START_TEST(lets_no_long_text_take_all_of_it)
{
	struct pdf_column columns[] = { { 0, 1000, 0 }, { 0, 100000, 0 } };

	pdf_columns(columns, 2, 100);
	expect(columns, (double[]){ 50, 50 }, 2);
}
END_TEST

START_TEST(cuts_the_longest_words_where_words_do_not_fit)
{
	struct pdf_column columns[] = { { 10, 10, 0 }, { 90, 90, 0 },
		{ 60, 60, 0 } };

	pdf_columns(columns, 3, 120);
	expect(columns, (double[]){ 10, 61.4286, 48.5714 }, 3);
	ck_assert_double_eq_tol(120, columns[0].width + columns[1].width +
	    columns[2].width, 0.001);
}
END_TEST

START_TEST(shares_alike_where_all_is_empty)
{
	struct pdf_column columns[2] = { { 0, 0, 0 } };

	pdf_columns(columns, 2, 100);
	expect(columns, (double[]){ 50, 50 }, 2);
}
END_TEST

Suite *suite_pdf_columns(void);

Suite *
suite_pdf_columns(void)
{
	Suite *suite = suite_create("pdf_columns");
	TCase *tcase = tcase_create("pdf_columns");

	tcase_add_test(tcase, shares_room_to_spare_in_proportion);
	tcase_add_test(tcase,
	    gives_words_their_room_and_the_rest_to_what_lacks_most);
	tcase_add_test(tcase, lets_no_long_text_take_all_of_it);
	tcase_add_test(tcase, cuts_the_longest_words_where_words_do_not_fit);
	tcase_add_test(tcase, shares_alike_where_all_is_empty);
	suite_add_tcase(suite, tcase);
	return suite;
}
