#include "lib/render/render.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/escape.h"

static struct arena *arena;
static struct template_set *set;
static struct note note;

static void
setup(void)
{
	arena = arena_new(8 << 20);
	ck_assert_int_eq(OK, template_set_new(&set, &note));
}

static void
teardown(void)
{
	template_set_free(set);
	arena_free(arena);
}

/* {"v": value} */
static struct value
view_of(struct str value)
{
	struct buf *buf = arena_alloc(arena, sizeof(*buf));
	struct value_writer w;

	*buf = buf_new(arena, 1 << 20);
	w = value_writer(buf);
	value_open(&w, VALUE_OBJECT);
	value_add_str(&w, "v", value);
	value_close(&w);
	return value_written(&w);
}

static struct str
rendered(const char *name, struct str value, enum media media)
{
	struct print_options options = { .width = 100000 };
	struct buf out = buf_new(arena, 1 << 20);
	enum err err;

	err = render(set, str_from(name), view_of(value), media, &options,
	    arena, &out, &note);
	ck_assert_msg(err == OK, "%s", note.text);
	return buf_str(&out);
}

/*
 * What someone may put into a case: markup of every kind, in every form.
 */
static const char *const hostile[] = {
	"*Ann* <script>|x|", "**b**", "_e_ __s__", "~~del~~", "`code`", "``",
	"# heading", "###", "- item", "+ item", "* item", "-", "1. one",
	"1) one", "0.", "> quote", "```", "```c", "~~~", "    code", "---",
	"***", "___", "===", "=", "a\n---", "a\n\nb", "a\r\n\r\n- b", "a  \nb",
	"x\\\ny", "\t\ttab", "| a | b |", "|", "||", "|---|", ":---:",
	"\\|", "\\", "\\\\", "\\*a\\*", "[x](javascript:alert(1))", "[x]",
	"[x]: /url", "[x][y]", "![i](j)", "](", ")", "(", "]", "[",
	"<b>bold</b>", "<!-- c -->", "<a href=x>", "</table>", "<br>",
	"<https://x.example>", "https://x.example", "a@x.example",
	"<a@x.example>", "&lt;", "&amp;amp;", "&#42;a&#42;", "&nbsp;",
	"{{v}}", "{{{v}}}", "{{#v}}", "{{=<% %>=}}", "\" onclick=\"x", "' '",
	"$x$", "[ ] task", "www.x.example", "!", "@", "^", "%n%s",
	"\xe6\x97\xa5\xe6\x9c\xac | *x*", "e\xcc\x81*", "\xc2\xa7 2719(b)",
	"5 \xe2\x80\x93 10 mg", "O'Brien & Sons", "a\"b"
};

enum { HOSTILE = sizeof(hostile) / sizeof(hostile[0]) };

/* Where a template may put it.  "@" stands for the tag. */
static const char *const places[] = {
	"@", "@ after", "before @", "before @ after", "(@)", "line\n@\nline\n",
	"- @\n- x\n", "- x @ y\n", "1. @\n2. x\n", "> @\n> x\n", "- > @\n",
	"x **@** y\n", "x *@* y\n", "[@](https://x.example/)\n", "[a @ b](#c)",
	"a\\\n@\\\nb\n", "| h | i |\n|---|---|\n| @ | x |\n",
	"| h | i |\n|---|---|\n| x | y @\n",
	"| @ | i |\n|---|---|\n| x | y |\n",
	"# @\n", "### x @ y\n", "# x\n@\n", "@\n===\n", "*a @ b*\n"
};

enum { PLACES = sizeof(places) / sizeof(places[0]) };

static const char mark[] = "PLAINVALUE";

/* "text" with "new" for each "old". */
static struct str
replaced(struct str text, const char *old, struct str new)
{
	struct buf out = buf_new(arena, 1 << 20);
	size_t i = 0, length = strlen(old);

	while (i < text.length) {
		if (str_starts(str_from_index(text, i), str_from(old))) {
			buf_put(&out, new);
			i += length;
		} else {
			buf_putc(&out, text.at[i++]);
		}
	}
	return buf_str(&out);
}

/* Runs of blanks as one, none at the ends: as one reads it. */
static struct str
as_read(struct str text)
{
	struct buf out = buf_new(arena, 1 << 20);
	size_t i;

	text = str_trim(text);
	for (i = 0; i < text.length; i++) {
		if (strchr(" \t\r\n", text.at[i]) == NULL)
			buf_putc(&out, text.at[i]);
		else if (strchr(" \t\r\n", text.at[i - 1]) == NULL)
			buf_putc(&out, ' ');
	}
	return buf_str(&out);
}

/* Ids are made of a heading's text, and differ as it does. */
static struct str
without_ids(struct str html)
{
	struct buf out = buf_new(arena, 1 << 20);
	size_t i = 0;

	while (i < html.length) {
		if (str_starts(str_from_index(html, i), STR(" id=\"")))
			i += 6 + str_find(str_from_index(html, i + 5), '"');
		else
			buf_putc(&out, html.at[i++]);
	}
	return buf_str(&out);
}

/* Rules are as long as what they underline. */
static struct str
without_rules(struct str text)
{
	struct buf out = buf_new(arena, 1 << 20);
	struct str line;

	while (text.at != NULL) {
		line = str_cut(&text, '\n');
		if (strspn(str_to_c(line, arena), "=-~ ") < line.length)
			buf_put(&out, line);
		buf_puts(&out, "\n");
	}
	return as_read(buf_str(&out));
}

static void
add_place(const char *place)
{
	struct str text = replaced(str_from(place), "@", STR("{{v}}"));

	ck_assert_int_eq(OK, template_add(set, STR("t.md"), text, &note));
	ck_assert_int_eq(OK, template_link(set, &note));
}

static void
same(int place, int value, struct str want, struct str got)
{
	ck_assert_msg(str_equal(want, got),
	    "\"%s\" at \"%s\": expected \"%.*s\" but got \"%.*s\"",
	    hostile[value], places[place], STR_ARG(want), STR_ARG(got));
}

START_TEST(prints_any_value_as_it_is_in_html)
{
	struct buf escaped;
	struct str plain;
	int i;

	add_place(places[_i]);
	for (i = 0; i < HOSTILE; i++) {
		plain = without_ids(rendered("t.md", str_from(mark),
		    MEDIA_HTML));
		escaped = buf_new(arena, 1 << 16);
		escape_html(&escaped, as_read(str_from(hostile[i])));
		same(_i, i, replaced(plain, mark, buf_str(&escaped)),
		    without_ids(rendered("t.md", str_from(hostile[i]),
		    MEDIA_HTML)));
		arena_reset(arena);
	}
}
END_TEST

START_TEST(prints_any_value_as_it_is_in_text)
{
	struct str plain;
	int i;

	add_place(places[_i]);
	for (i = 0; i < HOSTILE; i++) {
		plain = rendered("t.md", str_from(mark), MEDIA_TEXT);
		same(_i, i, without_rules(replaced(plain, mark,
		    as_read(str_from(hostile[i])))),
		    without_rules(rendered("t.md", str_from(hostile[i]),
		    MEDIA_TEXT)));
		arena_reset(arena);
	}
}
END_TEST

START_TEST(prints_the_patient_who_is_named_like_markup)
{
	struct str name = STR("*Ann* <script>|x|");

	add_place("Re: @");
	ck_assert(str_is(rendered("t.md", name, MEDIA_TEXT),
	    "Re: *Ann* <script>|x|\n"));
	ck_assert(str_is(rendered("t.md", name, MEDIA_HTML),
	    "<p>Re: *Ann* &lt;script&gt;|x|</p>\n"));
}
END_TEST

START_TEST(never_links_where_a_value_says_javascript)
{
	add_place("[x](@)");
	ck_assert(str_is(rendered("t.md", STR("javascript:alert(1)"),
	    MEDIA_HTML), "<p>x</p>\n"));
	ck_assert(str_is(rendered("t.md", STR("x) [y](https://evil.example"),
	    MEDIA_HTML), "<p>[x](x) [y](https://evil.example)</p>\n"));
	ck_assert(str_is(rendered("t.md", STR("https://x.example/\"><b>"),
	    MEDIA_HTML),
	    "<p><a href=\"https://x.example/&quot;&gt;&lt;b&gt;\">x</a>"
	    "</p>\n"));
}
END_TEST

START_TEST(keeps_columns_apart_when_a_value_is_empty)
{
	add_place("| a | b |\n|---|---|\n| @ | x |\n");
	ck_assert_ptr_nonnull(memmem(rendered("t.md", STR(""), MEDIA_HTML).at,
	    rendered("t.md", STR(""), MEDIA_HTML).length,
	    "<td></td><td>x</td>", 19));
}
END_TEST

START_TEST(refuses_to_print_json)
{
	struct buf out = buf_new(arena, 999);

	add_place("@");
	ck_assert_int_eq(ERR_INVALID, render(set, STR("t.md"),
	    view_of(STR("x")), MEDIA_JSON, NULL, arena, &out, &note));
	ck_assert_str_eq("markup cannot be printed as application/json",
	    note.text);
}
END_TEST

START_TEST(renders_only_light_markup)
{
	struct buf out = buf_new(arena, 999);

	ck_assert_int_eq(ERR_INVALID, render(set, STR("t.html"),
	    view_of(STR("x")), MEDIA_HTML, NULL, arena, &out, &note));
	ck_assert_int_eq(ERR_NOT_FOUND, render(set, STR("t.md"),
	    view_of(STR("x")), MEDIA_HTML, NULL, arena, &out, &note));
}
END_TEST

START_TEST(knows_each_medium_by_its_suffix)
{
	enum media media;
	int i;

	for (i = 0; i < MEDIA_COUNT; i++) {
		ck_assert(media_from_suffix(
		    str_from(media_suffix((enum media)i)), &media));
		ck_assert_int_eq(i, (int)media);
		ck_assert(str_starts(
		    str_from(media_content_type((enum media)i)),
		    str_from(media_type((enum media)i))));
	}
	ck_assert(!media_from_suffix(STR("exe"), &media));
	ck_assert(!media_from_suffix(STR(""), &media));
}
END_TEST

Suite *suite_render(void);

Suite *
suite_render(void)
{
	Suite *suite = suite_create("render");
	TCase *tcase = tcase_create("hostile values");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_loop_test(tcase, prints_any_value_as_it_is_in_html, 0,
	    PLACES);
	tcase_add_loop_test(tcase, prints_any_value_as_it_is_in_text, 0,
	    PLACES);
	tcase_add_test(tcase, prints_the_patient_who_is_named_like_markup);
	tcase_add_test(tcase, never_links_where_a_value_says_javascript);
	tcase_add_test(tcase, keeps_columns_apart_when_a_value_is_empty);
	suite_add_tcase(suite, tcase);
	tcase = tcase_create("media");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, refuses_to_print_json);
	tcase_add_test(tcase, renders_only_light_markup);
	tcase_add_test(tcase, knows_each_medium_by_its_suffix);
	suite_add_tcase(suite, tcase);
	return suite;
}
