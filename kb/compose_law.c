/* Citations, insurers and plans: what a guide says whatever the drug is. */

#include <json-c/json.h>
#include <string.h>

#include "kb/compose.h"

static const char *const provenance[] = { "source", "checked", "confidence",
	"unverified", "unverified_part", "verify", "effective", "until", NULL };

/* {"ID":{...}} is a member, so its JSON is written as one by its key. */
void
compose_citations(struct composer *c)
{
	static const char *const members[] = { "kind", "title", "cite", "year",
		"url", "authors", "journal", "pages", "doi", "jurisdiction",
		"summary", "strength", "n", "against", "use_note", NULL };
	struct json_object *item, *items;
	const struct source *s;
	size_t i;

	for (i = 0; i < c->citation_count; i++) {
		s = sources_find(c->sources, "citations", c->citations[i]);
		item = json_object_new_object();
		json_set(item, "id", s->id);
		json_share_all(item, s->json, members);
		json_share_all(item, s->json, provenance);
		if (json_member(item, "cite") == NULL)
			json_set(item, "cite", json_text(item, "title"));
		items = json_object_new_array();
		json_object_array_add(items, item);
		composer_section(c, "citation", "cite", s->id, NULL, items);
	}
}

void
compose_insurers(struct composer *c)
{
	static const char *const members[] = { "name", "notes",
		"criteria_where", NULL };
	struct json_object *item, *items;
	const struct source *s;
	size_t i;

	for (i = 0; i < sources_count(c->sources, "insurers"); i++) {
		s = sources_at(c->sources, "insurers", i);
		item = json_object_new_object();
		json_set(item, "id", s->id);
		json_share_all(item, s->json, members);
		items = json_object_new_array();
		json_object_array_add(items, item);
		composer_section(c, "insurer", "insurer", s->id, NULL, items);
	}
}

static void
add_clock(struct json_object *level, const char *name,
    struct json_object *clock, const char *suffix)
{
	struct json_object *n = json_member(clock, "n");

	if (n != NULL)
		json_setf(level, name, "%s %s%s", json_object_get_string(n),
		    json_text(clock, "unit"), suffix);
	else if (*json_text(clock, "text") != '\0')
		json_set(level, name, json_text(clock, "text"));
}

/* The clocks of a level in words, for templates only. */
static void
add_clock_words(struct json_object *level)
{
	struct json_object *decision = json_member(level, "decision");
	struct json_object *two = json_member(decision, "two_levels");
	struct json_object *file = json_member(level, "file_within");

	json_set(level, "_file",
	    *json_text(file, "text") != '\0' ? json_text(file, "text")
					     : "no filing step");
	add_clock(level, "_urgent", json_member(decision, "urgent"), "");
	add_clock(level, "_pre", json_member(decision, "pre_service"), "");
	add_clock(level, "_post", json_member(decision, "post_service"), "");
	add_clock(
	    level, "_concurrent", json_member(decision, "concurrent"), "");
	add_clock(level, "_two_pre", json_member(two, "pre_service"),
	    " for each of two levels");
	add_clock(level, "_two_post", json_member(two, "post_service"),
	    " for each of two levels");
}

/* Levels are shown with words for templates, but stored as they are. */
static struct json_object *
levels_of(struct json_object *plan)
{
	struct json_object *levels = json_object_new_array(), *level = NULL;
	size_t i;

	for (i = 0; i < json_count(plan, "levels"); i++) {
		level = NULL;
		json_object_deep_copy(
		    json_item(plan, "levels", i), &level, NULL);
		add_clock_words(level);
		json_object_array_add(levels, level);
	}
	return levels;
}

void
compose_plans(struct composer *c)
{
	static const char *const members[] = { "name", "short", "applies_to",
		"recognize", "citations", NULL };
	static const char *const more[] = { "rights", "levels_text",
		"expedited", "good_cause", "who_pays", NULL };
	struct json_object *item, *items;
	const struct source *s;
	size_t i;

	for (i = 0; i < sources_count(c->sources, "plans"); i++) {
		s = sources_at(c->sources, "plans", i);
		item = json_object_new_object();
		json_set(item, "plan", s->id);
		json_share_all(item, s->json, members);
		json_object_object_add(item, "levels", levels_of(s->json));
		json_share_all(item, s->json, more);
		json_share_all(item, s->json, provenance);
		items = json_object_new_array();
		json_object_array_add(items, item);
		composer_section(c, "plan", "plan", s->id, NULL,
		    json_object_get(items));
		composer_section(c, "plan-brief", "plan-brief", s->id, NULL,
		    items);
	}
}
