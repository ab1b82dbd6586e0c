#include "lib/render/media.h"

#include <check.h>

START_TEST(is_known_by_its_own_suffix_only)
{
	static const char *const none[] = { "", "exe", "PDF", "pdf.", "doc",
		"text", "application/pdf" };
	enum media media, found;
	size_t i;

	for (media = 0; media < MEDIA_COUNT; media++) {
		ck_assert(
		    media_from_suffix(str_from(media_suffix(media)), &found));
		ck_assert_int_eq(media, found);
	}
	for (i = 0; i < sizeof(none) / sizeof(*none); i++)
		ck_assert_msg(!media_from_suffix(str_from(none[i]), &found),
		    "%s", none[i]);
}
END_TEST

START_TEST(names_a_character_set_for_text_only)
{
	enum media media;

	for (media = 0; media < MEDIA_COUNT; media++)
		ck_assert_msg(
		    str_ends(str_from(media_content_type(media)),
			STR("; charset=utf-8")) ==
			str_starts(str_from(media_type(media)), STR("text/")),
		    "%s", media_content_type(media));
}
END_TEST

START_TEST(is_for_a_screen_or_for_paper)
{
	enum media media;

	for (media = 0; media < MEDIA_COUNT; media++) {
		ck_assert(media_is_in(MEDIA_ALL, media));
		ck_assert(!media_is_in(0, media));
		ck_assert(media_is_in(MEDIA_SCREEN, media) !=
		    media_is_in(MEDIA_PAGES, media));
	}
	ck_assert(media_is_in(MEDIA_PAGES, MEDIA_PDF));
	ck_assert(media_is_in(MEDIA_PAGES, MEDIA_DOCX));
}
END_TEST

Suite *suite_media(void);

Suite *
suite_media(void)
{
	Suite *suite = suite_create("media");
	TCase *tcase = tcase_create("media");

	tcase_add_test(tcase, is_known_by_its_own_suffix_only);
	tcase_add_test(tcase, names_a_character_set_for_text_only);
	tcase_add_test(tcase, is_for_a_screen_or_for_paper);
	suite_add_tcase(suite, tcase);
	return suite;
}
