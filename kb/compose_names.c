/* What things are called: every id, name, brand and alias, folded. */

#include <json-c/json.h>
#include <string.h>

#include "kb/compose.h"
#include "lib/base/arena.h"

struct names {
	struct composer *c;
	const char *kind;
	struct json_object *seen; /* folded names of this kind */
};

/* The checker has made sure that a name means one thing only. */
static void
add_name(struct names *names, const char *id, const char *name, const char *as)
{
	struct json_object *entry;
	struct str folded;
	char key[256];

	folded = str_fold(str_from(name), names->c->scratch);
	if (folded.length == 0 || folded.length >= sizeof(key))
		return;
	memcpy(key, folded.at, folded.length);
	key[folded.length] = '\0';
	if (json_member(names->seen, key) != NULL)
		return;
	json_object_object_add(names->seen, key, json_object_new_boolean(1));
	entry = json_object_new_object();
	json_set(entry, "id", id);
	json_set(entry, "name", name);
	json_set(entry, "as", as);
	composer_value(names->c, "name", names->kind, key, entry);
}

static void
add_source(struct names *names, const struct source *s)
{
	struct json_object *item;
	size_t i;

	add_name(names, s->id, s->id, "id");
	add_name(names, s->id, json_text(s->json, "name"), "name");
	add_name(names, s->id, json_text(s->json, "plural"), "name");
	add_name(names, s->id, json_text(s->json, "short"), "name");
	add_name(
	    names, s->id, json_text(s->json, "abbreviation"), "abbreviation");
	for (i = 0; i < json_count(s->json, "products"); i++) {
		item = json_item(s->json, "products", i);
		add_name(names, s->id, json_text(item, "brand"), "brand");
		add_name(names, s->id, json_text(item, "name"), "product");
	}
	for (i = 0; i < json_count(s->json, "aliases"); i++) {
		item = json_item(s->json, "aliases", i);
		add_name(names, s->id,
		    json_object_get_type(item) == json_type_string
			? json_object_get_string(item)
			: json_text(item, "name"),
		    "alias");
	}
}

void
compose_names(struct composer *c)
{
	static const char *const kinds[] = { "insurers", "treatments",
		"reasons", "plans", "conditions" };
	struct names names = { .c = c };
	size_t k, i;

	for (k = 0; k < sizeof(kinds) / sizeof(*kinds); k++) {
		names.kind = kinds[k];
		names.seen = json_object_new_object();
		/* Ids first: what a thing is called by us always finds it. */
		for (i = 0; i < sources_count(c->sources, kinds[k]); i++)
			add_name(&names,
			    sources_at(c->sources, kinds[k], i)->id,
			    sources_at(c->sources, kinds[k], i)->id, "id");
		for (i = 0; i < sources_count(c->sources, kinds[k]); i++)
			add_source(&names, sources_at(c->sources, kinds[k], i));
		json_object_put(names.seen);
	}
}
