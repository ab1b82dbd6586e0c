#include "kb/selector.h"

#include <json-c/json.h>
#include <stdio.h>
#include <string.h>

#include "kb/composer.h"
#include "lib/base/arena.h"
#include "lib/store/section.h"

enum { NAMES_MAX = 1024, EMPTY_MAX = 64 };

/* The plans' short names, joined by commas: for templates only. */
static void
add_names(const struct composer *c, struct json_object *item)
{
	char names[NAMES_MAX] = "";
	const struct source *plan;
	size_t i, length = 0;
	const char *id;

	for (i = 0; i < json_count(item, "plans") && length < NAMES_MAX; i++) {
		id = json_object_get_string(json_item(item, "plans", i));
		plan = sources_find(c->sources, "plans", id);
		length += (size_t)snprintf(names + length, NAMES_MAX - length,
		    "%s%s", i == 0 ? "" : ", ",
		    plan == NULL ? id : json_text(plan->json, "short"));
	}
	if (length > 0)
		json_set(item, "_plans", names);
}

/* The items for one plan, or (NULL) all of them with the plans' names. */
static struct json_object *
select_items(const struct composer *c, struct json_object *items,
    const char *plan, bool numbered)
{
	struct json_object *selected = json_object_new_array(), *item;
	size_t i, count = json_object_array_length(items);
	int64_t n = 0;

	for (i = 0; i < count; i++) {
		item = json_object_array_get_idx(items, i);
		if (plan != NULL && json_member(item, "plans") != NULL &&
		    !json_lists(item, "plans", plan))
			continue;
		item = NULL;
		json_object_deep_copy(
		    json_object_array_get_idx(items, i), &item, NULL);
		if (plan == NULL)
			add_names(c, item);
		json_set(item, "_part", json_text(item, "unverified_part"));
		if (numbered)
			json_object_object_add(
			    item, "n", json_object_new_int64(++n));
		json_object_array_add(selected, item);
	}
	return selected;
}

static bool
names_plans(struct json_object *items)
{
	size_t i;

	for (i = 0; i < json_object_array_length(items); i++)
		if (json_member(json_object_array_get_idx(items, i), "plans") !=
		    NULL)
			return true;
	return false;
}

/* Nothing to say for this plan: not the same as no record, which is for all. */
static void
add_empty(struct composer *c, const char *first, const char *second,
    const char *third)
{
	struct buf bytes = buf_new(c->scratch, EMPTY_MAX);
	struct section section = {
		.json = STR(""), .text = STR(""), .html = STR("")
	};

	section_write(&bytes, &section, NULL);
	if (c->err == OK)
		records_add(c->records, str_from(first), str_from(second),
		    str_from(third), buf_str(&bytes));
	arena_reset(c->scratch);
}

static void
add_plan(struct composer *c, const char *template, const char *first,
    const char *second, const char *third, struct json_object *items)
{
	if (json_object_array_length(items) > 0) {
		composer_section(c, template, first, second, third, items);
		return;
	}
	add_empty(c, first, second, third);
	json_object_put(items);
}

void
selector_section(struct composer *c, const char *template, const char *first,
    const char *second, const char *third, struct json_object *items,
    bool numbered)
{
	size_t i,
	    plans = names_plans(items) ? sources_count(c->sources, "plans") : 0;
	const char *plan;
	char name[128];

	composer_section(c, template, first, second, third,
	    select_items(c, items, NULL, numbered));
	for (i = 0; i < plans; i++) {
		plan = sources_at(c->sources, "plans", i)->id;
		snprintf(name, sizeof(name), "%s@%s", first, plan);
		add_plan(c, template, name, second, third,
		    select_items(c, items, plan, numbered));
	}
	json_object_put(items);
}
