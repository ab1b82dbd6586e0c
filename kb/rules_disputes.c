#include <json-c/json.h>
#include <limits.h>
#include <stdbool.h>
#include <string.h>

#include "kb/json_help.h"
#include "kb/rule.h"

enum { MEMBERS = 6 };

/*
 * Two sources of a kind whose questions agree must give the same answers.
 * Lists agree when they share an item; a question without a value is none.
 */
static const struct matter {
	const char *kind;
	const char *question[MEMBERS];
	const char *answer[MEMBERS];
} matters[] = {
	{ "indications", { "drug", "condition" }, { "on_label", "age_min" } },
	{ "regimens", { "drug", "conditions", "population", "phase", "form" },
	    { "dose", "frequency", "units_per_day", "schedule" } },
	{ "policies",
	    { "insurer", "type", "title", "treatments", "conditions" },
	    { "duration", "effective" } },
	{ "citations", { "doi" }, { "n", "year" } },
	{ "citations", { "kind", "cite" },
	    { "n", "year", "effective", "until" } },
	{ "codes", { "system", "code" }, { "reasons", "status", "route" } },
};

enum { MATTERS = sizeof(matters) / sizeof(*matters) };

static bool
share_item(struct json_object *a, struct json_object *b)
{
	size_t i, j;

	for (i = 0; i < json_object_array_length(a); i++)
		for (j = 0; j < json_object_array_length(b); j++)
			if (json_object_equal(json_object_array_get_idx(a, i),
				json_object_array_get_idx(b, j)))
				return true;
	return false;
}

static bool
agree(struct json_object *a, struct json_object *b)
{
	if (json_object_is_type(a, json_type_array) &&
	    json_object_is_type(b, json_type_array))
		return share_item(a, b);
	return a != NULL && json_object_equal(a, b);
}

static bool
same_question(
    const struct matter *matter, struct json_object *a, struct json_object *b)
{
	size_t m;

	for (m = 0; m < MEMBERS && matter->question[m] != NULL; m++)
		if (!agree(json_member(a, matter->question[m]),
			json_member(b, matter->question[m])))
			return false;
	return true;
}

static int
number_or(struct json_object *object, const char *name, int otherwise)
{
	struct json_object *member = json_member(object, name);

	return json_object_is_type(member, json_type_int)
		   ? json_object_get_int(member)
		   : otherwise;
}

/* For different ages there may be different answers. */
static bool
ages_meet(struct json_object *a, struct json_object *b)
{
	return number_or(a, "age_min", 0) <= number_or(b, "age_max", INT_MAX) &&
	       number_or(b, "age_min", 0) <= number_or(a, "age_max", INT_MAX);
}

static const char *
differing_answer(
    const struct matter *matter, struct json_object *a, struct json_object *b)
{
	size_t m;

	for (m = 0; m < MEMBERS && matter->answer[m] != NULL; m++)
		if (!json_object_equal(json_member(a, matter->answer[m]),
			json_member(b, matter->answer[m])))
			return matter->answer[m];
	return NULL;
}

static void
compare(struct check *check, const struct matter *matter,
    const struct source *a, const struct source *b)
{
	const char *answer;

	if (!same_question(matter, a->json, b->json) ||
	    !ages_meet(a->json, b->json) ||
	    json_lists(a->json, "disputes", b->id) ||
	    json_lists(b->json, "disputes", a->id))
		return;
	answer = differing_answer(matter, a->json, b->json);
	if (answer != NULL)
		check_error(check, b, NULL,
		    "contradicts \"%s\" about \"%s\", and neither disputes "
		    "the other",
		    a->id, answer);
}

void
rule_disputes(struct check *check)
{
	size_t m, i, j, count;

	for (m = 0; m < MATTERS; m++) {
		count = sources_count(check->sources, matters[m].kind);
		for (i = 0; i < count; i++)
			for (j = i + 1; j < count; j++)
				compare(check, &matters[m],
				    sources_at(
					check->sources, matters[m].kind, i),
				    sources_at(
					check->sources, matters[m].kind, j));
	}
}
