#include "lib/codes/code_find.h"

#include "lib/base/arena.h"
#include "lib/codes/code_book.h"
#include "lib/codes/code_text.h"
#include "lib/store/kb.h"
#include "lib/store/names.h"

enum {
	KEY_MAX = 40, /* longer keys are no code's */
	NAMED_MAX = 160, /* nor are longer texts a system and its code */
	WORDS_MAX = 3 /* of a code within a sentence: "reject code 76" */
};

struct finding {
	const struct kb_read *read;
	const struct code_book *book;
	struct arena *arena;
};

static void
add_code(struct code_asked *asked, const struct kb_read *read, struct str id,
    struct str system)
{
	struct value fact = kb_fact(read, "codes", id);
	size_t i;

	if (value_type(fact) != VALUE_OBJECT ||
	    asked->count == CODE_CANDIDATES ||
	    (system.length > 0 &&
		!str_equal(value_text(fact, "system"), system)))
		return;
	for (i = 0; i < asked->count; i++)
		if (str_equal(asked->codes[i].id, id))
			return;
	asked->codes[asked->count++] = (struct code){ id, fact };
}

static void
add_keyed(struct code_asked *asked, const struct kb_read *read, struct str key,
    struct str system)
{
	struct value_each it =
	    value_each(kb_value(read, STR("code-key"), key, STR_NONE));

	while (value_next(&it))
		add_code(asked, read, value_str(it.item), system);
}

/* All codes written like "text", of one system or (STR_NONE) of any. */
static bool
take_codes(const struct finding *f, struct str text, struct str system,
    struct code_asked *asked)
{
	struct str key = code_key(text, f->arena), bare;

	asked->count = 0;
	if (key.length == 0 || key.length > KEY_MAX)
		return false;
	add_keyed(asked, f->read, key, system);
	bare = code_key_bare(key);
	if (bare.length < key.length)
		add_keyed(asked, f->read, bare, system);
	asked->status = asked->count == 1  ? CODE_FOUND
			: asked->count > 1 ? CODE_SEVERAL
					   : CODE_UNKNOWN;
	return asked->count > 0;
}

static struct value
group_of(struct value system, struct str code)
{
	struct value_each it = value_each(value_get(system, "groups"));
	size_t i;

	while (value_next(&it)) {
		struct str have = value_text(it.item, "code");

		for (i = 0; i < have.length && have.length == code.length; i++)
			if ((have.at[i] | 0x20) != (code.at[i] | 0x20))
				break;
		if (have.length > 0 && i == have.length)
			return it.item;
	}
	return (struct value){ NULL, NULL };
}

/* "carc:50", "RARC N130", "x12-carc.50", "http://...|50". */
static bool
take_named(const struct finding *f, struct str text, struct code_asked *asked)
{
	struct named system;
	size_t i;

	if (text.length > NAMED_MAX)
		return false;
	for (i = text.length; i-- > 1;) {
		if (text.at[i] != ' ' && text.at[i] != ':' &&
		    text.at[i] != '.' && text.at[i] != '|' &&
		    text.at[i] != '/' && text.at[i] != '-')
			continue;
		if (names_find(f->read, "code-systems", str_first(text, i),
			f->arena, &system, NULL) != OK)
			continue;
		asked->system = code_book_system(f->book, system.id);
		return take_codes(
		    f, str_from_index(text, i + 1), system.id, asked);
	}
	return false;
}

/* Words with a blank between and no digit are no code: "step therapy". */
static bool
is_words(struct str text)
{
	size_t i;

	for (i = 0; i < text.length; i++)
		if (text.at[i] >= '0' && text.at[i] <= '9')
			return false;
	return str_find(text, ' ') < text.length;
}

/* One code, if all of "text" is; the system stays known if it is not held. */
static bool
take_one(const struct finding *f, struct str text, struct code_asked *asked)
{
	struct code_spelling spelling;
	bool matches;

	*asked = (struct code_asked){ .typed = text, .status = CODE_UNKNOWN };
	if (text.length == 0)
		return false;
	matches = code_book_match(f->book, text, &spelling);
	if (matches && spelling.decides) {
		asked->system = spelling.system;
		if (spelling.group.length > 0)
			asked->group =
			    group_of(spelling.system, spelling.group);
		return take_codes(
		    f, spelling.code, value_text(spelling.system, "id"), asked);
	}
	if (take_named(f, text, asked))
		return true;
	if (value_type(asked->system) == VALUE_NONE && !is_words(text) &&
	    take_codes(f, text, STR_NONE, asked))
		return true;
	if (matches && value_type(asked->system) == VALUE_NONE)
		asked->system = spelling.system;
	return false;
}

static bool
append(struct code_list *list, const struct code_asked *asked)
{
	if (list->count == CODES_MAX)
		return false;
	list->items[list->count++] = *asked;
	return true;
}

/* "50, N130; MA130": all parts are codes, or none is taken. */
static bool
take_parts(const struct finding *f, struct str text, struct code_list *list,
    bool *full)
{
	size_t before = list->count, i, start = 0, parts = 0;
	struct code_asked asked;
	struct str part;

	for (i = 0; i <= text.length; i++) {
		if (i < text.length && text.at[i] != ',' && text.at[i] != ';')
			continue;
		part = str_trim((struct str){ text.at + start, i - start });
		start = i + 1;
		parts++;
		if (take_one(f, part, &asked) && append(list, &asked))
			continue;
		*full = list->count == CODES_MAX && asked.count > 0;
		list->count = before;
		return false;
	}
	return parts > 1;
}

/* A code at the start of "text", as a pattern has it, of up to three words. */
static size_t
take_start(const struct finding *f, struct str text, struct code_asked *asked)
{
	struct code_spelling spelling;
	size_t ends[WORDS_MAX], count = 0, i;

	for (i = 0; i <= text.length && count < WORDS_MAX; i++)
		if (i == text.length || text.at[i] == ' ')
			ends[count++] = i;
	while (count-- > 0) {
		struct str part = str_first(text, ends[count]);

		while (part.length > 0 &&
		       str_find(STR(".,;()"), part.at[part.length - 1]) < 5)
			part.length--;
		if (code_book_match(f->book, part, &spelling) &&
		    take_one(f, part, asked))
			return ends[count];
	}
	return 0;
}

static bool
take_sentence(const struct finding *f, struct str text, struct code_list *list,
    bool *full)
{
	size_t before = list->count, length;
	struct code_asked asked;

	while (text.length > 0) {
		while (text.length > 0 && str_find(STR(" (,;"), text.at[0]) < 4)
			text = str_from_index(text, 1);
		if ((length = take_start(f, text, &asked)) == 0)
			length = str_find(text, ' ');
		else if (!append(list, &asked)) {
			*full = true;
			list->count = before;
			return false;
		}
		text = str_from_index(text, length);
	}
	return list->count > before;
}

/* Longest first, one for each reason. */
static void
take_phrases(const struct finding *f, struct code_asked *asked)
{
	struct str words = code_words(asked->typed, f->arena);
	struct value_each it = value_each(
	    kb_value(f->read, STR("code-phrases"), STR("all"), STR_NONE));
	size_t i;

	while (asked->phrase_count < CODE_PHRASES && value_next(&it)) {
		if (!code_words_hold(words, value_text(it.item, "text")))
			continue;
		for (i = 0; i < asked->phrase_count; i++)
			if (str_equal(value_text(asked->phrases[i], "reason"),
				value_text(it.item, "reason")))
				break;
		if (i == asked->phrase_count)
			asked->phrases[asked->phrase_count++] = it.item;
	}
	if (asked->phrase_count > 0)
		asked->status = CODE_PHRASE;
}

enum err
code_find(const struct kb_read *read, const struct code_book *book,
    struct str typed, struct arena *arena, struct code_list *list,
    struct note *note)
{
	struct finding f = { read, book, arena };
	struct str text = code_tidy(typed, arena);
	struct code_asked whole;
	bool full = false;

	if (text.at == NULL)
		return err_set(note, ERR_MEMORY, "out of memory");
	if (!take_one(&f, code_join(text, arena), &whole)) {
		whole.typed = text;
		if (take_parts(&f, text, list, &full) ||
		    (!full && value_type(whole.system) == VALUE_NONE &&
			take_sentence(&f, text, list, &full)))
			return OK;
		if (!full && value_type(whole.system) == VALUE_NONE)
			take_phrases(&f, &whole);
	}
	if (arena_failed(arena))
		return err_set(note, ERR_MEMORY, "out of memory");
	if (full || !append(list, &whole))
		return err_set(note, ERR_TOO_LARGE,
		    "there are more than %d codes", CODES_MAX);
	return OK;
}

bool
code_find_in(const struct kb_read *read, struct str system_typed,
    struct str code_typed, struct arena *arena, struct str *system,
    struct code *out)
{
	struct finding f = { .read = read, .arena = arena };
	struct code_asked asked = { .count = 0 };
	struct named named;

	if (names_find(
		read, "code-systems", system_typed, arena, &named, NULL) != OK)
		return false;
	*system = named.id;
	if (!take_codes(&f, code_typed, named.id, &asked) || asked.count != 1)
		return false;
	*out = asked.codes[0];
	return true;
}
