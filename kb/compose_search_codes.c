#include "kb/compose_search_codes.h"

#include <json-c/json.h>
#include <stdio.h>
#include <string.h>

#include "kb/json_help.h"
#include "kb/search_index.h"
#include "kb/source.h"
#include "lib/base/arena.h"
#include "lib/base/buf.h"

enum { TEXT_MAX = 1024, WORD_SHORTEST = 4 };

/* One code that is being added. */
struct coding {
	struct search_index *index;
	const struct source *system;
	struct search_entry entry;
	const char *code;
};

static struct str
text_of(const struct coding *c, const char *before, size_t length,
    const char *between)
{
	struct buf text = buf_new(c->index->arena, TEXT_MAX);

	buf_put(&text, (struct str){ before, length });
	buf_puts(&text, between);
	buf_puts(&text, c->code);
	return buf_str(&text);
}

/* "reject 76", and "reject code 76". */
static void
add_introduced(const struct coding *c, const char *word, size_t length)
{
	struct search_entry entry = c->entry;

	if (length == 0)
		return;
	entry.as = STR("code");
	search_index_add(
	    c->index, text_of(c, word, length, " "), &entry, false);
	search_index_add(
	    c->index, text_of(c, word, length, " code "), &entry, false);
}

/*
 * The words a pattern begins with, where it begins with a choice of words:
 * "(reject|rej|NCPDP)( code)?...".  A choice that is the code itself, or that
 * holds more than letters, digits, blanks and '-', introduces nothing.
 */
static void
add_pattern(const struct coding *c, struct json_object *pattern)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
				    "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789 -";
	const char *at = json_text(pattern, "pattern"), *end;
	size_t length;

	if (*at++ != '(' ||
	    json_object_get_int64(json_member(pattern, "code")) == 1)
		return;
	for (; (length = strspn(at, plain)) > 0; at = end + 1) {
		end = at + length;
		if (*end != '|' && *end != ')')
			return;
		add_introduced(c, at, length);
		if (*end == ')')
			return;
	}
}

static void
add_with_words(const struct coding *c)
{
	struct json_object *json = c->system->json;
	const char *name = json_text(json, "short"), *word;
	size_t i;

	add_introduced(c, c->system->id, strlen(c->system->id));
	add_introduced(c, name, strlen(name));
	add_introduced(c, name, strcspn(name, " "));
	for (i = 0; i < json_count(json, "groups"); i++) {
		word = json_text(json_item(json, "groups", i), "code");
		add_introduced(c, word, strlen(word));
	}
	for (i = 0; i < json_count(json, "patterns"); i++)
		add_pattern(c, json_item(json, "patterns", i));
}

/* "TD" or "C" alone is hardly ever meant as a code. */
static bool
stands_alone(const char *code)
{
	return strpbrk(code, "0123456789") != NULL ||
	    strlen(code) >= WORD_SHORTEST;
}

/* A number or a word alone may be anything; a letter with a number may not. */
static const char *
how_alone(const char *code)
{
	return strpbrk(code, "0123456789") == NULL ||
		code[strspn(code, "0123456789")] == '\0'
	    ? "bare code"
	    : "code";
}

static void
add_all_forms(const struct coding *c)
{
	struct search_entry entry = c->entry;

	add_with_words(c);
	if (!stands_alone(c->code))
		return;
	entry.as = str_from(how_alone(c->code));
	search_index_add(c->index, str_from(c->code), &entry, false);
}

/* "CARC 50: The payer holds ...". */
static struct str
title_of(const struct coding *c, const struct source *code)
{
	struct buf title = buf_new(c->index->arena, TEXT_MAX);

	buf_printf(&title, "%.*s: %s", STR_ARG(c->entry.name),
	    json_text(code->json, "meaning"));
	return buf_str(&title);
}

static struct str
name_of(const struct coding *c)
{
	struct buf name = buf_new(c->index->arena, TEXT_MAX);
	const char *list = json_text(c->system->json, "short");

	buf_printf(&name, "%s %s", *list == '\0' ? c->system->id : list,
	    c->code);
	return buf_str(&name);
}

/* Numbers are padded in some lists: 7 and 07 are one code. */
static void
add_unpadded(struct coding *c)
{
	const char *code = c->code;
	const char *bare = code + strspn(code, "0");

	if (json_member(c->system->json, "pad") != NULL && bare > code &&
	    *bare != '\0' && bare[strspn(bare, "0123456789")] == '\0') {
		c->code = bare;
		add_all_forms(c);
		c->code = code;
	}
}

void
compose_search_codes(
    const struct sources *sources, struct search_index *index)
{
	struct coding c = { .index = index };
	const struct source *s;
	size_t i;

	for (i = 0; i < sources_count(sources, "codes"); i++) {
		s = sources_at(sources, "codes", i);
		c.system = sources_find(
		    sources, "code-systems", json_text(s->json, "system"));
		if (c.system == NULL)
			continue;
		c.code = json_text(s->json, "code");
		c.entry = (struct search_entry){ .kind = STR("codes"),
			.id = str_from(s->id) };
		c.entry.name = name_of(&c);
		c.entry.title = title_of(&c, s);
		add_all_forms(&c);
		add_unpadded(&c);
	}
}
