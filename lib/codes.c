#include "lib/codes.h"

#include <stdio.h>

#include "lib/base/arena.h"
#include "lib/base/buf.h"
#include "lib/base/url.h"
#include "lib/codes/code_book.h"
#include "lib/store/kb.h"
#include "lib/store/names.h"

enum { PATH_BYTES = 1024, SHOWN = 60 };

static bool
has_control(struct str s)
{
	size_t i;

	for (i = 0; i < s.length; i++)
		if (((unsigned char)s.at[i] < ' ' && s.at[i] != '\t' &&
			s.at[i] != '\r' && s.at[i] != '\n') ||
		    s.at[i] == 0x7f)
			return true;
	return false;
}

static void
check_typed(const struct codes_query *query, struct problems *problems)
{
	char pointer[32];
	struct str typed;
	size_t i;

	if (query->count == 0 || query->count > CODES_MAX)
		problems_add(problems, STR("/code"),
		    "must be given 1 to %d times", CODES_MAX);
	for (i = 0; i < query->count && i < CODES_MAX; i++) {
		typed = str_trim(query->typed[i]);
		snprintf(pointer, sizeof(pointer), "/code/%zu", i);
		if (typed.length == 0)
			problems_add(
			    problems, str_from(pointer), "must not be empty");
		else if (typed.length > CODE_BYTES)
			problems_add(problems, str_from(pointer),
			    "must not be longer than %d bytes", CODE_BYTES);
		else if (has_control(typed))
			problems_add(problems, str_from(pointer),
			    "must not hold control characters");
	}
}

static struct str
find_name(const struct kb_read *read, const char *kind, struct str typed,
    const char *pointer, struct arena *arena, struct problems *problems)
{
	struct named named;
	struct note why;

	if (typed.at == NULL)
		return STR_NONE;
	if (names_find(read, kind, typed, arena, &named, &why) == OK)
		return named.id;
	problems_add(problems, str_from(pointer), "%s", why.text);
	return STR_NONE;
}

static enum err
find_all(const struct kb_read *read, const struct codes_query *query,
    struct arena *arena, struct codes *out, struct problems *problems,
    struct note *note)
{
	struct code_book *book = NULL;
	enum err err;
	size_t i;

	err = code_book_open(read, arena, &book, note);
	for (i = 0; err == OK && i < query->count; i++)
		err = code_find(
		    read, book, query->typed[i], arena, &out->list, note);
	code_book_close(book);
	if (err == ERR_TOO_LARGE) {
		problems_add(problems, STR("/code"), "%s", note->text);
		err = err_set(
		    note, ERR_INVALID, "The question cannot be used as it is.");
	}
	if (err == OK) {
		code_narrow(read, &out->list);
		code_judge(read, &out->list, &out->judged);
	}
	return err;
}

enum err
codes_find(const struct kb_read *read, const struct codes_query *query,
    struct arena *arena, struct codes *out, struct problems *problems,
    struct note *note)
{
	size_t before = problems->count;
	struct codes *found = arena_alloc(arena, sizeof(*found));
	enum err err;

	if (found == NULL)
		return err_set(note, ERR_MEMORY, "out of memory");
	check_typed(query, problems);
	found->insurer = find_name(
	    read, "insurers", query->insurer, "/insurer", arena, problems);
	found->treatment = find_name(read, "treatments", query->treatment,
	    "/treatment", arena, problems);
	if (problems->count > before)
		return err_set(
		    note, ERR_INVALID, "The question cannot be used as it is.");
	if ((err = find_all(read, query, arena, found, problems, note)) == OK)
		*out = *found;
	return err;
}

enum err
codes_named(const struct kb_read *read, struct str system, struct str code,
    struct arena *arena, struct str *id, struct str *path,
    struct guide_near *near, struct note *note)
{
	struct buf way = buf_new(arena, PATH_BYTES);
	struct str system_id = STR_NONE;
	struct code found;

	if (code_find_in(read, system, code, arena, &system_id, &found)) {
		url_encode(&way, system_id);
		buf_putc(&way, '/');
		url_encode(&way, value_text(found.fact, "code"));
		if (buf_failed(&way))
			return err_set(note, ERR_MEMORY, "out of memory");
		*id = found.id;
		*path = buf_str(&way);
		return OK;
	}
	if (system_id.length > 0)
		return err_set(note, ERR_NOT_FOUND,
		    "\"%.*s\" is not known among the codes of %.*s",
		    STR_ARG(str_shown(code, SHOWN, arena)), STR_ARG(system_id));
	near->kind = "code-systems";
	near->count =
	    names_near(read, near->kind, system, GUIDE_NEAR, arena, near->ids);
	return err_set(note, ERR_NOT_FOUND,
	    "\"%.*s\" is not known among the code systems",
	    STR_ARG(str_shown(system, SHOWN, arena)));
}
