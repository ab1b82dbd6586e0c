#include "lib/letter/resolve.h"

#include <stdio.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/store/names.h"
#include "lib/store/kb.h"

enum { NEAR = 5 };

struct resolving {
	const struct kb_read *read;
	struct arena *arena;
	struct problems *problems;
};

/* "is not a drug we know; did you mean: ..." without the name as typed. */
static void
add_unknown(struct resolving *r, const char *kind, const char *thing,
    struct str typed, const char *pointer)
{
	struct str near[NEAR];
	char list[160] = "";
	size_t i, count;

	count = names_near(r->read, kind, typed, NEAR, r->arena, near);
	for (i = 0; i < count; i++)
		snprintf(list + strlen(list), sizeof(list) - strlen(list),
		    "%s%.*s", i == 0 ? "" : ", ", STR_ARG(near[i]));
	if (count > 0)
		problems_add(r->problems, str_from(pointer),
		    "is not %s this knowledge base knows; the nearest: %s",
		    thing, list);
	else
		problems_add(r->problems, str_from(pointer),
		    "is not %s this knowledge base knows", thing);
}

static bool
find(struct resolving *r, const char *kind, struct str typed, struct str *id,
    struct value *fact)
{
	struct named named;

	if (names_find(r->read, kind, typed, r->arena, &named, NULL) != OK)
		return false;
	*id = named.id;
	*fact = kb_fact(r->read, kind, named.id);
	return value_type(*fact) == VALUE_OBJECT;
}

/* The brand that was asked for, where the drug was not named by its own. */
static struct str
brand_of(struct resolving *r, const struct case_request *request,
    struct str drug)
{
	struct str typed =
	    request->brand.length > 0 ? request->brand : request->drug;
	struct named named;

	if (str_equal(str_fold(typed, r->arena), drug))
		return STR("");
	return names_find(r->read, "treatments", typed, r->arena, &named,
		   NULL) == OK
	    ? named.name
	    : typed;
}

static void
find_request(struct resolving *r, const struct lcase *c, struct resolved *out)
{
	struct str brand;
	struct value fact;

	out->brand = STR("");

	if (!find(r, "treatments", c->request.drug, &out->drug,
		&out->drug_fact))
		add_unknown(r, "treatments", "a drug", c->request.drug,
		    "/request/drug");
	else if (!str_is(value_text(out->drug_fact, "kind"), "drug"))
		problems_add(r->problems, STR("/request/drug"),
		    "names a class of drugs; a letter needs the drug");
	else if (c->request.brand.length > 0 &&
	    find(r, "treatments", c->request.brand, &brand, &fact) &&
	    !str_equal(brand, out->drug))
		problems_add(r->problems, STR("/request/brand"),
		    "is a product of another drug than /request/drug");
	else
		out->brand = brand_of(r, &c->request, out->drug);
}

static void
find_therapies(
    struct resolving *r, const struct lcase *c, struct resolved *out)
{
	size_t i, count = c->therapies.count;

	out->therapies = arena_alloc(r->arena, (count + 1) *
	    sizeof(*out->therapies));
	out->therapy_ids = arena_alloc(r->arena, (count + 1) *
	    sizeof(*out->therapy_ids));
	if (out->therapies == NULL || out->therapy_ids == NULL)
		return;
	for (i = 0; i < count; i++)
		find(r, "treatments", c->therapies.items[i].drug,
		    &out->therapy_ids[i], &out->therapies[i]);
}

/* The next letter or digit of a code, upper case; 0 at its end. */
static char
next_of(struct str code, size_t *at)
{
	char c;

	while (*at < code.length) {
		c = code.at[(*at)++];
		if (c >= 'a' && c <= 'z')
			return (char)(c - 'a' + 'A');
		if (c != '.')
			return c;
	}
	return '\0';
}

bool
icd10_is_under(struct str code, struct str family)
{
	size_t a = 0, b = 0;
	char expected;

	while ((expected = next_of(family, &b)) != '\0')
		if (next_of(code, &a) != expected)
			return false;
	return family.length >= 3;
}

static bool
is_listed(struct value families, struct str code)
{
	struct value_each it;

	for (it = value_each(families); value_next(&it);)
		if (icd10_is_under(code, value_str(it.item)))
			return true;
	return false;
}

static void
add_condition(struct resolved *out, struct str id, struct value fact,
    size_t diagnosis, bool secondary)
{
	size_t i;

	for (i = 0; i < out->condition_count; i++)
		if (str_equal(out->conditions[i].id, id))
			return;
	if (out->condition_count < RESOLVED_CONDITIONS)
		out->conditions[out->condition_count++] =
		    (struct resolved_condition){ id, fact, diagnosis,
			    secondary };
}

/* In which way a code belongs to a condition. */
enum belongs { BELONGS_NOT, BELONGS_SECOND, BELONGS_FIRST };

static enum belongs
belongs(struct value codes, struct str code)
{
	if (code.length == 0)
		return BELONGS_NOT;
	if (is_listed(value_get(codes, "families"), code) ||
	    is_listed(value_get(codes, "pediatric"), code))
		return is_listed(value_get(codes, "exclude"), code)
		    ? BELONGS_NOT
		    : BELONGS_FIRST;
	return is_listed(value_get(codes, "secondary"), code)
	    ? BELONGS_SECOND
	    : BELONGS_NOT;
}

/* Codes that name the condition come before those that only go with it. */
static void
match_conditions(
    struct resolving *r, const struct lcase *c, struct resolved *out)
{
	struct kb_walk walk = kb_walk(r->read, STR("fact/conditions/"));
	struct resolved second = { 0 };
	struct value fact, codes;
	enum belongs how;
	size_t i;

	while (kb_next(&walk)) {
		fact = value_of(walk.bytes);
		codes = value_get(fact, "icd10");
		for (i = 0; i < c->diagnosis.count; i++) {
			how = belongs(codes, c->diagnosis.items[i].icd10);
			if (how != BELONGS_NOT)
				add_condition(
				    how == BELONGS_FIRST ? out : &second,
				    value_text(fact, "id"), fact, i,
				    how == BELONGS_SECOND);
		}
	}
	kb_walk_end(&walk);
	for (i = 0; i < second.condition_count; i++)
		add_condition(out, second.conditions[i].id,
		    second.conditions[i].fact, second.conditions[i].diagnosis,
		    true);
}

enum err
resolve(const struct kb_read *read, const struct lcase *c, struct arena *arena,
    struct resolved *out, struct problems *problems, struct note *note)
{
	struct resolving r = { read, arena, problems };
	struct resolved found = { 0 };
	size_t before = problems->count;

	if (!find(&r, "insurers", c->denial.insurer, &found.insurer,
		&found.insurer_fact))
		add_unknown(&r, "insurers", "an insurer", c->denial.insurer,
		    "/denial/insurer");
	if (!find(&r, "reasons", c->denial.reason, &found.reason,
		&found.reason_fact))
		add_unknown(&r, "reasons", "a denial reason", c->denial.reason,
		    "/denial/reason");
	if (c->plan.regime.length > 0 &&
	    !find(&r, "plans", c->plan.regime, &found.plan, &found.plan_fact))
		add_unknown(&r, "plans", "a kind of plan", c->plan.regime,
		    "/plan/regime");
	find_request(&r, c, &found);
	find_therapies(&r, c, &found);
	match_conditions(&r, c, &found);
	if (arena_failed(arena))
		return err_set(note, ERR_MEMORY, "the case is too large");
	if (problems->count > before)
		return err_set(note, ERR_INVALID,
		    "the case names what is not known");
	*out = found;
	return OK;
}
