#include "lib/fonts.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

#include "lib/pdf/press.h"

static struct note note;

/* Every font is below one of the folders that are looked into by themselves. */
static const char *
a_folder_with_fonts(void)
{
	struct press *press = NULL;
	size_t i;

	for (i = 0; press_font_dirs[i] != NULL; i++)
		if (fonts_press(press_font_dirs[i], &press, &note) == OK)
			break;
	press_free(press);
	ck_assert_ptr_nonnull(press_font_dirs[i]);
	return press_font_dirs[i];
}

START_TEST(finds_the_systems_fonts_without_a_list)
{
	static const char *const lists[] = { NULL, "" };
	struct press *press = NULL;

	ck_assert_msg(fonts_press(lists[_i], &press, &note) == OK, "%s",
	    note.text);
	ck_assert_ptr_nonnull(press);
	press_free(press);
}
END_TEST

START_TEST(looks_into_every_folder_of_a_list)
{
	struct press *press = NULL;
	char list[512];

	snprintf(list, sizeof(list), ":/nowhere::%s:", a_folder_with_fonts());
	ck_assert_msg(
	    fonts_press(list, &press, &note) == OK, "%s", note.text);
	press_free(press);
}
END_TEST

START_TEST(looks_into_no_folder_but_those_of_the_list)
{
	struct press *press = NULL;

	ck_assert_int_eq(
	    ERR_NOT_FOUND, fonts_press("/nowhere:/dev", &press, &note));
	ck_assert_ptr_null(press);
	ck_assert_uint_gt(strlen(note.text), 0);
}
END_TEST

START_TEST(refuses_more_folders_than_it_takes)
{
	struct press *press = NULL;
	char list[3 * FONTS_FOLDERS + 8] = "";
	size_t i;

	for (i = 0; i < FONTS_FOLDERS + 1; i++)
		strcat(list, "/x:");
	ck_assert_int_eq(ERR_TOO_LARGE, fonts_press(list, &press, &note));
	ck_assert_str_eq("fonts: more than 32 folders", note.text);
	list[3 * FONTS_FOLDERS] = '\0';
	ck_assert_int_eq(ERR_NOT_FOUND, fonts_press(list, &press, &note));
	ck_assert_ptr_null(press);
}
END_TEST

Suite *suite_fonts(void);

Suite *
suite_fonts(void)
{
	Suite *suite = suite_create("fonts");
	TCase *tcase = tcase_create("fonts");

	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(
	    tcase, finds_the_systems_fonts_without_a_list, 0, 2);
	tcase_add_test(tcase, looks_into_every_folder_of_a_list);
	tcase_add_test(tcase, looks_into_no_folder_but_those_of_the_list);
	tcase_add_test(tcase, refuses_more_folders_than_it_takes);
	suite_add_tcase(suite, tcase);
	return suite;
}
