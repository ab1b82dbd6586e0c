#include "lib/letter/cites.h"

#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/buf.h"
#include "lib/store/kb.h"

enum { REFS_MAX = 400 };

static bool
is_law(struct value citation)
{
	struct str kind = value_text(citation, "kind");

	return str_is(kind, "statute") || str_is(kind, "regulation");
}

bool
cites_allows(const struct cites *cites, struct value citation)
{
	struct value reaches = value_get(citation, "reaches");

	/* A secondary page is where to look, not an authority. */
	if (value_type(citation) != VALUE_OBJECT ||
	    value_is_true(value_get(citation, "unverified")) ||
	    str_is(value_text(citation, "kind"), "page") ||
	    value_text(citation, "cite").length == 0)
		return false;
	if (is_law(citation) && cites->plan.length == 0)
		return false;
	if (value_has(value_get(citation, "excludes"), cites->plan))
		return false;
	return value_count(reaches) == 0 || value_has(reaches, cites->plan);
}

size_t
cites_number(struct cites *cites, struct str id)
{
	struct value citation;
	size_t i;

	for (i = 0; i < cites->count; i++)
		if (str_equal(cites->ids[i], id))
			return i + 1;
	citation = kb_fact(cites->read, "citations", id);
	if (!cites_allows(cites, citation) || cites->count == CITES_MAX)
		return 0;
	cites->ids[cites->count] = id;
	cites->items[cites->count++] = citation;
	return cites->count;
}

/* Keep "numbers" in order, each once. */
static size_t
insert(size_t *numbers, size_t count, size_t number)
{
	size_t at = count;

	while (at > 0 && numbers[at - 1] > number)
		at--;
	if (number == 0 || (at > 0 && numbers[at - 1] == number))
		return count;
	memmove(numbers + at + 1, numbers + at,
	    (count - at) * sizeof(*numbers));
	numbers[at] = number;
	return count + 1;
}

struct str
cites_refs(struct cites *cites, struct value ids, struct arena *arena)
{
	struct buf refs = buf_new(arena, REFS_MAX);
	size_t numbers[CITES_MAX], count = 0, i;
	struct value_each it;

	for (it = value_each(ids); value_next(&it);)
		count = insert(numbers, count,
		    cites_number(cites, value_str(it.item)));
	for (i = 0; i < count; i++)
		buf_printf(&refs, "%s%zu", i == 0 ? "[" : ", ", numbers[i]);
	if (refs.length > 0)
		buf_puts(&refs, "]");
	return buf_failed(&refs) ? STR_NONE : buf_str(&refs);
}
