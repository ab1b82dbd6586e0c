#include "kb/verify.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "kb/records.h"
#include "lib/base/arena.h"
#include "lib/store/format.h"
#include "lib/store/kb.h"

enum { KINDS_MAX = 64, NAME_MAX_BYTES = 256 };

#define MEMORY ((size_t)1 << 30)

/*
 * Where facts name other facts, at their top.  "*" stands for all, and what
 * is only promised (a reason without a file) is the build's matter.
 */
static const struct reference {
	const char *kind;
	const char *member;
	const char *target;
} references[] = {
	{ "angles", "reason", "reasons" },
	{ "angles", "treatment", "treatments" },
	{ "arguments", "conditions", "conditions" },
	{ "arguments", "insurers", "insurers" },
	{ "arguments", "treatments", "treatments" },
	{ "codes", "also_in", "codes" },
	{ "codes", "replaced_by", "codes" },
	{ "codes", "system", "code-systems" },
	{ "indications", "condition", "conditions" },
	{ "indications", "drug", "treatments" },
	{ "policies", "conditions", "conditions" },
	{ "policies", "insurer", "insurers" },
	{ "policies", "treatments", "treatments" },
	{ "regimens", "conditions", "conditions" },
	{ "regimens", "drug", "treatments" },
	{ "treatments", "classes", "treatments" },
	{ "treatments", "label", "citations" },
	{ "warnings", "treatments", "treatments" },
};

struct count {
	struct str kind;
	size_t facts;
};

struct verification {
	const char *path;
	struct kb_read read;
	struct report *report;
	struct records records; /* borrowed from the file */
	struct count counts[KINDS_MAX];
	size_t kinds;
	struct verify_result result;
};

#define WRONG(v, key, ...) \
	report_error((v)->report, (v)->path, 0, key, __VA_ARGS__)

/* For messages; a key that is too long is cut. */
struct shown {
	char text[NAME_MAX_BYTES];
};

static struct shown
show(struct str key)
{
	struct shown shown;

	snprintf(shown.text, sizeof(shown.text), "%.*s", STR_ARG(key));
	return shown;
}

static void
count_fact(struct verification *v, struct str kind)
{
	size_t i;

	v->result.facts++;
	for (i = 0; i < v->kinds; i++)
		if (str_equal(v->counts[i].kind, kind))
			break;
	if (i == KINDS_MAX)
		return;
	if (i == v->kinds)
		v->counts[v->kinds++] = (struct count){ kind, 0 };
	v->counts[i].facts++;
}

static void
check_name(struct verification *v, struct str key, const char *target,
    struct str id)
{
	v->result.references++;
	if (str_is(id, "*") ||
	    value_type(kb_fact(&v->read, target, id)) != VALUE_NONE)
		return;
	WRONG(v, show(key).text, "there is no \"%s\" among the %s",
	    show(id).text, target);
}

static void
check_names(struct verification *v, struct str key, const char *target,
    struct value names)
{
	struct value_each it;

	if (value_type(names) == VALUE_STRING)
		check_name(v, key, target, value_str(names));
	else if (value_type(names) == VALUE_ARRAY)
		for (it = value_each(names); value_next(&it);)
			check_name(v, key, target, value_str(it.item));
}

/* "citations" name citations wherever they stand. */
static void
check_citations(struct verification *v, struct str key, struct value in)
{
	struct value_each it;

	if (value_type(in) != VALUE_OBJECT && value_type(in) != VALUE_ARRAY)
		return;
	for (it = value_each(in); value_next(&it);)
		if (str_is(it.key, "citations") &&
		    value_type(it.item) == VALUE_ARRAY)
			check_names(v, key, "citations", it.item);
		else
			check_citations(v, key, it.item);
}

static void
check_fact(struct verification *v, struct str key, struct str rest,
    struct value fact)
{
	struct str id = rest, kind = str_cut(&id, '/');
	size_t i;

	count_fact(v, kind);
	if (!str_equal(value_text(fact, "id"), id))
		WRONG(v, show(key).text, "says that it is \"%s\"",
		    show(value_text(fact, "id")).text);
	check_citations(v, key, fact);
	for (i = 0; i < sizeof(references) / sizeof(*references); i++)
		if (str_is(kind, references[i].kind))
			check_names(v, key, references[i].target,
			    value_get(fact, references[i].member));
}

/* name/KIND/FOLDED: the fact it means. */
static void
check_alias(struct verification *v, struct str key, struct str rest,
    struct value alias)
{
	char kind[NAME_MAX_BYTES];

	snprintf(kind, sizeof(kind), "%.*s", (int)str_find(rest, '/'),
	    rest.at);
	if (value_text(alias, "id").length > 0)
		check_name(v, key, kind, value_text(alias, "id"));
}

/* cover/INSURER/TREATMENT */
static void
check_cover(struct verification *v, struct str key, struct str rest)
{
	struct str treatment = rest, insurer = str_cut(&treatment, '/');

	check_name(v, key, "insurers", insurer);
	check_name(v, key, "treatments", treatment);
}

static void
check_record(struct verification *v, struct str key, struct str bytes)
{
	if (str_starts(key, STR("fact/")))
		check_fact(
		    v, key, str_from_index(key, 5), value_of(bytes));
	else if (str_starts(key, STR("name/")))
		check_alias(
		    v, key, str_from_index(key, 5), value_of(bytes));
	else if (str_starts(key, STR("cover/")))
		check_cover(v, key, str_from_index(key, 6));
	else if (str_starts(key, STR("cite/")))
		check_name(
		    v, key, "citations", str_from_index(key, 5));
}

/* One more of all records, where they lie. */
static bool
keep_record(struct verification *v, struct str key, struct str bytes)
{
	struct records *r = &v->records;
	size_t size = r->size == 0 ? 4096 : 2 * r->size;
	struct record *items;

	if (r->count == r->size) {
		items = arena_grow(r->arena, r->items,
		    r->size * sizeof(*items), size * sizeof(*items));
		if (items == NULL)
			return false;
		r->items = items;
		r->size = size;
	}
	r->items[r->count++] = (struct record){ key, bytes };
	return true;
}

static enum err
check_records(struct verification *v, struct note *note)
{
	struct kb_walk walk = kb_walk(&v->read, STR(""));
	struct str last = STR_NONE;
	bool kept = true;

	while (kept && kb_next(&walk)) {
		v->result.records++;
		if (last.at != NULL && str_compare(last, walk.rest) >= 0)
			WRONG(v, show(walk.rest).text, "is out of order");
		last = walk.rest;
		check_record(v, walk.rest, walk.bytes);
		if (!str_is(walk.rest, "meta") && !str_is(walk.rest, "index"))
			kept = keep_record(v, walk.rest, walk.bytes);
	}
	kb_walk_end(&walk);
	return kept ? OK : err_set(note, ERR_MEMORY, "out of memory");
}

static enum err
check_generation(
    struct verification *v, const struct kb *kb, struct note *note)
{
	char generation[17];
	enum err err;

	err = records_generation(&v->records, generation, note);
	if (err == OK && !str_is(kb_generation(kb), generation))
		WRONG(v, "meta",
		    "says generation %.*s, and the records make %s",
		    STR_ARG(kb_generation(kb)), generation);
	return err;
}

static void
check_counts(struct verification *v, const struct kb *kb)
{
	struct value_each it =
	    value_each(value_get(kb_meta(kb), "counts"));
	size_t i, facts;
	long said;

	while (value_next(&it)) {
		facts = 0;
		for (i = 0; i < v->kinds; i++)
			if (str_equal(v->counts[i].kind, it.key))
				facts = v->counts[i].facts;
		if (!value_long(it.item, &said) || said < 0 ||
		    (size_t)said != facts)
			WRONG(v, "meta", "counts %.*s %.*s, and there are %zu",
			    STR_ARG(value_str(it.item)), STR_ARG(it.key),
			    facts);
	}
}

static enum err
check_trailer(struct verification *v, struct note *note)
{
	unsigned char trailer[KB_TRAILER];
	FILE *file = fopen(v->path, "rbe");
	uint64_t said = 0;
	bool got;
	int i;

	if (file == NULL)
		return err_set(
		    note, ERR_SYSTEM, "%s: %s", v->path, strerror(errno));
	got = fseek(file, -(long)KB_TRAILER, SEEK_END) == 0 &&
	    fread(trailer, sizeof(trailer), 1, file) == 1;
	fclose(file);
	for (i = 8; got && i-- > 0;)
		said = said << 8 | trailer[KB_TRAILER_RECORDS + i];
	if (!got || said != v->result.records)
		WRONG(v, "",
		    "its trailer says %llu records, and there are %zu",
		    (unsigned long long)said, v->result.records);
	return OK;
}

enum err
verify(const char *path, const struct kb *kb, struct report *report,
    struct verify_result *out, struct note *note)
{
	struct arena *arena = arena_new(MEMORY);
	struct verification v = { .path = path, .report = report };
	enum err err;

	if (arena == NULL)
		return err_set(note, ERR_MEMORY, "out of memory");
	v.records = records_new(arena);
	if ((err = kb_begin(kb, &v.read, note)) != OK)
		goto out;
	if ((err = check_records(&v, note)) == OK &&
	    (err = check_generation(&v, kb, note)) == OK)
		err = check_trailer(&v, note);
	check_counts(&v, kb);
	kb_end(&v.read);
	if (err == OK && report->errors > 0)
		err = err_set(note, ERR_CORRUPT,
		    "%s: %zu thing%s in it cannot be right", path,
		    report->errors, report->errors == 1 ? "" : "s");
	if (err == OK)
		*out = v.result;
out:
	arena_free(arena);
	return err;
}
