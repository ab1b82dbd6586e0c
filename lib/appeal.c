#include "lib/appeal.h"

#include "lib/appeal_print.h"
#include "lib/base/arena.h"
#include "lib/base/json.h"
#include "lib/clinical/regimen.h"
#include "lib/letter/case.h"
#include "lib/letter/letter.h"
#include "lib/letter/resolve.h"

/* Whoever hands us the text has bounded it; this is a last resort. */
static const struct json_limits limits = { 16 << 20, 12, 100000 };

/* The kinds of letter there are, and the template of each. */
static const struct {
	enum letter_kind kind;
	const char *template;
} letters[] = {
	{ LETTER_INTERNAL_APPEAL, "letters/internal-appeal.md" },
};

static const char *
find_template(const struct lcase *c, struct problems *problems)
{
	size_t i;

	for (i = 0; i < sizeof(letters) / sizeof(*letters); i++)
		if (letters[i].kind == c->letter)
			return letters[i].template;
	problems_add(problems, STR("/letter"),
	    "is not a kind of letter that can be written yet; there is: %s",
	    letter_kind_name(letters[0].kind));
	return NULL;
}

/* Everything a letter says, from facts to findings. */
static enum err
compose(struct letter *letter, struct note *note)
{
	struct criteria_query query = { letter->names->insurer,
		letter->names->reason_fact, letter->c->denial.policy_cited };
	enum err err;

	if ((err = letter_facts(letter, note)) != OK ||
	    (err = criteria_apply(&letter->facts, &query, &letter->criteria,
		 note)) != OK)
		return err;
	letter->label = label_compare(&letter->facts);
	letter->regimen = regimen_find(&letter->facts);
	letter_argue(letter);
	if ((err = letter_deadlines(letter, note)) != OK)
		return err;
	letter_check(letter);
	return OK;
}

enum err
appeal_letter(const struct appeal_tools *tools, struct str json,
    struct date today, enum media media, struct arena *arena,
    struct appeal *out, struct problems *problems, struct note *note)
{
	struct letter letter = { .read = tools->read, .arena = arena };
	struct printing printing = { .tools = tools, .letter = &letter };
	struct slices body = slices_new(arena);
	struct resolved names;
	struct value value;
	struct lcase c;
	const char *template;
	enum err err;

	if ((err = json_read(json, &limits, arena, &value, note)) != OK ||
	    (err = case_read(value, arena, &c, problems, note)) != OK)
		return err;
	template = find_template(&c, problems);
	err = resolve(tools->read, &c, arena, &names, problems, note);
	if (template == NULL)
		return err_set(note, ERR_INVALID, "no such kind of letter");
	if (err != OK)
		return err;
	letter.c = &c;
	letter.names = &names;
	letter.date = c.date.given ? c.date.day : today;
	printing.cites = (struct cites){ .read = tools->read,
		.plan = names.plan };
	if ((err = compose(&letter, note)) != OK ||
	    (err = appeal_print(&printing, template, media, &body, note)) !=
		OK)
		return err;
	if (arena_failed(arena) || body.failed)
		return err_set(note, ERR_MEMORY, "the letter is too long");
	out->ready = letter.findings.errors == 0;
	out->body = body;
	return OK;
}
