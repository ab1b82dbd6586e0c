/*
 * Whatever a text of the case holds, the letter prints exactly that: every
 * string of a case is replaced in turn by text that looks like markup.
 */

#include <check.h>
#include <stdio.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/json.h"
#include "tests/unit/letter_help.h"

enum { TEXT_BYTES = 1 << 20, POINTER_BYTES = 128 };

static const char *const hostile[] = {
	"*Ann* <script>|x|",
	"# Heading",
	"- item",
	"+ item",
	"1. item",
	"1) item",
	"> quote",
	"| a | b |",
	"|---|---|",
	"```",
	"~~~ code",
	"---",
	"***",
	"===",
	"_a_ __b__ ~~c~~ `d`",
	"[a](http://x.test)",
	"![a](x.png \"t\")",
	"[a]: http://x.test",
	"<http://x.test>",
	"http://x.test/?a=b",
	"www.x.test a@b.test",
	"&amp; &lt; &#42; &copy",
	"back\\slash \\* \\",
	"{{draft}} {{{a}}} {{#b}}",
	"<!-- c --> </main> <b>",
	"a|b\\|c \"q\" 'q' && ;",
};

/* Fields whose text decides something, and those that no letter prints. */
static const char *const refused[] = { "/letter", "/date", "/sender/role",
	"/sender/npi", "/patient/dob", "/plan/regime", "/denial/insurer",
	"/denial/reason", "/denial/notice_date", "/denial/received",
	"/denial/service", "/denial/history/0/filed",
	"/denial/history/0/decided", "/request/drug",
	"/request/start", "/request/established_on", "/diagnosis/0/icd10",
	"/diagnosis/0/confirmed_on", "/severity/0/date", "/severity/0/when",
	"/severity/1/when", "/therapies/0/start", "/therapies/0/stop",
	"/therapies/0/last_dose", "/therapies/0/outcome", "/evidence/0/date",
	NULL };
static const char *const silent[] = { "/patient/sex", "/plan/state",
	"/denial/history/0/level", "/denial/history/0/outcome",
	"/request/exception", "/evidence/0/criterion", "/statements/0/about",
	"/statements/1/about", NULL };

static struct bench bench;

static void
setup(void)
{
	bench_open(&bench);
}

static void
teardown(void)
{
	bench_close(&bench);
}

static bool
lists(const char *const *list, const char *pointer)
{
	for (; *list != NULL; list++)
		if (strcmp(*list, pointer) == 0)
			return true;
	return false;
}

/* A copy of a case in which one string is another. */
struct swap {
	struct value_writer *w;
	size_t wanted, seen; /* strings, from 0 */
	struct str with;
	char pointer[POINTER_BYTES]; /* of the one that was replaced */
};

static void
copy_swapped(struct swap *swap, struct value v, const char *pointer)
{
	enum value_type type = value_type(v);
	struct value_each it;
	char inner[POINTER_BYTES];

	if (type == VALUE_STRING && swap->seen++ == swap->wanted) {
		snprintf(swap->pointer, sizeof(swap->pointer), "%s", pointer);
		value_put_str(swap->w, swap->with);
	} else if (type != VALUE_OBJECT && type != VALUE_ARRAY) {
		value_put(swap->w, v);
	} else {
		value_open(swap->w, type);
		for (it = value_each(v); value_next(&it);) {
			if (type == VALUE_OBJECT) {
				value_key_str(swap->w, it.key);
				snprintf(inner, sizeof(inner), "%s/%.*s",
				    pointer, STR_ARG(it.key));
			} else {
				snprintf(inner, sizeof(inner), "%s/%zu",
				    pointer, it.index);
			}
			copy_swapped(swap, it.item, inner);
		}
		value_close(swap->w);
	}
}

/*
 * The case "every-field" with its string number "index" replaced, as JSON;
 * where it is goes to "pointer".  STR_NONE behind the last one.
 */
static struct str
swapped(size_t index, const char *with, char pointer[POINTER_BYTES])
{
	static const struct json_limits limits = { 1 << 20, 32, 100000 };
	struct buf copy = buf_new(bench.arena, TEXT_BYTES);
	struct buf json = buf_new(bench.arena, TEXT_BYTES);
	struct value_writer w = value_writer(&copy);
	struct swap swap = { .w = &w, .wanted = index,
		.with = str_from(with) };
	struct value whole;

	ck_assert_int_eq(OK,
	    json_read(case_text(&bench, "every-field", NULL, NULL), &limits,
		bench.arena, &whole, &bench.note));
	copy_swapped(&swap, whole, "");
	if (swap.seen <= index)
		return STR_NONE;
	memcpy(pointer, swap.pointer, sizeof(swap.pointer));
	json_write(&json, value_written(&w));
	ck_assert(!buf_failed(&json));
	return buf_str(&json);
}

/* The names of all tags of a page, in their order: its structure. */
static struct str
tags_of(struct str html)
{
	struct buf tags = buf_new(bench.arena, TEXT_BYTES);
	size_t i, length;

	for (i = 0; i < html.length; i++) {
		if (html.at[i] != '<')
			continue;
		for (length = 0; i + length < html.length &&
		     strchr(" >\n", html.at[i + length]) == NULL;
		     length++)
			;
		buf_put(&tags, (struct str){ html.at + i, length });
	}
	ck_assert(!buf_failed(&tags));
	return buf_str(&tags);
}

static char
entity_at(struct str *rest)
{
	static const struct {
		const char *name;
		char is;
	} entities[] = { { "&amp;", '&' }, { "&lt;", '<' },
		{ "&gt;", '>' }, { "&quot;", '"' }, { "&#39;", '\'' } };
	size_t i;

	for (i = 0; i < sizeof(entities) / sizeof(*entities); i++)
		if (str_starts(*rest, str_from(entities[i].name))) {
			*rest = str_from_index(
			    *rest, strlen(entities[i].name));
			return entities[i].is;
		}
	ck_abort_msg("an ampersand that starts no entity of ours");
}

/* What a reader of the page sees, with single blanks. */
static struct str
seen_in(struct str html)
{
	struct buf seen = buf_new(bench.arena, TEXT_BYTES);

	while (html.length > 0) {
		if (html.at[0] == '<') {
			str_cut(&html, '>');
			buf_putc(&seen, ' ');
		} else if (html.at[0] == '&') {
			buf_putc(&seen, entity_at(&html));
		} else {
			buf_putc(&seen, html.at[0]);
			html = str_from_index(html, 1);
		}
	}
	ck_assert(!buf_failed(&seen));
	return unwrapped(&bench, buf_str(&seen));
}

/* Columns of a table stand beside each other: then word by word. */
static bool
text_reads(struct str text, const char *part)
{
	struct str rest = str_from(part), word;

	if (reads(&bench, text, part))
		return true;
	while (rest.at != NULL) {
		word = str_cut(&rest, ' ');
		if (!holds(text, str_to_c(word, bench.arena)))
			return false;
	}
	return true;
}

static void
check_field(size_t index, const char *text, const char *pointer)
{
	char again[POINTER_BYTES];
	struct str html, plain, printed;
	enum err err;

	html = letter_of(&bench, swapped(index, text, again), MEDIA_HTML,
	    &err);
	ck_assert_msg(err == OK, "%s with %s: %s", pointer, text,
	    bench.note.text);
	plain = letter_of(&bench, swapped(index, "Plain", again), MEDIA_HTML,
	    &err);
	ck_assert_int_eq(OK, err);
	ck_assert_msg(str_equal(tags_of(html), tags_of(plain)),
	    "%s with %s changes the page's structure", pointer, text);
	printed = letter_of(&bench, swapped(index, text, again), MEDIA_TEXT,
	    &err);
	ck_assert_int_eq(OK, err);
	if (lists(silent, pointer))
		return;
	ck_assert_msg(holds(seen_in(html), text),
	    "%s with %s is not on the page", pointer, text);
	ck_assert_msg(text_reads(printed, text),
	    "%s with %s is not in the text", pointer, text);
}

START_TEST(prints_what_looks_like_markup_in_any_field_as_it_is)
{
	char pointer[POINTER_BYTES];
	struct str json;
	size_t index, printed = 0;
	enum err err;

	for (index = 0;; index++) {
		arena_reset(bench.arena);
		json = swapped(index, "Plain", pointer);
		if (json.at == NULL)
			break;
		letter_of(&bench, json, MEDIA_TEXT, &err);
		ck_assert_msg((err == OK) != lists(refused, pointer),
		    "%s as any text: %s", pointer, bench.note.text);
		if (err != OK)
			continue;
		check_field(index, hostile[_i], pointer);
		printed += !lists(silent, pointer);
	}
	ck_assert_uint_ge(printed, 40);
}
END_TEST

START_TEST(prints_no_text_of_a_silent_field)
{
	char pointer[POINTER_BYTES];
	struct str json, text;
	size_t index;
	enum err err;

	for (index = 0;; index++) {
		arena_reset(bench.arena);
		json = swapped(index, "Zyzzyva", pointer);
		if (json.at == NULL)
			break;
		text = letter_of(&bench, json, MEDIA_TEXT, &err);
		if (err == OK)
			ck_assert_msg(holds(text, "Zyzzyva") !=
				lists(silent, pointer),
			    "%s", pointer);
	}
	ck_assert_uint_gt(index, 0);
}
END_TEST

/* Every line of it stands in the letter, and none is a block of its own. */
START_TEST(prints_lines_that_look_like_blocks_as_they_are)
{
	static const char *const fields[] = { "/denial/reason_text",
		"/denial/urgent_reason", "/therapies/0/detail",
		"/evidence/0/finding", "/statements/0/text",
		"/statements/1/text", NULL };
	static const char lines[] = "Setext\n===\n# H\n    indented\n- a\n"
				    "> b\n```\n| c |\n|---|\n***\nend\\";
	static const char plain[] = "Plain\nP\nP\nP\nP\nP\nP\nP\nP\nP\nP";
	char pointer[POINTER_BYTES];
	struct str html, seen, rest, line;
	size_t index, found = 0;
	enum err err;

	for (index = 0;; index++) {
		arena_reset(bench.arena);
		rest = swapped(index, lines, pointer);
		if (rest.at == NULL)
			break;
		html = letter_of(&bench, rest, MEDIA_HTML, &err);
		ck_assert_msg(err != OK || lists(fields, pointer),
		    "%s may have several lines", pointer);
		if (err != OK)
			continue;
		found++;
		seen = seen_in(html);
		for (rest = str_from(lines); rest.at != NULL;) {
			line = str_trim(str_cut(&rest, '\n'));
			ck_assert_msg(holds(seen, str_to_c(line, bench.arena)),
			    "%s lacks %.*s", pointer, STR_ARG(line));
		}
		ck_assert_msg(str_equal(tags_of(html),
				  tags_of(letter_of(&bench,
				      swapped(index, plain, pointer),
				      MEDIA_HTML, &err))),
		    "%s changes the page's structure", pointer);
	}
	ck_assert_uint_eq(sizeof(fields) / sizeof(*fields) - 1, found);
}
END_TEST

Suite *suite_letter_text(void);

Suite *
suite_letter_text(void)
{
	Suite *suite = suite_create("letter_text");
	TCase *tcase = tcase_create("letter_text");

	tcase_set_timeout(tcase, 60);
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_loop_test(tcase,
	    prints_what_looks_like_markup_in_any_field_as_it_is, 0,
	    sizeof(hostile) / sizeof(*hostile));
	tcase_add_test(tcase, prints_no_text_of_a_silent_field);
	tcase_add_test(
	    tcase, prints_lines_that_look_like_blocks_as_they_are);
	suite_add_tcase(suite, tcase);
	return suite;
}
