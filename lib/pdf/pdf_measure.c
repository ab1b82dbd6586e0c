#include "lib/pdf/pdf_text.h"

/* Looks at every glyph that stands for a character which no font has. */
static enum err
name_unknown(const PangoLayoutRun *run, struct note *note)
{
	PangoGlyph glyph;
	int i;

	for (i = 0; i < run->glyphs->num_glyphs; i++) {
		glyph = run->glyphs->glyphs[i].glyph;
		if ((glyph & PANGO_GLYPH_UNKNOWN_FLAG) != 0)
			return err_set(note, ERR_INVALID,
			    "PDF: no font has the character U+%04X",
			    glyph & ~(PangoGlyph)PANGO_GLYPH_UNKNOWN_FLAG);
	}
	return OK;
}

static enum err
check_glyphs(PangoLayout *layout, struct note *note)
{
	PangoLayoutLine *line;
	GSList *lines, *runs;
	enum err err;

	lines = pango_layout_get_lines_readonly(layout);
	for (; lines != NULL; lines = lines->next) {
		line = lines->data;
		for (runs = line->runs; runs != NULL; runs = runs->next)
			if ((err = name_unknown(runs->data, note)) != OK)
				return err;
	}
	return OK;
}

/* Widths so far, in Pango's units. */
struct widths {
	const PangoLogAttr *attributes;
	int word;
	int blanks; /* that count only if the word goes on behind them */
	int line;
	int least;
	int most;
};

static void
measure_cluster(struct widths *w, int character, int width)
{
	const PangoLogAttr *at = &w->attributes[character];

	if (at->is_line_break)
		w->word = w->blanks = 0;
	if (at->is_white) {
		w->blanks += width;
	} else {
		w->word += w->blanks + width;
		w->blanks = 0;
	}
	if (w->word > w->least)
		w->least = w->word;
	w->line += width;
}

static void
measure_run(struct widths *w, PangoLayoutRun *run, const char *text)
{
	PangoGlyphItemIter at;
	gboolean more;
	int first, i, width;

	first = (int)g_utf8_pointer_to_offset(text, text + run->item->offset);
	for (more = pango_glyph_item_iter_init_start(&at, run, text); more;
	     more = pango_glyph_item_iter_next_cluster(&at)) {
		width = 0;
		if (at.start_glyph < at.end_glyph)
			for (i = at.start_glyph; i < at.end_glyph; i++)
				width += run->glyphs->glyphs[i].geometry.width;
		else
			for (i = at.start_glyph; i > at.end_glyph; i--)
				width += run->glyphs->glyphs[i].geometry.width;
		measure_cluster(w, first + at.start_char, width);
	}
}

enum err
pdf_text_measure(struct pdf_text *text, double *least, double *most,
    struct note *note)
{
	PangoLayoutLine *line;
	struct widths w = { .word = 0 };
	GSList *lines, *runs;
	enum err err;
	gint count;

	if (text->layout == NULL) {
		*least = *most = 0;
		return OK;
	}
	if ((err = check_glyphs(text->layout, note)) != OK)
		return err;
	w.attributes = pango_layout_get_log_attrs_readonly(text->layout,
	    &count);
	lines = pango_layout_get_lines_readonly(text->layout);
	for (; lines != NULL; lines = lines->next) {
		line = lines->data;
		w.word = w.blanks = w.line = 0;
		for (runs = line->runs; runs != NULL; runs = runs->next)
			measure_run(&w, runs->data,
			    pango_layout_get_text(text->layout));
		if (w.line > w.most)
			w.most = w.line;
	}
	*least = (double)w.least / PANGO_SCALE;
	*most = text->most = (double)w.most / PANGO_SCALE;
	return OK;
}

/* What was measured, and fits, need not be set once more. */
enum err
pdf_text_wrap(struct pdf_text *text, double width, struct note *note)
{
	enum err err;

	text->width = width;
	if (text->layout == NULL)
		return OK;
	if (text->most == 0 || text->most > width)
		pango_layout_set_width(text->layout,
		    (int)(width * PANGO_SCALE));
	if ((err = check_glyphs(text->layout, note)) != OK)
		return err;
	text->lines = (size_t)pango_layout_get_line_count(text->layout);
	return OK;
}
