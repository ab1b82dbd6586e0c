/* Where an insurer takes appeals, as a clinic's overlay says. */

#include <json-c/json.h>
#include <stdio.h>
#include <string.h>

#include "kb/compose.h"

enum { ADDRESS_MAX = 4096 };

static void
append(char address[ADDRESS_MAX], const char *part)
{
	size_t length = strlen(address);

	if (*part != '\0')
		snprintf(address + length, ADDRESS_MAX - length, "%s%s",
		    length == 0 ? "" : ", ", part);
}

/* A unit with its address in one line; what it lacks is the file's. */
static struct json_object *
unit_of(const struct source *s, struct json_object *unit)
{
	static const char *const provenance[] = { "source", "checked",
		"confidence", "unverified", "unverified_part", "effective",
		"until", NULL };
	static const char *const members[] = { "unit", "name", "use", "lines",
		"fax", "phone", NULL };
	struct json_object *item = json_object_new_object();
	char address[ADDRESS_MAX] = "";
	size_t i;

	json_share_all(item, unit, members);
	json_share_all(item, s->json, provenance);
	json_share_all(item, unit, provenance);
	append(address, json_text(unit, "name"));
	for (i = 0; i < json_count(unit, "lines"); i++)
		append(address,
		    json_object_get_string(json_item(unit, "lines", i)));
	json_set(item, "_address", address);
	json_set(item, "_read", json_text(item, "checked"));
	return item;
}

void
compose_addresses(struct composer *c)
{
	struct json_object *items;
	const struct source *s;
	size_t i, k;

	for (i = 0; i < sources_count(c->sources, "addresses"); i++) {
		s = sources_at(c->sources, "addresses", i);
		items = json_object_new_array();
		for (k = 0; k < json_count(s->json, "units"); k++)
			json_object_array_add(
			    items, unit_of(s, json_item(s->json, "units", k)));
		composer_section(c, "addresses", "addresses",
		    json_text(s->json, "insurer"), NULL, items);
	}
}
