#include "lib/appeal.h"

#include "lib/base/arena.h"
#include "lib/base/json.h"
#include "lib/clinical/regimen.h"
#include "lib/letter/answer.h"
#include "lib/letter/case.h"
#include "lib/letter/cites.h"
#include "lib/letter/letter.h"
#include "lib/letter/resolve.h"
#include "lib/letter/view.h"
#include "lib/render/render.h"

enum { DOCUMENT_BYTES = 4 << 20 };

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

/* A page of its own around the document; a draft is marked for print. */
static enum err
add_page(const struct template_set *templates, struct value view,
    struct str document, struct arena *arena, struct slices *body,
    struct note *note)
{
	struct buf head = buf_new(arena, DOCUMENT_BYTES);
	struct buf foot = buf_new(arena, DOCUMENT_BYTES);
	enum err err;

	err = template_fill(
	    templates, STR("page/letter-head.html"), view, &head, note);
	if (err == OK)
		err = template_fill(templates, STR("page/letter-foot.html"),
		    view, &foot, note);
	if (err != OK)
		return err;
	slices_add(body, buf_str(&head));
	slices_add(body, document);
	slices_add(body, buf_str(&foot));
	return OK;
}

static enum err
print_letter(const struct letter *letter, const struct template_set *templates,
    const char *template, enum media media, struct slices *body,
    struct note *note)
{
	struct cites cites = { .read = letter->read,
		.plan = letter->names->plan };
	struct buf document = buf_new(letter->arena, DOCUMENT_BYTES);
	enum media printed = media == MEDIA_HTML ? MEDIA_HTML : MEDIA_TEXT;
	struct value view;
	enum err err;

	if ((err = letter_view(letter, &cites, &view, note)) != OK ||
	    (err = render(templates, str_from(template), view, printed, NULL,
		 letter->arena, &document, note)) != OK)
		return err;
	switch (media) {
	case MEDIA_JSON:
		return answer_write(letter, &cites, media_type(printed),
		    buf_str(&document), body, note);
	case MEDIA_HTML:
		return add_page(templates, view, buf_str(&document),
		    letter->arena, body, note);
	case MEDIA_TEXT:
		slices_add(body, buf_str(&document));
		return OK;
	}
	return OK;
}

enum err
appeal_letter(const struct kb_read *read,
    const struct template_set *templates, struct str json, struct date today,
    enum media media, struct arena *arena, struct appeal *out,
    struct problems *problems, struct note *note)
{
	struct letter letter = { .read = read, .arena = arena };
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
	err = resolve(read, &c, arena, &names, problems, note);
	if (template == NULL)
		return err_set(note, ERR_INVALID, "no such kind of letter");
	if (err != OK)
		return err;
	letter.c = &c;
	letter.names = &names;
	letter.date = c.date.given ? c.date.day : today;
	if ((err = compose(&letter, note)) != OK ||
	    (err = print_letter(
		 &letter, templates, template, media, &body, note)) != OK)
		return err;
	if (arena_failed(arena) || body.failed)
		return err_set(note, ERR_MEMORY, "the letter is too long");
	out->ready = letter.findings.errors == 0;
	out->body = body;
	return OK;
}
