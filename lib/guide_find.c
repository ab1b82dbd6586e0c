#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/buf.h"
#include "lib/base/date.h"
#include "lib/guide.h"
#include "lib/guide_verdict.h"
#include "lib/store/names.h"
#include "lib/store/kb.h"

enum { WORDS_MAX = 4096 };

/* One part of the path. */
static enum err
find_part(const struct kb_read *read, const char *kind, struct str typed,
    struct arena *arena, struct str *id, struct value *fact, bool *canonical,
    struct guide_near *near, struct note *note)
{
	struct named named;
	enum err err = names_find(read, kind, typed, arena, &named, note);

	if (err != OK) {
		near->kind = kind;
		near->count =
		    names_near(read, kind, typed, GUIDE_NEAR, arena, near->ids);
		return err;
	}
	*id = named.id;
	*fact = kb_fact(read, kind, named.id);
	*canonical = *canonical && named.canonical;
	return OK;
}

static void
find_parameter(const struct kb_read *read, const char *kind,
    const char *pointer, struct str typed, struct arena *arena, struct str *out,
    struct problems *problems)
{
	struct named named;
	struct note note;

	if (typed.at == NULL)
		return;
	if (names_find(read, kind, typed, arena, &named, &note) == OK)
		*out = named.id;
	else
		problems_add(problems, str_from(pointer), "%s", note.text);
}

static void
check_day(const char *pointer, struct str typed, struct str *out,
    struct problems *problems)
{
	struct date day;
	struct note note;

	if (typed.at == NULL)
		return;
	if (date_parse(typed, &day, &note) == OK)
		*out = typed;
	else
		problems_add(problems, str_from(pointer), "%s", note.text);
}

static bool
is_state(struct str s)
{
	size_t i;

	for (i = 0; i < s.length; i++)
		if ((s.at[i] | 0x20) < 'a' || (s.at[i] | 0x20) > 'z')
			return false;
	return s.length == 2;
}

static void
find_parameters(const struct kb_read *read, const struct guide_query *query,
    struct arena *arena, struct guide *guide, struct problems *problems)
{
	find_parameter(
	    read, "plans", "/plan", query->plan, arena, &guide->plan, problems);
	find_parameter(read, "conditions", "/indication", query->indication,
	    arena, &guide->indication, problems);
	check_day("/received", query->received, &guide->received, problems);
	check_day("/notice", query->notice, &guide->notice, problems);
	if (query->state.at == NULL)
		return;
	if (is_state(query->state))
		guide->state = query->state;
	else
		problems_add(problems, STR("/state"),
		    "not a state, written as two letters");
}

static void
add_title(struct guide *guide, struct arena *arena)
{
	struct buf title = buf_new(arena, WORDS_MAX);
	struct str name = guide_treatment_in_text(guide, arena);

	if (name.length > 0 && name.at[0] >= 'a' && name.at[0] <= 'z') {
		buf_putc(&title, (char)(name.at[0] - ('a' - 'A')));
		name = str_from_index(name, 1);
	}
	buf_printf(&title, "%.*s denied by %.*s %.*s", STR_ARG(name),
	    STR_ARG(value_text(guide->insurer_fact, "name")),
	    STR_ARG(value_text(guide->reason_fact, "phrase")));
	guide->title = buf_str(&title);
}

enum err
guide_find(const struct kb_read *read, const struct guide_query *query,
    struct arena *arena, struct guide *out, struct guide_near *near,
    struct problems *problems, struct note *note)
{
	struct guide guide = { .canonical = true };
	size_t before = problems->count;
	enum err err;

	if ((err = find_part(read, "insurers", query->insurer, arena,
		 &guide.insurer, &guide.insurer_fact, &guide.canonical, near,
		 note)) != OK ||
	    (err = find_part(read, "treatments", query->treatment, arena,
		 &guide.treatment, &guide.treatment_fact, &guide.canonical,
		 near, note)) != OK ||
	    (err = find_part(read, "reasons", query->reason, arena,
		 &guide.reason, &guide.reason_fact, &guide.canonical, near,
		 note)) != OK)
		return err;
	find_parameters(read, query, arena, &guide, problems);
	if (problems->count > before)
		return err_set(note, ERR_INVALID,
		    "The question has a parameter that cannot be used.");
	guide.answered_by = value_get(guide.reason_fact, "answered_by");
	guide.shown_facts = value_get(guide.reason_fact, "facts");
	guide.cover =
	    kb_value(read, STR("cover"), guide.insurer, guide.treatment);
	guide.phase = value_text(guide.reason_fact, "phase");
	if (guide.phase.length == 0)
		guide.phase = STR("initial");
	guide.held = value_get_str(guide.cover, guide.phase);
	guide_judge(read, &guide, arena);
	add_title(&guide, arena);
	if (arena_failed(arena))
		return err_set(note, ERR_MEMORY, "out of memory");
	*out = guide;
	return OK;
}

struct str
guide_key(const struct guide *guide, enum media media, struct arena *arena)
{
	struct str parts[] = { guide->insurer, guide->treatment, guide->reason,
		guide->plan, guide->indication, guide->state, guide->received,
		guide->notice };
	struct buf key = buf_new(arena, WORDS_MAX);
	size_t i;

	buf_printf(&key, "guide %d", (int)media);
	for (i = 0; i < sizeof(parts) / sizeof(*parts); i++)
		buf_printf(&key, "/%.*s", STR_ARG(parts[i]));
	return buf_str(&key);
}
