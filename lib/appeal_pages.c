/* A letter on paper. */

#include "lib/appeal_print.h"

#include "lib/base/buf.h"
#include "lib/letter/view.h"
#include "lib/pdf/press.h"
#include "lib/docx/print_docx.h"
#include "lib/template/template.h"
#include "lib/store/kb.h"

enum { RUNNING_BYTES = 4096 };

/* What a fax needs when its pages are separated. */
static enum err
fill_running(const struct printing *p, struct str *out, struct note *note)
{
	struct buf line = buf_new(p->letter->arena, RUNNING_BYTES);
	enum err err = template_fill(p->tools->templates,
	    STR("letters/running.txt"), p->view, &line, note);

	if (err == OK)
		*out = str_trim(buf_str(&line));
	return err;
}

enum err
appeal_pages(const struct printing *p, enum media media, struct buf *out,
    struct note *note)
{
	const struct letter *letter = p->letter;
	struct paper paper = { .title = letter_subject(letter),
		.date = letter->date,
		.draft = letter->findings.errors > 0,
		.letterhead = p->head->first == NULL ? NULL : p->head,
		.logo = kb_get(
		    letter->read, STR("asset"), STR(LETTER_LOGO), STR_NONE) };
	enum err err;

	if ((err = fill_running(p, &paper.running, note)) != OK)
		return err;
	if (media == MEDIA_DOCX)
		return print_docx(p->text, &paper, letter->arena, out, note);
	if (p->tools->press == NULL)
		return err_set(note, ERR_SYSTEM,
		    "No PDF can be made here: "
		    "no fonts were found.");
	return print_pdf(
	    p->tools->press, p->text, &paper, letter->arena, out, note);
}
