#include "kb/composer.h"

#include <json-c/json.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kb/flatten.h"
#include "kb/json_datum.h"
#include "lib/base/arena.h"
#include "lib/base/json.h"
#include "lib/guide.h"
#include "lib/render/render.h"
#include "lib/template/template.h"
#include "lib/store/section.h"

enum { SECTION_MAX = 4 << 20, CITATIONS_MAX = 4096 };

static const char *const citation_kinds[] = { "statute", "regulation",
	"guidance", "notice", "label", "policy", "guideline", "trial", "form",
	"page" };

static size_t
kind_rank(const struct sources *sources, const char *id)
{
	const struct source *s = sources_find(sources, "citations", id);
	const char *kind = json_text(s->json, "kind");
	size_t i, count = sizeof(citation_kinds) / sizeof(*citation_kinds);

	for (i = 0; i < count; i++)
		if (strcmp(kind, citation_kinds[i]) == 0)
			break;
	return i;
}

static int
compare_citations(const void *a, const void *b, void *sources)
{
	const char *left = *(const char *const *)a;
	const char *right = *(const char *const *)b;
	size_t x = kind_rank(sources, left), y = kind_rank(sources, right);

	return x != y ? (x > y) - (x < y) : strcmp(left, right);
}

void
composer_number_citations(struct composer *c, struct arena *arena)
{
	size_t i, count = sources_count(c->sources, "citations");

	if (count > CITATIONS_MAX) {
		c->err = err_set(c->note, ERR_TOO_LARGE,
		    "more than %d citations", CITATIONS_MAX);
		return;
	}
	c->citations = arena_alloc(arena, (count + 1) * sizeof(char *));
	if (c->citations == NULL) {
		c->err = err_set(c->note, ERR_MEMORY, "out of memory");
		return;
	}
	for (i = 0; i < count; i++)
		c->citations[i] = sources_at(c->sources, "citations", i)->id;
	c->citation_count = count;
	/* qsort_r's context is not const, and is only read. */
	union {
		const struct sources *in;
		void *out;
	} context = { .in = c->sources };
	qsort_r(c->citations, count, sizeof(char *), compare_citations,
	    context.out);
}

/* Mark the number of every id in any "citations" list below "json". */
static void
mark_citations(
    const struct composer *c, struct json_object *json, unsigned char *marks)
{
	size_t i, k;

	if (json_object_get_type(json) == json_type_array) {
		for (i = 0; i < json_object_array_length(json); i++)
			mark_citations(
			    c, json_object_array_get_idx(json, i), marks);
		return;
	}
	if (json_object_get_type(json) != json_type_object)
		return;
	json_object_object_foreach(json, key, member)
	{
		if (strcmp(key, "citations") != 0) {
			mark_citations(c, member, marks);
			continue;
		}
		for (i = 0; i < json_object_array_length(member); i++)
			for (k = 0; k < c->citation_count; k++)
				if (strcmp(c->citations[k],
					json_object_get_string(
					    json_object_array_get_idx(
						member, i))) == 0)
					marks[k] = 1;
	}
}

static size_t
list_citations(const struct composer *c, struct json_object *items,
    size_t numbers[CITATIONS_MAX])
{
	unsigned char marks[CITATIONS_MAX] = { 0 };
	size_t k, count = 0;

	mark_citations(c, items, marks);
	for (k = 0; k < c->citation_count; k++)
		if (marks[k])
			numbers[count++] = k;
	return count;
}

/* The items as JSON, joined by commas: what goes between the brackets. */
static struct str
items_json(struct composer *c, struct json_object *items)
{
	struct buf flat = buf_new(c->scratch, SECTION_MAX);
	struct buf text = buf_new(c->scratch, SECTION_MAX);
	struct value list = flatten(items, true, &flat);
	struct value_each it;

	for (it = value_each(list); value_next(&it);) {
		if (it.index > 0)
			buf_putc(&text, ',');
		json_write(&text, it.item);
	}
	if (value_type(list) == VALUE_NONE || buf_failed(&text))
		c->err = err_set(c->note, ERR_MEMORY, "a section is too large");
	return buf_str(&text);
}

static struct str
items_rendered(struct composer *c, const char *template, struct datum view,
    enum media media, const char *id_prefix)
{
	struct buf out = buf_new(c->scratch, SECTION_MAX);
	struct print_options options = { .width = GUIDE_WIDTH,
		.heading_above = 2,
		.row_headers = true,
		.id_prefix = id_prefix };
	char name[128];

	/* What is a table on a page may be a list in a terminal. */
	snprintf(name, sizeof(name), "sections/%s.text.md", template);
	if (media != MEDIA_TEXT ||
	    !template_exists(c->templates, str_from(name)))
		snprintf(name, sizeof(name), "sections/%s.md", template);
	if (c->err == OK)
		c->err = render_datum(c->templates, str_from(name), view,
		    media, &options, c->scratch, &out, c->note);
	return buf_str(&out);
}

void
composer_section(struct composer *c, const char *template, const char *first,
    const char *second, const char *third, struct json_object *items)
{
	struct buf bytes = buf_new(c->scratch, SECTION_MAX);
	struct json_object *all = json_object_new_object();
	size_t numbers[CITATIONS_MAX];
	struct section section;
	struct datum view;
	char prefix[256];

	json_object_object_add(all, "items", items);
	section.items = json_object_array_length(items);
	if (c->err != OK || section.items == 0)
		goto out;
	snprintf(prefix, sizeof(prefix), "%s-%s%s%s-", first, second,
	    third == NULL ? "" : "-", third == NULL ? "" : third);
	section.citations = list_citations(c, items, numbers);
	section.json = items_json(c, items);
	view = json_datum(all);
	section.text = items_rendered(c, template, view, MEDIA_TEXT, prefix);
	section.html = items_rendered(c, template, view, MEDIA_HTML, prefix);
	section_write(&bytes, &section, numbers);
	if (c->err == OK && buf_failed(&bytes))
		c->err = err_set(c->note, ERR_MEMORY, "a section is too large");
	if (c->err == OK)
		records_add(c->records, str_from(first), str_from(second),
		    str_from(third), buf_str(&bytes));
out:
	json_object_put(all);
	arena_reset(c->scratch);
}

void
composer_value(struct composer *c, const char *first, const char *second,
    const char *third, struct json_object *json)
{
	struct buf flat = buf_new(c->scratch, SECTION_MAX);
	struct value value = flatten(json, true, &flat);

	if (c->err == OK && value_type(value) == VALUE_NONE)
		c->err = err_set(c->note, ERR_MEMORY, "%s: too large", second);
	if (c->err == OK)
		records_add(c->records, str_from(first), str_from(second),
		    str_from(third), value_bytes(value));
	json_object_put(json);
	arena_reset(c->scratch);
}

const char *
source_name(
    const struct sources *sources, const char *kind, const char *id)
{
	const struct source *s = sources_find(sources, kind, id);
	const char *name = s == NULL ? "" : json_text(s->json, "name");

	return *name == '\0' ? id : name;
}
