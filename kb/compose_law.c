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

/* From when a window runs, behind "180 days". */
static const char *
start_words(const char *from)
{
	static const char *const starts[][2] = {
		{ "received", " from the day the notice arrived" },
		{ "notice", " from the date on the notice" },
		{ "sent", " from the day the notice was sent" },
		{ "decision", " from the date of the decision" },
		{ "denied", " from the date of the denial" },
	};
	size_t i;

	for (i = 0; i < sizeof(starts) / sizeof(*starts); i++)
		if (strcmp(from, starts[i][0]) == 0)
			return starts[i][1];
	return "";
}

/* A window in a few words, where it has a number; else in its own. */
static void
add_window(struct json_object *level, struct json_object *window)
{
	struct json_object *n = json_member(window, "n");
	struct json_object *min = json_member(window, "min_n");
	struct json_object *max = json_member(window, "max_n");
	const char *start = start_words(json_text(window, "from"));
	const char *unit = json_text(window, "unit");
	const char *later =
	    json_member(window, "or_later") == NULL
		? ""
		: ", or by the day the change takes effect if that is later";

	if (min != NULL && max != NULL)
		json_setf(level, "_window",
		    "%s to %s %s, as the state sets it,%s",
		    json_object_get_string(min), json_object_get_string(max),
		    unit, start);
	else if (max != NULL)
		json_setf(level, "_window",
		    "at most %s %s, as the state sets it,%s",
		    json_object_get_string(max), unit, start);
	else if (n != NULL)
		json_setf(level, "_window", "%s%s %s%s%s",
		    json_object_get_boolean(json_member(window, "at_least"))
			? "at least "
			: "",
		    json_object_get_string(n), unit, start, later);
	else
		json_setf(level, "_window", "%.*s",
		    (int)strcspn(json_text(window, "text"), "."),
		    json_text(window, "text"));
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
	json_set(level, "_part", json_text(level, "unverified_part"));
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

/* Is it among the first levels somebody files for? */
static bool
is_first(struct json_object *plan, struct json_object *level)
{
	struct json_object *other;
	size_t i;

	if (json_member(level, "file_within") == NULL)
		return false;
	for (i = 0; i < json_count(plan, "levels"); i++) {
		other = json_item(plan, "levels", i);
		if (json_member(other, "file_within") != NULL &&
		    json_object_get_int(json_member(other, "order")) <
			json_object_get_int(json_member(level, "order")))
			return false;
	}
	return true;
}

/* Its filing window's paragraph stands first in a level's citations. */
static void
add_first_citation(struct json_object *to, struct json_object *level)
{
	struct json_object *list = json_object_new_array();

	if (json_count(level, "citations") > 0)
		json_object_array_add(
		    list, json_object_get(json_item(level, "citations", 0)));
	json_object_object_add(to, "citations", list);
}

/* Up to its first full stop. */
static void
add_whom(struct json_object *item, const char *text)
{
	const char *end = strstr(text, ". ");

	json_setf(item, "_whom", "%.*s",
	    (int)(end == NULL ? strlen(text) : (size_t)(end - text) + 1), text);
}

/* A plan as guides for no plan in particular mention it: what comes first. */
static void
compose_brief(struct composer *c, const struct source *s)
{
	static const char *const members[] = { "name", "short", "applies_to",
		NULL };
	struct json_object *item = json_object_new_object(), *level, *first;
	struct json_object *levels = json_object_new_array();
	struct json_object *items = json_object_new_array();
	static const char *const of_level[] = { "name", "unverified", NULL };
	size_t i;

	json_set(item, "plan", s->id);
	json_share_all(item, s->json, members);
	add_whom(item, json_text(s->json, "applies_to"));
	for (i = 0; i < json_count(s->json, "levels"); i++) {
		level = json_item(s->json, "levels", i);
		if (!is_first(s->json, level))
			continue;
		first = json_object_new_object();
		json_share_all(first, level, of_level);
		json_set(first, "_part", "");
		add_first_citation(first, level);
		add_window(first, json_member(level, "file_within"));
		json_object_array_add(levels, first);
	}
	json_object_object_add(item, "levels", levels);
	json_object_array_add(items, item);
	composer_section(c, "plan-brief", "plan-brief", s->id, NULL, items);
}

static struct json_object *
rights_of(struct json_object *plan)
{
	struct json_object *rights = json_object_new_array(), *right = NULL;
	size_t i;

	for (i = 0; i < json_count(plan, "rights"); i++) {
		right = NULL;
		json_object_deep_copy(
		    json_item(plan, "rights", i), &right, NULL);
		json_set(right, "_part", json_text(right, "unverified_part"));
		json_object_array_add(rights, right);
	}
	return rights;
}

void
compose_plans(struct composer *c)
{
	static const char *const members[] = { "name", "short", "applies_to",
		"recognize", "insurer_decides", "citations", NULL };
	static const char *const more[] = { "levels_text", "expedited",
		"good_cause", "who_pays", NULL };
	struct json_object *item, *items;
	const struct source *s;
	size_t i;

	for (i = 0; i < sources_count(c->sources, "plans"); i++) {
		s = sources_at(c->sources, "plans", i);
		item = json_object_new_object();
		json_set(item, "plan", s->id);
		json_share_all(item, s->json, members);
		json_object_object_add(item, "levels", levels_of(s->json));
		json_object_object_add(item, "rights", rights_of(s->json));
		json_share_all(item, s->json, more);
		json_share_all(item, s->json, provenance);
		json_set(item, "_part", json_text(item, "unverified_part"));
		items = json_object_new_array();
		json_object_array_add(items, item);
		composer_section(
		    c, "plan", "plan", s->id, NULL, json_object_get(items));
		composer_section(
		    c, "plan-likely", "plan-likely", s->id, NULL, items);
		compose_brief(c, s);
	}
}
