#include "lib/pdf/pdf_draw.h"

#include <cairo-pdf.h>
#include <stdio.h>

#include "lib/pdf/pdf_ink.h"

static void
close_frame(struct pdf_pen *pen)
{
	cairo_tag_end(pen->cr, pen->open->tag);
	pen->open = pen->open->parent;
}

/* Is "outer" the frame itself or around it?  NULL is around all. */
static bool
is_around(const struct pdf_frame *outer, const struct pdf_frame *frame)
{
	unsigned depth = outer == NULL ? 0 : outer->depth;

	while (frame != NULL && frame->depth > depth)
		frame = frame->parent;
	return frame == outer;
}

/* Close and open tags until just those around "frame" are open. */
static void
enter(struct pdf_pen *pen, const struct pdf_frame *frame)
{
	while (!is_around(pen->open, frame))
		close_frame(pen);
	if (frame == NULL || pen->open == frame)
		return;
	enter(pen, frame->parent);
	cairo_tag_begin(pen->cr, frame->tag, NULL);
	pen->open = frame;
}

/* Markers were met outermost last. */
static void
draw_marker(struct pdf_pen *pen, const struct pdf_marker *marker, double y)
{
	struct pdf_spot spot = { .x = marker->x, .y = y, .lines = 1,
		.align = ALIGN_LEFT };

	if (marker->next != NULL)
		draw_marker(pen, marker->next, y);
	enter(pen, marker->frame);
	cairo_tag_begin(pen->cr, "Lbl", NULL);
	pdf_ink_text(pen->cr, marker->text, &spot, false);
	cairo_tag_end(pen->cr, "Lbl");
}

/* Does the piece above on this page belong to the frame as well? */
static bool
continues(const struct pdf_pen *pen, const struct pdf_place *place,
    const struct pdf_frame *frame)
{
	return pen->before != NULL && pen->before->page == place->page &&
	    is_around(frame, pen->before->piece->frame);
}

static void
draw_bars(struct pdf_pen *pen, const struct pdf_place *place)
{
	const struct pdf_frame *frame = place->piece->frame;
	double end;

	end = place->y + pdf_piece_height(place->piece, place->lines);
	for (; frame != NULL; frame = frame->parent)
		if (frame->barred)
			pdf_ink_stroke(pen->cr, (struct pdf_stroke){
			    frame->bar, place->y -
			    (continues(pen, place, frame) ? place->gap : 0),
			    frame->bar, end, 1.5, 0.6 });
}

static void
add_outline(struct pdf_pen *pen, const struct pdf_place *place)
{
	int parent = CAIRO_PDF_OUTLINE_ROOT;
	unsigned level = place->piece->level, i;
	char where[64];

	for (i = 1; i < level; i++)
		if (pen->outline[i] != 0)
			parent = pen->outline[i];
	snprintf(where, sizeof(where), "page=%u pos=[%d %d]", place->page,
	    PDF_MARGIN, (int)place->y);
	pen->outline[level] = cairo_pdf_surface_add_outline(pen->surface,
	    parent, pango_layout_get_text(place->piece->text->layout), where,
	    CAIRO_PDF_OUTLINE_FLAG_OPEN);
	for (i = level + 1; i <= PDF_LEVELS; i++)
		pen->outline[i] = 0;
}

/*
 * A tag with text in it is closed on the page where it was opened; one that
 * has parts may go on over several.
 */
static void
draw_text(struct pdf_pen *pen, const struct pdf_place *place)
{
	const struct pdf_piece *piece = place->piece;
	struct pdf_spot spot = { piece->x, piece->width, place->y, ALIGN_NONE,
		place->from, place->lines };
	bool all = place->lines == piece->lines;
	bool parts = !all || piece->text->links != NULL;

	if (piece->level > 0 && place->from == 0)
		add_outline(pen, place);
	if (place->from == 0)
		cairo_tag_begin(pen->cr, piece->tag, NULL);
	pdf_ink_text(pen->cr, piece->text, &spot, parts);
	if (place->from + place->lines == piece->lines)
		cairo_tag_end(pen->cr, piece->tag);
}

static void
draw_cell(struct pdf_pen *pen, const struct pdf_place *place,
    const struct pdf_cell *cell)
{
	const char *tag = place->piece->heads ? "TH" : "TD";
	struct pdf_spot spot = { cell->x, cell->width,
		place->y + place->piece->padding, cell->align, place->from,
		place->lines };
	bool parts = !place->repeated && cell->text != NULL &&
	    cell->text->links != NULL;

	if (!place->repeated)
		cairo_tag_begin(pen->cr, tag, NULL);
	if (cell->text != NULL)
		pdf_ink_text(pen->cr, cell->text, &spot, parts);
	if (!place->repeated)
		cairo_tag_end(pen->cr, tag);
}

static void
draw_row(struct pdf_pen *pen, const struct pdf_place *place)
{
	const struct pdf_piece *piece = place->piece;
	double end = place->y + pdf_piece_height(piece, place->lines);
	double right = piece->x + piece->width;
	size_t i;

	if (!place->repeated)
		cairo_tag_begin(pen->cr, piece->tag, NULL);
	for (i = 0; i < piece->count; i++)
		draw_cell(pen, place, &piece->cells[i]);
	if (!place->repeated)
		cairo_tag_end(pen->cr, piece->tag);
	if (!continues(pen, place, piece->frame))
		pdf_ink_stroke(pen->cr, (struct pdf_stroke){ piece->x,
		    place->y, right, place->y, 0.75, 0.2 });
	pdf_ink_stroke(pen->cr, (struct pdf_stroke){ piece->x, end, right,
	    end, piece->heads ? 0.75 : 0.5, piece->heads ? 0.2 : 0.55 });
}

static void
draw_rule(struct pdf_pen *pen, const struct pdf_place *place)
{
	double y = place->y + place->piece->leading - 0.5;

	pdf_ink_stroke(pen->cr, (struct pdf_stroke){ place->piece->x, y,
	    place->piece->x + place->piece->width, y, 0.75, 0.35 });
}

void
pdf_draw_begin(struct pdf_pen *pen)
{
	cairo_tag_begin(pen->cr, "Document", NULL);
}

void
pdf_draw(struct pdf_pen *pen, const struct pdf_place *place)
{
	const struct pdf_piece *piece = place->piece;

	draw_bars(pen, place);
	if (piece->markers != NULL && place->from == 0)
		draw_marker(pen, piece->markers, place->y + piece->padding);
	if (!place->repeated)
		enter(pen, piece->frame);
	switch (piece->kind) {
	case PDF_TEXT:
		draw_text(pen, place);
		break;
	case PDF_ROW:
		draw_row(pen, place);
		break;
	case PDF_RULE:
		draw_rule(pen, place);
		break;
	}
	pen->before = place;
}

void
pdf_draw_end(struct pdf_pen *pen)
{
	enter(pen, NULL);
	cairo_tag_end(pen->cr, "Document");
}
