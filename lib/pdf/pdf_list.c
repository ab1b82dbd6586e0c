#include "lib/pdf/pdf_flow.h"

#include "lib/base/arena.h"
#include "lib/base/buf.h"

/* Points: an item's, and between a number and its item. */
enum { BULLET_INDENT = 18, MARKER_GAP = 6 };

/* How far items are set in: as their widest marker needs. */
static double
hang_of(const struct doc *list)
{
	const struct doc *item;
	unsigned last = list->number;
	double hang = BULLET_INDENT;

	if (!list->ordered)
		return hang;
	for (item = list->first; item != NULL; item = item->next)
		last++;
	for (last /= 100; last > 0; last /= 10)
		hang += pdf_body.size / 2;
	return hang + 2;
}

/* A bullet stands left in its place, a number right. */
static enum err
add_marker(struct pdf_flow *flow, const struct doc *list, unsigned number,
    double x, double hang)
{
	const struct pdf_style *style = flow->letterhead ? &pdf_head_body
							 : &pdf_body;
	struct buf label = buf_new(flow->texts->arena, 32);
	double least, most;
	struct pdf_marker *marker;
	enum err err;

	if (list->ordered)
		buf_printf(&label, "%u.", number);
	else
		buf_puts(&label, flow->bullets % 2 == 1 ? "\xe2\x80\xa2"
							: "\xe2\x80\x93");
	marker = arena_alloc(flow->texts->arena, sizeof(*marker));
	if (marker == NULL || buf_failed(&label))
		return err_set(flow->note, ERR_MEMORY, "PDF: out of memory");
	if ((err = pdf_text_plain(flow->texts, buf_str(&label), style,
		 &marker->text, flow->note)) != OK ||
	    (err = pdf_text_measure(marker->text, &least, &most,
		 flow->note)) != OK ||
	    (err = pdf_text_wrap(marker->text, most + 1, flow->note)) != OK)
		return err;
	marker->frame = flow->frame;
	marker->x = list->ordered ? x + hang - MARKER_GAP - most : x + 4;
	marker->next = flow->markers;
	flow->markers = marker;
	return OK;
}

/* An item without anything in it still has its marker. */
static enum err
flow_item(struct pdf_flow *flow, const struct doc *list,
    const struct doc *item, unsigned number, double x, double hang)
{
	const struct pdf_frame *outside = flow->frame;
	struct pdf_text *empty;
	enum err err;

	if ((err = pdf_flow_enter(flow, "LI", NULL)) != OK ||
	    (err = add_marker(flow, list, number, x, hang)) != OK ||
	    (err = pdf_flow_enter(flow, "LBody", NULL)) != OK ||
	    (err = pdf_flow_doc(flow, item)) != OK)
		return err;
	if (flow->markers != NULL &&
	    ((err = pdf_text_plain(flow->texts, STR(""), &pdf_tight, &empty,
		  flow->note)) != OK ||
		(err = pdf_flow_text(flow, empty, "P")) != OK))
		return err;
	flow->frame = outside;
	return OK;
}

/* No item stands alone at a page's foot or head, if it is a short one. */
static void
keep_neighbours(const struct pdf_flow *flow, const struct pdf_piece *before,
    const struct doc *list, const struct doc *item)
{
	struct pdf_piece *piece = before == NULL ? flow->first : before->next;

	if (piece == NULL || piece != flow->last || item->next == NULL ||
	    piece->kind != PDF_TEXT || piece->lines > PDF_KEPT_LINES)
		return;
	if (item == list->first || item->next == list->last)
		piece->keep = true;
}

enum err
pdf_flow_list(struct pdf_flow *flow, const struct doc *list)
{
	const struct pdf_flow outside = *flow;
	double hang = hang_of(list);
	const struct pdf_piece *before;
	const struct doc *item;
	unsigned number = list->number;
	enum err err;

	if ((err = pdf_flow_enter(flow, "L", NULL)) != OK)
		return err;
	if (flow->width - hang >= PDF_NARROWEST) {
		flow->x += hang;
		flow->width -= hang;
	}
	flow->tight = list->tight;
	flow->bullets += list->ordered ? 0 : 1;
	for (item = list->first; item != NULL; item = item->next, number++) {
		before = flow->last;
		if ((err = flow_item(flow, list, item, number, flow->x - hang,
			 hang)) != OK)
			return err;
		keep_neighbours(flow, before, list, item);
	}
	flow->x = outside.x;
	flow->width = outside.width;
	flow->tight = outside.tight;
	flow->bullets = outside.bullets;
	flow->frame = outside.frame;
	if (!flow->tight && flow->after < pdf_body.after)
		flow->after = pdf_body.after;
	return OK;
}
