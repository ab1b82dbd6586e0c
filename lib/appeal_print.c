/* A letter in words, as text, page, answer or pages. */

#include "lib/appeal_print.h"

#include "lib/base/buf.h"
#include "lib/letter/answer.h"
#include "lib/letter/view.h"
#include "lib/render/render.h"

/* Put all of it into words, and the words into trees. */
static enum err
word(struct printing *p, const char *template, struct note *note)
{
	const struct template_set *templates = p->tools->templates;
	struct arena *arena = p->letter->arena;
	enum err err;

	if ((err = letter_view(p->letter, &p->cites, &p->view, note)) != OK ||
	    (err = render_tree(templates, STR("letters/letterhead.md"), p->view,
		 arena, &p->head, note)) != OK)
		return err;
	return render_tree(
	    templates, str_from(template), p->view, arena, &p->text, note);
}

static enum err
print_text_letter(const struct printing *p, struct buf *out, struct note *note)
{
	struct arena *arena = p->letter->arena;
	enum err err;

	if ((err = render_doc(p->head, MEDIA_TEXT, NULL, arena, out, note)) !=
	    OK)
		return err;
	if (buf_str(out).length > 0)
		buf_putc(out, '\n');
	return render_doc(p->text, MEDIA_TEXT, NULL, arena, out, note);
}

static enum err
fill(const struct printing *p, const char *template, struct buf *out,
    struct note *note)
{
	return template_fill(
	    p->tools->templates, str_from(template), p->view, out, note);
}

/* A page of its own; a draft is marked for print. */
static enum err
print_page(const struct printing *p, struct buf *out, struct note *note)
{
	struct arena *arena = p->letter->arena;
	enum err err;

	if ((err = fill(p, "page/letter-head.html", out, note)) != OK ||
	    (err = render_doc(p->head, MEDIA_HTML, NULL, arena, out, note)) !=
		OK ||
	    (err = fill(p, "page/letter-body.html", out, note)) != OK ||
	    (err = render_doc(p->text, MEDIA_HTML, NULL, arena, out, note)) !=
		OK)
		return err;
	return fill(p, "page/letter-foot.html", out, note);
}

/* One document; for JSON the text that the answer holds. */
static enum err
print_document(const struct printing *p, enum media media, struct buf *out,
    struct note *note)
{
	switch (media) {
	case MEDIA_JSON:
	case MEDIA_TEXT:
		return print_text_letter(p, out, note);
	case MEDIA_HTML:
		return print_page(p, out, note);
	case MEDIA_PDF:
	case MEDIA_DOCX:
		return appeal_pages(p, media, out, note);
	}
	return OK;
}

enum err
appeal_print(struct printing *p, const char *template, enum media media,
    struct slices *body, struct note *note)
{
	struct buf out = buf_new(p->letter->arena, DOCUMENT_BYTES);
	enum err err;

	if ((err = word(p, template, note)) != OK ||
	    (err = print_document(p, media, &out, note)) != OK)
		return err;
	if (buf_failed(&out))
		return err_set(note, ERR_MEMORY, "the letter is too long");
	if (media == MEDIA_JSON)
		return answer_write(p->letter, &p->cites,
		    media_type(MEDIA_TEXT), buf_str(&out), body, note);
	slices_add(body, buf_str(&out));
	return OK;
}
