/* Code systems that no request could read are refused when they are built. */

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kb/compose.h"
#include "lib/base/arena.h"
#include "lib/template/template.h"
#include "tests/unit/kb_help.h"

/* One code system of its own; what composing says about it. */
static enum err
compose_with(const char *pattern, int code, struct note *note)
{
	struct arena *arena = arena_new(64 << 20);
	struct records records = records_new(arena);
	struct composer c = { .records = &records, .note = note };
	struct kb_said said;
	struct sources *sources;
	struct template_set *set;
	char text[1024], *dir = kb_folder();

	snprintf(text, sizeof(text),
	    "{\"id\": \"list\", \"name\": \"A list\", \"short\": \"L\", "
	    "\"owner\": \"us\", \"uris\": [], \"license\": \"Ours.\", "
	    "\"patterns\": [{\"pattern\": \"%s\", \"code\": %d, "
	    "\"text\": \"Any.\"}], \"source\": \"us\", "
	    "\"checked\": \"2026-11-22\", \"confidence\": \"high\"}\n",
	    pattern, code);
	kb_write(dir, "code-systems/list.json", text);
	sources = kb_load(dir, NULL, &said);
	c.sources = sources;
	c.scratch = arena_new(16 << 20);
	ck_assert_int_eq(OK, template_set_new(&set, note));
	c.templates = set;
	note->text[0] = '\0';
	compose_codes(&c);
	template_set_free(set);
	sources_free(sources);
	free(said.text);
	kb_copy_free(dir);
	arena_free(c.scratch);
	arena_free(arena);
	return c.err;
}

static const struct {
	const char *pattern;
	int code;
} refused[] = { { "(A", 1 }, { "A[0-9]", 1 }, { "(A)", 2 },
	{ "(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)", 1 }, { "*(A){2,1}", 1 } };

START_TEST(refuses_a_pattern_that_no_request_could_use)
{
	struct note note;

	ck_assert_int_eq(ERR_INVALID,
	    compose_with(refused[_i].pattern, refused[_i].code, &note));
	ck_assert_msg(strstr(note.text, "list: the pattern \"") != NULL &&
			  strstr(note.text, refused[_i].pattern) != NULL,
	    "%s", note.text);
}
END_TEST

START_TEST(takes_a_pattern_with_the_parentheses_that_it_names)
{
	struct note note;

	/* It goes on to the section, whose template is not there. */
	compose_with("(A|B)([0-9]{1,2})", 2, &note);
	ck_assert_ptr_null(strstr(note.text, "the pattern"));
	ck_assert_ptr_nonnull(strstr(note.text, "sections/code-systems.md"));
}
END_TEST

Suite *suite_compose_codes(void);

Suite *
suite_compose_codes(void)
{
	Suite *suite = suite_create("compose_codes");
	TCase *tcase = tcase_create("compose_codes");

	tcase_add_loop_test(tcase, refuses_a_pattern_that_no_request_could_use,
	    0, (int)(sizeof(refused) / sizeof(*refused)));
	tcase_add_test(
	    tcase, takes_a_pattern_with_the_parentheses_that_it_names);
	suite_add_tcase(suite, tcase);
	return suite;
}
