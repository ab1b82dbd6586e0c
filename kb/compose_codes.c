/* Codes on denials: what each means, how it is found, what pairs decide. */

#include <json-c/json.h>
#include <regex.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kb/compose.h"
#include "lib/base/arena.h"
#include "lib/codes/code_text.h"

enum { LINE = 1024, LABEL = 128, PATTERN = 512 };

/* Append "more", after "between" where there is something before it. */
static void
join(char line[LINE], const char *between, const char *more)
{
	size_t length = strlen(line);

	snprintf(line + length, LINE - length, "%s%s",
	    length == 0 ? "" : between, more);
}

static void
set_flag(struct json_object *to, const char *name)
{
	json_object_object_add(to, name, json_object_new_boolean(1));
}

/* {"appeal": true}, so that a template can choose its words. */
static struct json_object *
choice(const char *name)
{
	struct json_object *object = json_object_new_object();

	set_flag(object, name);
	return object;
}

static void
add_outcomes(struct json_object *to, struct json_object *from)
{
	struct json_object *list = json_object_new_array(), *one;
	size_t i, count = json_count(from, "outcomes");

	for (i = 0; i < count; i++) {
		one = json_object_new_object();
		json_object_object_add(one, "is",
		    choice(json_object_get_string(
			json_item(from, "outcomes", i))));
		json_object_array_add(list, one);
	}
	json_object_object_add(to, "_outcomes", list);
}

/* The names of a list of ids in one line. */
static void
set_names(const struct composer *c, struct json_object *to, const char *key,
    const char *kind, struct json_object *from, const char *list)
{
	size_t i, count = json_count(from, list);
	char line[LINE] = "";

	for (i = 0; i < count; i++)
		join(line, ", ",
		    source_name(c->sources, kind,
			json_object_get_string(json_item(from, list, i))));
	if (count > 0)
		json_set(to, key, line);
}

static const char *
system_short(const struct composer *c, const char *id)
{
	const struct source *s = sources_find(c->sources, "code-systems", id);

	return s == NULL ? id : json_text(s->json, "short");
}

/* "50 (CARC)" */
static void
label(const struct composer *c, const char *id, char out[LABEL])
{
	const struct source *s = sources_find(c->sources, "codes", id);

	if (s == NULL)
		snprintf(out, LABEL, "%s", id);
	else
		snprintf(out, LABEL, "%s (%s)", json_text(s->json, "code"),
		    system_short(c, json_text(s->json, "system")));
}

static void
set_labels(const struct composer *c, struct json_object *to, const char *key,
    struct json_object *from, const char *list)
{
	size_t i, count = json_count(from, list);
	char line[LINE] = "", one[LABEL];

	for (i = 0; i < count; i++) {
		label(c, json_object_get_string(json_item(from, list, i)), one);
		join(line, ", ", one);
	}
	if (count > 0)
		json_set(to, key, line);
}

static void
set_needs(const struct composer *c, struct json_object *item)
{
	struct json_object *needs = json_member(item, "needs");
	size_t i, count = json_count(needs, "systems");
	char line[LINE] = "";

	for (i = 0; i < count; i++)
		join(line, " or ",
		    system_short(c, json_object_get_string(
					json_item(needs, "systems", i))));
	if (count > 0)
		json_set(item, "_needs", line);
}

/* What a pair means: where it names no route, its second code's counts. */
static struct json_object *
whole_pair(const struct composer *c, struct json_object *from)
{
	const struct source *second =
	    sources_find(c->sources, "codes", json_text(from, "with"));
	struct json_object *pair = NULL;

	json_object_deep_copy(from, &pair, NULL);
	if (json_member(pair, "route") == NULL && second != NULL)
		json_share(pair, second->json, "route");
	return pair;
}

static void
set_pairs(const struct composer *c, struct json_object *item,
    const struct source *code)
{
	struct json_object *pairs = json_object_new_array(), *pair;
	size_t i, count = json_count(code->json, "pairs");
	char with[LABEL];

	for (i = 0; i < count; i++) {
		pair = whole_pair(c, json_item(code->json, "pairs", i));
		label(c, json_text(pair, "with"), with);
		json_set(pair, "_with", with);
		json_object_object_add(
		    pair, "_route", choice(json_text(pair, "route")));
		json_set(
		    pair, "_reasons", ""); /* not those of the code around it */
		set_names(c, pair, "_reasons", "reasons", pair, "reasons");
		add_outcomes(pair, pair);
		json_object_array_add(pairs, pair);
	}
	if (count > 0)
		json_object_object_add(item, "pairs", pairs);
	else
		json_object_put(pairs);
}

static void
compose_code(struct composer *c, const struct source *s)
{
	struct json_object *items = json_object_new_array(), *item = NULL;
	const char *rights = json_text(s->json, "rights");

	json_object_deep_copy(s->json, &item, NULL);
	json_object_object_del(item, "note");
	json_set(
	    item, "_system", system_short(c, json_text(s->json, "system")));
	json_object_object_add(
	    item, "_route", choice(json_text(s->json, "route")));
	set_names(c, item, "_reasons", "reasons", s->json, "reasons");
	set_names(c, item, "_plans", "plans", s->json, "plans");
	add_outcomes(item, s->json);
	set_labels(c, item, "_replaced_by", s->json, "replaced_by");
	set_needs(c, item);
	set_pairs(c, item, s);
	if (strcmp(json_text(s->json, "status"), "retired") == 0)
		set_flag(item, "_retired");
	if (*rights != '\0')
		set_flag(item,
		    strcmp(rights, "may-appeal") == 0 ? "_may" : "_may_not");
	json_object_array_add(items, item);
	composer_section(c, "code", "code", s->id, NULL, items);
}

/* {reasons, outcomes, route, text} under the ids of both. */
static void
compose_pairs(struct composer *c, const struct source *s)
{
	struct json_object *pair;
	size_t i, count = json_count(s->json, "pairs");

	for (i = 0; i < count; i++) {
		pair = whole_pair(c, json_item(s->json, "pairs", i));
		composer_value(
		    c, "code-pair", s->id, json_text(pair, "with"), pair);
	}
}

/* Note the id of a code under a key of its. */
static void
add_key(struct composer *c, struct json_object *keys, struct str key,
    const char *id)
{
	const char *name = str_to_c(key, c->scratch);
	struct json_object *list;

	if (name == NULL || key.length == 0)
		return;
	if ((list = json_member(keys, name)) == NULL) {
		list = json_object_new_array();
		json_object_object_add(keys, name, list);
	}
	json_object_array_add(list, json_object_new_string(id));
}

/* Where a system pads its numbers, 7 and 07 are one code. */
static void
add_keys(struct composer *c, struct json_object *keys, const struct source *s)
{
	const struct source *system = sources_find(
	    c->sources, "code-systems", json_text(s->json, "system"));
	struct str key =
	    code_key(str_from(json_text(s->json, "code")), c->scratch);
	struct str bare = code_key_bare(key);

	add_key(c, keys, key, s->id);
	if (system != NULL && json_member(system->json, "pad") != NULL &&
	    bare.length < key.length)
		add_key(c, keys, bare, s->id);
}

static void
compose_keys(struct composer *c)
{
	struct json_object *keys = json_object_new_object();
	size_t i;

	for (i = 0; i < sources_count(c->sources, "codes"); i++)
		add_keys(c, keys, sources_at(c->sources, "codes", i));
	json_object_object_foreach(keys, key, list)
	{
		composer_value(c, "code-key", key, NULL, json_object_get(list));
	}
	json_object_put(keys);
}

/* What a request compiles must compile, and have the parentheses it names. */
static void
check_patterns(struct composer *c, const struct source *s)
{
	struct json_object *from;
	regex_t compiled;
	char whole[PATTERN];
	size_t i, groups, count = json_count(s->json, "patterns");
	int wanted;

	for (i = 0; i < count && c->err == OK; i++) {
		from = json_item(s->json, "patterns", i);
		snprintf(
		    whole, sizeof(whole), "^(%s)$", json_text(from, "pattern"));
		wanted = json_object_get_int(json_member(from, "code"));
		if (json_object_get_int(json_member(from, "group")) > wanted)
			wanted =
			    json_object_get_int(json_member(from, "group"));
		groups = 0;
		if (regcomp(&compiled, whole, REG_EXTENDED | REG_ICASE) == 0) {
			groups = compiled.re_nsub;
			regfree(&compiled);
		}
		/* The whole is in parentheses of its own. */
		if (wanted < 1 || (size_t)wanted >= groups || groups > 9 ||
		    strlen(whole) + 1 == sizeof(whole))
			c->err = err_set(c->note, ERR_INVALID,
			    "%s: the pattern \"%.100s\" cannot be used", s->id,
			    json_text(from, "pattern"));
	}
}

static void
add_system_name(struct composer *c, struct json_object *seen,
    const struct source *s, const char *name, const char *as)
{
	struct str folded = str_fold(str_from(name), c->scratch);
	const char *key = str_to_c(folded, c->scratch);
	struct json_object *entry;

	if (key == NULL || *key == '\0' || json_member(seen, key) != NULL)
		return;
	entry = json_object_new_object();
	json_set(entry, "id", s->id);
	json_set(entry, "name", json_text(s->json, "name"));
	json_set(entry, "as", as);
	json_object_object_add(seen, key, entry);
}

static void
add_system_names(
    struct composer *c, struct json_object *seen, const struct source *s)
{
	size_t i;

	add_system_name(c, seen, s, s->id, "id");
	add_system_name(c, seen, s, json_text(s->json, "short"), "name");
	add_system_name(c, seen, s, json_text(s->json, "name"), "name");
	for (i = 0; i < json_count(s->json, "uris"); i++)
		add_system_name(c, seen, s,
		    json_object_get_string(json_item(s->json, "uris", i)),
		    "uri");
}

static void
compose_systems(struct composer *c)
{
	struct json_object *items = json_object_new_array(), *item;
	struct json_object *seen = json_object_new_object();
	const struct source *s;
	size_t i;

	for (i = 0; i < sources_count(c->sources, "code-systems"); i++) {
		s = sources_at(c->sources, "code-systems", i);
		check_patterns(c, s);
		add_system_names(c, seen, s);
		item = NULL;
		json_object_deep_copy(s->json, &item, NULL);
		json_object_object_del(item, "note");
		json_object_array_add(items, item);
	}
	json_object_object_foreach(seen, key, entry)
	{
		composer_value(
		    c, "name", "code-systems", key, json_object_get(entry));
	}
	json_object_put(seen);
	composer_section(c, "code-systems", "code-systems", "all", NULL, items);
}

/* Longest first; of the same length by their letters. */
static int
compare_phrases(const void *a, const void *b)
{
	const char *left = json_text(*(struct json_object *const *)a, "text");
	const char *right = json_text(*(struct json_object *const *)b, "text");
	size_t x = strlen(left), y = strlen(right);

	return x != y ? (x < y) - (x > y) : strcmp(left, right);
}

static void
compose_phrases(struct composer *c)
{
	struct json_object *list = json_object_new_array(), *entry;
	const struct source *s;
	struct str words;
	size_t i, k;

	for (i = 0; i < sources_count(c->sources, "phrases"); i++) {
		s = sources_at(c->sources, "phrases", i);
		for (k = 0; k < json_count(s->json, "phrases"); k++) {
			words =
			    code_words(str_from(json_object_get_string(
					   json_item(s->json, "phrases", k))),
				c->scratch);
			entry = json_object_new_object();
			json_object_object_add(entry, "text",
			    json_object_new_string_len(
				words.at, (int)words.length));
			json_share(entry, s->json, "reason");
			json_object_array_add(list, entry);
		}
	}
	json_object_array_sort(list, compare_phrases);
	composer_value(c, "code-phrases", "all", NULL, list);
}

void
compose_codes(struct composer *c)
{
	size_t i;

	compose_systems(c);
	compose_keys(c);
	compose_phrases(c);
	for (i = 0; i < sources_count(c->sources, "codes"); i++) {
		compose_code(c, sources_at(c->sources, "codes", i));
		compose_pairs(c, sources_at(c->sources, "codes", i));
	}
}
