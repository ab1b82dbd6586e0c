#include "lib/pdf/pdf_ink.h"

#include <hb.h>

/* What is open inside of the text's own tag. */
struct part {
	cairo_t *cr;
	bool wanted;
	bool open;
	const struct pdf_link *link; /* NULL while open: a span */
};

static void
close_part(struct part *part)
{
	if (!part->open)
		return;
	cairo_tag_end(part->cr, part->link != NULL ? CAIRO_TAG_LINK : "Span");
	part->open = false;
}

static void
open_part(struct part *part, const struct pdf_link *link)
{
	char attributes[3 * 2048];

	if (!part->wanted || (part->open && part->link == link))
		return;
	close_part(part);
	part->open = true;
	part->link = link;
	if (link == NULL) {
		cairo_tag_begin(part->cr, "Span", NULL);
		cairo_set_source_rgb(part->cr, 0, 0, 0);
		return;
	}
	g_snprintf(attributes, sizeof(attributes), "uri='%s'", link->uri);
	cairo_tag_begin(part->cr, CAIRO_TAG_LINK, attributes);
	/* Dark enough to be black on a fax. */
	cairo_set_source_rgb(part->cr, 0.05, 0.15, 0.45);
}

static double
line_width(const PangoLayoutLine *line)
{
	const GSList *at;
	int width = 0;

	for (at = line->runs; at != NULL; at = at->next)
		width += pango_glyph_string_get_width(
		    ((PangoLayoutRun *)at->data)->glyphs);
	return (double)width / PANGO_SCALE;
}

static double
line_start(PangoLayoutLine *line, const struct pdf_spot *spot)
{
	PangoDirection direction;
	double spare;

	direction = pango_layout_line_get_resolved_direction(line);
	if (spot->align == ALIGN_LEFT ||
	    (spot->align == ALIGN_NONE && direction != PANGO_DIRECTION_RTL))
		return spot->x;
	spare = spot->width - line_width(line);
	return spot->x + (spot->align == ALIGN_CENTER ? spare / 2 : spare);
}

/*
 * Pango makes the blank that a line ends with vanish; here it is one again,
 * without a width, so that words stay apart when the text is taken out.
 */
static void
restore_blank(const char *bytes, const PangoLayoutRun *run)
{
	PangoGlyphString *glyphs = run->glyphs;
	hb_codepoint_t blank;
	int i;

	for (i = 0; i < glyphs->num_glyphs; i++)
		if (glyphs->glyphs[i].glyph == PANGO_GLYPH_EMPTY &&
		    bytes[run->item->offset + glyphs->log_clusters[i]] ==
			' ' &&
		    hb_font_get_nominal_glyph(
			pango_font_get_hb_font(run->item->analysis.font), ' ',
			&blank))
			glyphs->glyphs[i].glyph = blank;
}

static void
draw_line(struct part *part, const struct pdf_text *text,
    PangoLayoutLine *line, double x, double y)
{
	const char *bytes = pango_layout_get_text(text->layout);
	PangoLayoutRun *run;
	GSList *at;

	for (at = line->runs; at != NULL; at = at->next) {
		run = at->data;
		open_part(part, pdf_link_at(text, (size_t)run->item->offset));
		restore_blank(bytes, run);
		cairo_move_to(part->cr, x, y);
		pango_cairo_show_glyph_item(part->cr, bytes, run);
		x += (double)pango_glyph_string_get_width(run->glyphs) /
		    PANGO_SCALE;
	}
}

static void
draw_lines(cairo_t *cr, const struct pdf_text *text,
    const struct pdf_spot *spot, bool parts)
{
	struct part part = { .cr = cr, .wanted = parts };
	double y = spot->y + pdf_ascent(text->style);
	size_t i;
	GSList *at;

	if (text->layout == NULL)
		return;
	at = pango_layout_get_lines_readonly(text->layout);
	for (i = 0; at != NULL && i < spot->from + spot->lines; i++) {
		if (i >= spot->from) {
			draw_line(&part, text, at->data,
			    line_start(at->data, spot), y);
			y += text->style->leading;
		}
		at = at->next;
	}
	close_part(&part);
}

void
pdf_ink_text(cairo_t *cr, const struct pdf_text *text,
    const struct pdf_spot *spot, bool parts)
{
	cairo_set_source_rgb(cr, 0, 0, 0);
	draw_lines(cr, text, spot, parts);
}

void
pdf_ink_grey_text(cairo_t *cr, const struct pdf_text *text,
    const struct pdf_spot *spot, double grey)
{
	cairo_set_source_rgb(cr, grey, grey, grey);
	draw_lines(cr, text, spot, false);
}

void
pdf_ink_stroke(cairo_t *cr, struct pdf_stroke stroke)
{
	cairo_set_source_rgb(cr, stroke.grey, stroke.grey, stroke.grey);
	cairo_set_line_width(cr, stroke.thickness);
	cairo_move_to(cr, stroke.x1, stroke.y1);
	cairo_line_to(cr, stroke.x2, stroke.y2);
	cairo_stroke(cr);
}
