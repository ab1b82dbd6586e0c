#include "lib/codes/code_book.h"

#include <regex.h>

#include "lib/base/arena.h"
#include "lib/codes/code.h"
#include "lib/store/kb.h"

enum {
	SYSTEMS_MAX = 32,
	PATTERNS_MAX = 64,
	PATTERN_BYTES = 512,
	GROUPS_MAX = 10 /* of parentheses, and the whole */
};

struct pattern {
	regex_t compiled;
	struct value system;
	long code; /* the parentheses that hold it */
	long group; /* 0: none */
};

struct code_book {
	struct arena *arena;
	struct value systems[SYSTEMS_MAX];
	size_t system_count;
	struct pattern patterns[PATTERNS_MAX];
	size_t count;
};

/* A whole text matches, in parentheses of its own: numbers move by one. */
static enum err
add_pattern(struct code_book *book, struct value system, struct value from,
    struct note *note)
{
	struct pattern *to = &book->patterns[book->count];
	struct str text = value_text(from, "pattern");
	struct buf whole = buf_new(book->arena, PATTERN_BYTES);

	buf_printf(&whole, "^(%.*s)$", STR_ARG(text));
	buf_putc(&whole, '\0');
	to->system = system;
	to->group = 0;
	if (book->count == PATTERNS_MAX || buf_failed(&whole) ||
	    !value_long(value_get(from, "code"), &to->code) ||
	    regcomp(&to->compiled, whole.at, REG_EXTENDED | REG_ICASE) != 0)
		return err_set(note, ERR_CORRUPT,
		    "%.*s: a pattern cannot be used",
		    STR_ARG(value_text(system, "id")));
	book->count++;
	if (value_long(value_get(from, "group"), &to->group))
		to->group++;
	to->code++;
	return to->code < GROUPS_MAX && to->group < GROUPS_MAX
		   ? OK
		   : err_set(note, ERR_CORRUPT, "%.*s: a pattern is too long",
			 STR_ARG(value_text(system, "id")));
}

static enum err
add_systems(
    struct code_book *book, const struct kb_read *read, struct note *note)
{
	struct kb_walk walk = kb_walk(read, STR("fact/code-systems/"));
	struct value_each it;
	struct value system;
	enum err err = OK;

	while (err == OK && kb_next(&walk)) {
		system = value_of(walk.bytes);
		if (book->system_count == SYSTEMS_MAX) {
			err =
			    err_set(note, ERR_CORRUPT, "too many code systems");
			break;
		}
		book->systems[book->system_count++] = system;
		it = value_each(value_get(system, "patterns"));
		while (err == OK && value_next(&it))
			err = add_pattern(book, system, it.item, note);
	}
	kb_walk_end(&walk);
	return err;
}

enum err
code_book_open(const struct kb_read *read, struct arena *arena,
    struct code_book **out, struct note *note)
{
	struct code_book *book = arena_alloc(arena, sizeof(*book));
	enum err err;

	if (book == NULL)
		return err_set(note, ERR_MEMORY, "out of memory");
	book->arena = arena;
	if ((err = add_systems(book, read, note)) != OK) {
		code_book_close(book);
		return err;
	}
	*out = book;
	return OK;
}

void
code_book_close(struct code_book *book)
{
	size_t i;

	if (book == NULL)
		return;
	for (i = 0; i < book->count; i++)
		regfree(&book->patterns[i].compiled);
	book->count = 0;
}

static struct str
span(struct str text, regmatch_t at)
{
	return at.rm_so < 0 ? STR_NONE
			    : (struct str){ text.at + at.rm_so,
				      (size_t)(at.rm_eo - at.rm_so) };
}

static bool
match(const struct pattern *p, struct str text, const char *c_text,
    struct code_spelling *out)
{
	regmatch_t at[GROUPS_MAX];

	if (regexec(&p->compiled, c_text, GROUPS_MAX, at, 0) != 0)
		return false;
	*out = (struct code_spelling){ .system = p->system,
		.code = span(text, at[p->code]),
		.group = p->group == 0 ? STR_NONE : span(text, at[p->group]) };
	out->decides = out->code.length < text.length;
	return out->code.length > 0;
}

bool
code_book_match(
    const struct code_book *book, struct str text, struct code_spelling *out)
{
	const char *c_text = str_to_c(text, book->arena);
	struct code_spelling one;
	bool found = false;
	size_t i;

	if (c_text == NULL)
		return false;
	for (i = 0; i < book->count; i++) {
		if (!match(&book->patterns[i], text, c_text, &one))
			continue;
		if (!found || one.decides)
			*out = one;
		if (one.decides)
			return true;
		found = true;
	}
	return found;
}

struct value
code_book_system(const struct code_book *book, struct str id)
{
	size_t i;

	for (i = 0; i < book->system_count; i++)
		if (str_equal(value_text(book->systems[i], "id"), id))
			return book->systems[i];
	return (struct value){ NULL, NULL };
}
