#include "kb/stat.h"

#include "lib/base/arena.h"
#include "lib/base/problems.h"
#include "lib/guide.h"
#include "lib/store/kb.h"

enum { ARENA_MAX = 64 << 20 };

/* What counting needs at hand. */
struct counting {
	const struct kb *kb;
	struct kb_read read;
	struct arena *arena;
	struct stat_numbers n;
};

/*
 * Biosimilars by their names, each once: a name is sold under several brands,
 * which need not stand side by side.
 */
static size_t
biosimilars_of(struct value drug)
{
	struct value_each it = value_each(value_get(drug, "products")), before;
	size_t count = 0;
	bool again;

	while (value_next(&it)) {
		if (!str_is(value_text(it.item, "status"), "biosimilar"))
			continue;
		again = false;
		for (before = value_each(value_get(drug, "products"));
		     value_next(&before) && before.index < it.index;)
			again =
			    again || str_equal(value_text(before.item, "name"),
					 value_text(it.item, "name"));
		count += !again;
	}
	return count;
}

static void
count_treatments(struct counting *c)
{
	struct kb_walk walk = kb_walk(&c->read, STR("fact/treatments/"));
	struct value fact;

	while (kb_next(&walk)) {
		fact = value_of(walk.bytes);
		if (str_is(value_text(fact, "kind"), "class"))
			c->n.classes++;
		else if (str_is(value_text(fact, "listing"), "full"))
			c->n.full++;
		else
			c->n.named++;
		c->n.biosimilars += biosimilars_of(fact);
	}
	kb_walk_end(&walk);
}

static enum err
count_guide(
    struct counting *c, const struct guide_query *query, struct note *note)
{
	struct guide_near near = { .count = 0 };
	struct problems problems;
	struct guide guide;
	enum err err;

	arena_reset(c->arena);
	problems = problems_new(c->arena);
	err = guide_find(
	    &c->read, query, c->arena, &guide, &near, &problems, note);
	if (err == ERR_NOT_FOUND || err == ERR_INVALID)
		return err_set(note, ERR_CORRUPT,
		    "%.*s/%.*s/%.*s is listed but not found",
		    STR_ARG(query->insurer), STR_ARG(query->treatment),
		    STR_ARG(query->reason));
	if (err != OK)
		return err;
	c->n.guides++;
	if ((size_t)guide.verdict < STAT_VERDICTS)
		c->n.by_verdict[guide.verdict]++;
	return OK;
}

static enum err
count_guides(struct counting *c, struct note *note)
{
	struct value meta = kb_meta(c->kb);
	struct value_each insurer, treatment, reason;
	struct guide_query query = { .plan = STR_NONE };
	enum err err = OK;

	for (insurer = value_each(value_get(meta, "insurers"));
	     err == OK && value_next(&insurer);)
		for (treatment = value_each(value_get(meta, "treatments"));
		     err == OK && value_next(&treatment);)
			for (reason = value_each(value_get(meta, "reasons"));
			     err == OK && value_next(&reason);) {
				query.insurer = value_text(insurer.item, "id");
				query.treatment =
				    value_text(treatment.item, "id");
				query.reason = value_text(reason.item, "id");
				err = count_guide(c, &query, note);
			}
	return err;
}

enum err
stat_count(const struct kb *kb, struct stat_numbers *out, struct note *note)
{
	struct counting c = { .kb = kb, .arena = arena_new(ARENA_MAX) };
	enum err err;

	if (c.arena == NULL)
		return err_set(note, ERR_MEMORY, "out of memory");
	if ((err = kb_begin(kb, &c.read, note)) != OK)
		goto out;
	count_treatments(&c);
	err = count_guides(&c, note);
	kb_end(&c.read);
	if (err == OK)
		*out = c.n;
out:
	arena_free(c.arena);
	return err;
}

void
stat_print(const struct kb *kb, const struct stat_numbers *numbers, FILE *to)
{
	struct value_each it = value_each(value_get(kb_meta(kb), "counts"));
	size_t i;

	fprintf(to, "generation %.*s\nbuilt      %.*s\noldest     %.*s\n\n",
	    STR_ARG(kb_generation(kb)), STR_ARG(kb_built(kb)),
	    STR_ARG(value_text(kb_meta(kb), "oldest")));
	while (value_next(&it))
		fprintf(to, "%-12.*s %6.*s\n", STR_ARG(it.key),
		    STR_ARG(value_str(it.item)));
	fprintf(to, "\n%-12s %6zu  of the treatments\n", "classes",
	    numbers->classes);
	fprintf(to, "%-12s %6zu  of the treatments: %zu in full, %zu by name\n",
	    "drugs", numbers->full + numbers->named, numbers->full,
	    numbers->named);
	fprintf(to, "%-12s %6zu  products of these drugs, by name\n\n",
	    "biosimilars", numbers->biosimilars);
	fprintf(to, "%-12s %6zu  each insurer, treatment and reason\n",
	    "guides", numbers->guides);
	for (i = 0; i < STAT_VERDICTS; i++)
		if (numbers->by_verdict[i] > 0)
			fprintf(to, "%-12s %6zu\n",
			    verdict_name((enum verdict)i),
			    numbers->by_verdict[i]);
}
