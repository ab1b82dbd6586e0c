#include <json-c/json.h>
#include <stdbool.h>
#include <string.h>

#include "kb/json_help.h"
#include "kb/known.h"
#include "kb/prose.h"
#include "kb/rule.h"
#include "lib/base/arena.h"

enum { FOUND_MAX = 64, DAYS_PER_SUPPLY_MAX = 366 };

static const char *const no_condition[] = { NULL };

/* The units whose numbers in "text" must stand in the fields, too. */
static void
hold_text(struct check *check, const struct source *source,
    const struct known *known, const enum measure_unit *units, size_t count)
{
	const struct place at = { NULL, "text", 0 };
	struct measure found[FOUND_MAX];
	size_t i, u, numbers;

	numbers = measure_find(
	    str_from(json_text(source->json, "text")), found, FOUND_MAX);
	for (i = 0; i < numbers; i++)
		for (u = 0; u < count; u++)
			if (found[i].unit == units[u] &&
			    !known_has(known, &found[i], no_condition))
				check_error(check, source, &at,
				    "%g %s stands in none of its fields",
				    found[i].value,
				    measure_name(found[i].unit));
}

/* Units for so many days must be what a day's units make. */
static void
hold_supply(struct check *check, const struct source *regimen)
{
	struct json_object *daily = json_member(regimen->json, "units_per_day");
	struct place list = { NULL, "quantity", 0 };
	struct place at = { &list, NULL, 0 };
	struct json_object *item, *days, *units;
	double wanted;

	if (daily == NULL)
		return;
	for (; at.index < json_count(regimen->json, "quantity"); at.index++) {
		item = json_item(regimen->json, "quantity", at.index);
		days = json_member(item, "days");
		units = json_member(item, "units");
		if (!json_object_is_type(days, json_type_int) || units == NULL)
			continue;
		wanted =
		    json_object_get_double(daily) * json_object_get_int(days);
		if (json_object_get_double(units) - wanted > 1e-6 ||
		    wanted - json_object_get_double(units) > 1e-6)
			check_error(check, regimen, &at,
			    "%g a day make %g in %d days, not %g",
			    json_object_get_double(daily), wanted,
			    json_object_get_int(days),
			    json_object_get_double(units));
	}
}

void
rule_regimens(struct check *check)
{
	static const enum measure_unit units[] = { MEASURE_MG,
		MEASURE_MG_PER_KG, MEASURE_KG, MEASURE_GRAM, MEASURE_AGE,
		MEASURE_EVERY };
	struct known *known = arena_alloc(check->arena, sizeof(*known));
	const struct source *regimen;
	size_t i;

	for (i = 0;
	     known != NULL && i < sources_count(check->sources, "regimens");
	     i++) {
		regimen = sources_at(check->sources, "regimens", i);
		hold_supply(check, regimen);
		if (json_is_true(regimen->json, "unverified"))
			continue;
		known->count = 0;
		known_add_regimen(known, regimen);
		hold_text(check, regimen, known, units,
		    sizeof(units) / sizeof(*units));
	}
}

/* An age below 18 must be said: "adults" alone would deny the children. */
static void
hold_age(struct check *check, const struct source *use)
{
	const struct place at = { NULL, "text", 0 };
	struct json_object *age = json_member(use->json, "age_min");
	struct measure found[FOUND_MAX];
	size_t i, count;

	if (!json_object_is_type(age, json_type_int) ||
	    json_object_get_int(age) == 18)
		return;
	count = measure_find(
	    str_from(json_text(use->json, "text")), found, FOUND_MAX);
	for (i = 0; i < count; i++)
		if (found[i].unit == MEASURE_AGE &&
		    found[i].value == json_object_get_int(age))
			return;
	check_error(check, use, &at, "does not say the age of %d",
	    json_object_get_int(age));
}

void
rule_indications(struct check *check)
{
	static const enum measure_unit units[] = { MEASURE_AGE, MEASURE_KG };
	struct known *known = arena_alloc(check->arena, sizeof(*known));
	const struct source *use;
	size_t i;

	for (i = 0;
	     known != NULL && i < sources_count(check->sources, "indications");
	     i++) {
		use = sources_at(check->sources, "indications", i);
		if (!json_is_true(use->json, "on_label") ||
		    json_is_true(use->json, "unverified"))
			continue;
		hold_age(check, use);
		known->count = 0;
		known_add_indication(known, use);
		hold_text(
		    check, use, known, units, sizeof(units) / sizeof(*units));
	}
}
