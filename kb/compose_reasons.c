/* What a reason means, and what changes when it meets a treatment. */

#include <json-c/json.h>
#include <string.h>

#include "kb/compose.h"
#include "kb/selector.h"

/* The lists of a reason or angle: member, section, and how items look. */
static const struct {
	const char *member;
	const char *section;
	const char *template;
	bool numbered;
} lists[] = {
	{ "why", "why", "why", false },
	{ "process", "process", "process", true },
	{ "documents", "documents", "documents", false },
	{ "criteria_map", "map", "map", false },
	{ "next_steps", "next", "next", false },
};

static void
compose_list(struct composer *c, const struct source *s, size_t which,
    const char *reason, const char *treatment)
{
	struct json_object *items = json_object_new_array();
	size_t i, count = json_count(s->json, lists[which].member);

	for (i = 0; i < count; i++)
		json_object_array_add(items, json_object_get(json_item(s->json,
						 lists[which].member, i)));
	selector_section(c, lists[which].template, lists[which].section, reason,
	    treatment, items, lists[which].numbered);
}

/* Who the reason is: the "reason" member of a guide. */
static void
compose_reason(struct composer *c, const struct source *s)
{
	struct json_object *items = json_object_new_array();
	struct json_object *item = json_object_new_object();
	struct json_object *tip = json_member(s->json, "tip");

	json_set(item, "id", s->id);
	json_share(item, s->json, "name");
	json_share(item, s->json, "phrase");
	json_share(item, s->json, "route");
	json_set(item, "tip", json_text(tip, "text"));
	json_share(item, tip, "citations");
	json_object_array_add(items, item);
	composer_section(c, "reason", "reason", s->id, NULL, items);
}

void
compose_reasons(struct composer *c)
{
	size_t i, which, count = sizeof(lists) / sizeof(*lists);
	const struct source *s;

	for (i = 0; i < sources_count(c->sources, "reasons"); i++) {
		s = sources_at(c->sources, "reasons", i);
		compose_reason(c, s);
		for (which = 0; which < count; which++)
			compose_list(c, s, which, s->id, NULL);
	}
	for (i = 0; i < sources_count(c->sources, "angles"); i++) {
		s = sources_at(c->sources, "angles", i);
		for (which = 0; which < count; which++)
			compose_list(c, s, which, json_text(s->json, "reason"),
			    json_text(s->json, "treatment"));
	}
}
