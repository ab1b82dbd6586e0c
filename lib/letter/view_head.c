/* What stands above the text of a letter: from whom, to whom, about what. */

#include "lib/base/arena.h"
#include "lib/base/words.h"
#include "lib/clinical/say.h"
#include "lib/letter/address.h"
#include "lib/letter/view.h"
#include "lib/store/kb.h"

struct str
view_sender_name(const struct letter *letter)
{
	const struct case_sender *s = &letter->c->sender;

	return say_join(letter->arena, s->name, ", ", s->credentials);
}

/* Who signs is named below the letter: above it stands where it is from. */
static void
view_letterhead(struct viewing *v)
{
	const struct case_sender *s = &v->letter->c->sender;
	struct view_lines lines = view_lines_open(v, "letterhead");
	size_t i;

	lines.strong = s->practice.length > 0;
	view_lines_add(&lines, "",
	    lines.strong ? s->practice : view_sender_name(v->letter));
	for (i = 0; i < s->address.count; i++)
		view_lines_add(&lines, "", s->address.items[i]);
	view_lines_add(&lines, "Phone ", s->phone);
	view_lines_add(&lines, "Fax ", s->fax);
	view_lines_close(&lines);
	value_add_bool(v->w, "logo",
	    kb_get(v->letter->read, STR("asset"), STR(LETTER_LOGO), STR_NONE)
		    .at != NULL);
}

/* The first of them that is not empty. */
static struct str
first_of(struct str a, struct str b, struct str c)
{
	return a.length > 0 ? a : b.length > 0 ? b : c;
}

static void
view_recipient(struct viewing *v)
{
	const struct case_recipient *r = &v->letter->c->recipient;
	const struct resolved *names = v->letter->names;
	struct value held = address_find(
	    v->letter->read, names->insurer, r, v->letter->arena);
	struct view_lines lines = view_lines_open(v, "recipient");
	struct value_each it = value_each(value_get(held, "lines"));
	size_t i;

	view_lines_add(&lines, "",
	    first_of(r->name, value_text(held, "name"),
		value_text(names->insurer_fact, "name")));
	view_lines_add(&lines, "",
	    first_of(r->unit, value_text(held, "unit"), STR("Appeals")));
	for (i = 0; i < r->address.count; i++)
		view_lines_add(&lines, "", r->address.items[i]);
	while (value_next(&it))
		view_lines_add(&lines, "", value_str(it.item));
	view_lines_add(&lines, "By fax: ",
	    first_of(r->fax, value_text(held, "fax"), STR_NONE));
	view_lines_close(&lines);
}

/* "K50.80 and K50.90" */
static struct str
codes_of(const struct letter *letter)
{
	const struct lcase *c = letter->c;
	struct str *codes = arena_alloc(
	    letter->arena, (c->diagnosis.count + 1) * sizeof(*codes));
	size_t i;

	if (codes == NULL)
		return STR_NONE;
	for (i = 0; i < c->diagnosis.count; i++)
		codes[i] = c->diagnosis.items[i].icd10;
	return words_list(codes, c->diagnosis.count, letter->arena);
}

/* By these an insurer finds member and denial: a line for each. */
static void
view_re(struct viewing *v)
{
	const struct lcase *c = v->letter->c;
	struct arena *arena = v->letter->arena;
	struct view_lines lines = view_lines_open(v, "re");

	view_lines_add(&lines, "Patient: ", c->patient.name);
	if (c->patient.dob.given)
		view_lines_add(&lines, "Date of birth: ",
		    words_date(c->patient.dob.day, arena));
	view_lines_add(&lines, "Member ID: ", c->patient.member_id);
	view_lines_add(&lines, "Group: ", c->patient.group);
	view_lines_add(&lines, "Plan: ", c->plan.name);
	view_lines_add(&lines, "Reference: ", c->denial.reference);
	if (c->denial.notice_date.given)
		view_lines_add(&lines, "Denial notice dated: ",
		    words_date(c->denial.notice_date.day, arena));
	view_lines_add(&lines, "Denial codes: ",
	    words_list(c->denial.codes.items, c->denial.codes.count, arena));
	view_lines_add(&lines, "Diagnosis: ", codes_of(v->letter));
	view_lines_close(&lines);
}

void
view_head(struct viewing *v)
{
	view_letterhead(v);
	view_recipient(v);
	view_re(v);
}
