/*
 * The JSON parsing test suite in tests/data/json-parsing: y_ must be
 * accepted, n_ refused, i_ is the reader's choice.
 */
#include "lib/base/json.h"

#include <check.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/arena.h"

#define FOLDER "tests/data/json-parsing"

struct choice {
	const char *name;
	enum err err;
	const char *why;
};

/* What the standard allows and json.h says we refuse. */
static const struct choice stricter[] = {
	{ "y_object_duplicated_key.json", ERR_SYNTAX, "a key twice" },
	{ "y_object_duplicated_key_and_value.json", ERR_SYNTAX,
	    "a key twice" },
	{ "y_object_escaped_null_in_key.json", ERR_SYNTAX, "U+0000" },
	{ "y_string_allowed_escapes.json", ERR_SYNTAX,
	    "\\b and \\f are control characters" },
	{ "y_string_escaped_control_character.json", ERR_SYNTAX, "U+0012" },
	{ "y_string_null_escape.json", ERR_SYNTAX, "U+0000" },
};

/* What the standard leaves open; each file of that kind stands here. */
static const struct choice open_ones[] = {
	{ "i_number_double_huge_neg_exp.json", OK, "reads as 0" },
	{ "i_number_huge_exp.json", ERR_SYNTAX, "infinite as a double" },
	{ "i_number_neg_int_huge_exp.json", ERR_SYNTAX, "infinite" },
	{ "i_number_pos_double_huge_exp.json", ERR_SYNTAX, "infinite" },
	{ "i_number_real_neg_overflow.json", ERR_SYNTAX, "infinite" },
	{ "i_number_real_pos_overflow.json", ERR_SYNTAX, "infinite" },
	{ "i_number_real_underflow.json", OK, "reads as 0" },
	{ "i_number_too_big_neg_int.json", OK, "kept as text, finite" },
	{ "i_number_too_big_pos_int.json", OK, "kept as text, finite" },
	{ "i_number_very_big_negative_int.json", OK, "kept as text, finite" },
	{ "i_object_key_lone_2nd_surrogate.json", ERR_SYNTAX,
	    "half a surrogate pair" },
	{ "i_string_1st_surrogate_but_2nd_missing.json", ERR_SYNTAX,
	    "half a surrogate pair" },
	{ "i_string_1st_valid_surrogate_2nd_invalid.json", ERR_SYNTAX,
	    "half a surrogate pair" },
	{ "i_string_UTF-16LE_with_BOM.json", ERR_SYNTAX, "not UTF-8" },
	{ "i_string_UTF-8_invalid_sequence.json", ERR_SYNTAX, "not UTF-8" },
	{ "i_string_UTF8_surrogate_U+D800.json", ERR_SYNTAX, "not UTF-8" },
	{ "i_string_incomplete_surrogate_and_escape_valid.json", ERR_SYNTAX,
	    "half a surrogate pair" },
	{ "i_string_incomplete_surrogate_pair.json", ERR_SYNTAX,
	    "half a surrogate pair" },
	{ "i_string_incomplete_surrogates_escape_valid.json", ERR_SYNTAX,
	    "half a surrogate pair" },
	{ "i_string_invalid_lonely_surrogate.json", ERR_SYNTAX,
	    "half a surrogate pair" },
	{ "i_string_invalid_surrogate.json", ERR_SYNTAX,
	    "half a surrogate pair" },
	{ "i_string_invalid_utf-8.json", ERR_SYNTAX, "not UTF-8" },
	{ "i_string_inverted_surrogates_U+1D11E.json", ERR_SYNTAX,
	    "half a surrogate pair" },
	{ "i_string_iso_latin_1.json", ERR_SYNTAX, "not UTF-8" },
	{ "i_string_lone_second_surrogate.json", ERR_SYNTAX,
	    "half a surrogate pair" },
	{ "i_string_lone_utf8_continuation_byte.json", ERR_SYNTAX,
	    "not UTF-8" },
	{ "i_string_not_in_unicode_range.json", ERR_SYNTAX, "not UTF-8" },
	{ "i_string_overlong_sequence_2_bytes.json", ERR_SYNTAX,
	    "not UTF-8" },
	{ "i_string_overlong_sequence_6_bytes.json", ERR_SYNTAX,
	    "not UTF-8" },
	{ "i_string_overlong_sequence_6_bytes_null.json", ERR_SYNTAX,
	    "not UTF-8" },
	{ "i_string_truncated-utf-8.json", ERR_SYNTAX, "not UTF-8" },
	{ "i_string_utf16BE_no_BOM.json", ERR_SYNTAX, "not UTF-8" },
	{ "i_string_utf16LE_no_BOM.json", ERR_SYNTAX, "not UTF-8" },
	{ "i_structure_500_nested_arrays.json", ERR_TOO_LARGE,
	    "more than 64 levels" },
	{ "i_structure_UTF-8_BOM_empty_object.json", ERR_SYNTAX,
	    "a byte order mark" },
};

static const struct choice *
find_choice(const struct choice *list, size_t count, const char *name)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (strcmp(list[i].name, name) == 0)
			return &list[i];
	return NULL;
}

static struct str
read_file(const char *name, struct arena *arena)
{
	size_t size = 1 << 20, length;
	char *bytes = arena_alloc(arena, size);
	char path[512];
	FILE *file;

	snprintf(path, sizeof(path), FOLDER "/%s", name);
	file = fopen(path, "rb");
	ck_assert_msg(file != NULL, "%s: cannot be read", path);
	length = fread(bytes, 1, size, file);
	fclose(file);
	ck_assert_uint_lt(length, size);
	return (struct str){ bytes, length };
}

static void
judge(const char *name, const struct choice *choice, enum err got)
{
	if (choice != NULL)
		ck_assert_msg(got == choice->err, "%s: got %d, want %d (%s)",
		    name, got, choice->err, choice->why);
	else if (name[0] == 'y')
		ck_assert_msg(got == OK, "%s: refused", name);
	else if (name[0] == 'n')
		ck_assert_msg(got == ERR_SYNTAX || got == ERR_TOO_LARGE,
		    "%s: accepted", name);
	else
		ck_abort_msg("%s: nothing says what to do with it", name);
}

/* Judge each file whose name starts with "kind"; how many there were. */
static size_t
judge_all(char kind, const struct choice *list, size_t count)
{
	const struct json_limits limits = { 1 << 20, VALUE_DEPTH, 100000 };
	struct arena *arena = arena_new(16 << 20);
	DIR *folder = opendir(FOLDER);
	struct dirent *entry;
	struct value value;
	size_t seen = 0;
	enum err err;

	ck_assert_msg(folder != NULL, FOLDER ": cannot be read");
	while ((entry = readdir(folder)) != NULL) {
		if (entry->d_name[0] != kind || entry->d_name[1] != '_')
			continue;
		seen++;
		arena_reset(arena);
		err = json_read(read_file(entry->d_name, arena), &limits,
		    arena, &value, NULL);
		judge(entry->d_name,
		    find_choice(list, count, entry->d_name), err);
	}
	closedir(folder);
	arena_free(arena);
	return seen;
}

START_TEST(accepts_what_must_be_accepted_unless_we_are_stricter)
{
	ck_assert_uint_eq(95, judge_all('y', stricter,
	    sizeof(stricter) / sizeof(stricter[0])));
}
END_TEST

START_TEST(refuses_what_must_be_refused)
{
	ck_assert_uint_eq(188, judge_all('n', NULL, 0));
}
END_TEST

START_TEST(makes_each_open_choice_on_purpose)
{
	size_t count = sizeof(open_ones) / sizeof(open_ones[0]);

	ck_assert_uint_eq(count, judge_all('i', open_ones, count));
}
END_TEST

Suite *suite_json_parsing(void);

Suite *
suite_json_parsing(void)
{
	Suite *suite = suite_create("json_parsing");
	TCase *tcase = tcase_create("json_parsing");

	tcase_add_test(tcase,
	    accepts_what_must_be_accepted_unless_we_are_stricter);
	tcase_add_test(tcase, refuses_what_must_be_refused);
	tcase_add_test(tcase, makes_each_open_choice_on_purpose);
	suite_add_tcase(suite, tcase);
	return suite;
}
