#include "lib/pdf/press.h"

#include <cairo-pdf.h>
#include <stdio.h>

#include "lib/base/arena.h"
#include "lib/pdf/pdf_catalog.h"
#include "lib/pdf/pdf_draw.h"
#include "lib/pdf/pdf_flow.h"
#include "lib/pdf/pdf_fonts.h"
#include "lib/pdf/pdf_image.h"
#include "lib/pdf/pdf_pages.h"
#include "lib/pdf/pdf_sheet.h"

/* Points. */
enum {
	LOGO_WIDTH = 150, /* at most */
	LOGO_HEIGHT = 54,
	LOGO_GAP = 14,
	HEAD_GAP = 8,	/* above the rule below a letterhead */
	HEAD_AFTER = 16 /* and below it */
};

/* One document on its way. */
struct job {
	const struct paper *paper;
	struct arena *arena;
	struct buf *out;
	struct note *note;
	struct pdf_texts texts;
	struct pdf_flow flow;
	struct pdf_pages pages;
	struct pdf_sheet sheet;
	cairo_surface_t *logo; /* NULL: none */
	double scale;	       /* of the logo: points a pixel */
};

static enum err
no_memory(const struct job *job)
{
	return err_set(job->note, ERR_MEMORY, "PDF: out of memory");
}

/* The letterhead's text beside the logo, a rule below both. */
static enum err
flow_letterhead(struct job *job)
{
	struct pdf_flow *flow = &job->flow;
	double indent = 0, high = 0, above = HEAD_GAP;
	enum err err;

	if (job->paper->letterhead == NULL && job->logo == NULL)
		return OK;
	if (job->logo != NULL) {
		indent = job->scale *
			cairo_image_surface_get_width(job->logo) + LOGO_GAP;
		high = job->scale *
		    cairo_image_surface_get_height(job->logo);
	}
	flow->letterhead = true;
	flow->x += indent;
	flow->width -= indent;
	if (job->paper->letterhead != NULL &&
	    (err = pdf_flow_doc(flow, job->paper->letterhead)) != OK)
		return err;
	flow->letterhead = false;
	flow->x -= indent;
	flow->width += indent;
	if (high > flow->height)
		above += high - flow->height;
	flow->after = 0;
	return pdf_flow_rule(flow, above, HEAD_AFTER);
}

static enum err
lay_out(struct job *job, const struct doc *doc)
{
	struct pdf_flow *flow = &job->flow;
	enum err err;

	flow->texts = &job->texts;
	flow->note = job->note;
	flow->x = PDF_MARGIN;
	flow->width = PDF_LINE;
	if ((err = flow_letterhead(job)) != OK ||
	    (err = pdf_flow_doc(flow, doc)) != OK ||
	    (err = pdf_pages(flow->first, job->arena, &job->pages,
		 job->note)) != OK)
		return err;
	return pdf_sheet_make(&job->texts, job->paper, job->pages.count,
	    &job->sheet, job->note);
}

/* Filled, because cairo 1.16 loses count of tags where it paints. */
static void
draw_logo(const struct job *job, cairo_t *cr)
{
	cairo_save(cr);
	cairo_translate(cr, PDF_MARGIN, PDF_MARGIN);
	cairo_scale(cr, job->scale, job->scale);
	cairo_tag_begin(cr, "Figure", NULL);
	cairo_set_source_surface(cr, job->logo, 0, 0);
	cairo_rectangle(cr, 0, 0, cairo_image_surface_get_width(job->logo),
	    cairo_image_surface_get_height(job->logo));
	cairo_fill(cr);
	cairo_tag_end(cr, "Figure");
	cairo_restore(cr);
}

static enum err
draw_pages(struct job *job, cairo_surface_t *surface, cairo_t *cr)
{
	struct pdf_pen pen = { .cr = cr, .surface = surface };
	const struct pdf_place *place = job->pages.first;
	unsigned page;
	enum err err;

	pdf_draw_begin(&pen);
	for (page = 1; page <= job->pages.count; page++) {
		pdf_sheet_under(&job->sheet, cr);
		if (page == 1 && job->logo != NULL)
			draw_logo(job, cr);
		for (; place != NULL && place->page == page;
		     place = place->next)
			pdf_draw(&pen, place);
		if (page == job->pages.count)
			pdf_draw_end(&pen);
		if ((err = pdf_sheet_foot(&job->sheet, cr, page,
			 job->note)) != OK)
			return err;
		cairo_show_page(cr);
	}
	return OK;
}

/* What the file says of itself. */
static enum err
describe(const struct job *job, cairo_surface_t *surface)
{
	char *title = str_to_c(job->paper->title, job->arena);
	struct date_parts day = date_split(job->paper->date);
	char when[64];

	if (job->paper->title.length > 0 && title == NULL)
		return no_memory(job);
	if (!str_is_utf8(job->paper->title))
		return err_set(job->note, ERR_INVALID,
		    "PDF: the title is not UTF-8");
	snprintf(when, sizeof(when), "%04d-%02d-%02dT00:00:00Z", day.year,
	    day.month, day.day);
	if (title != NULL)
		cairo_pdf_surface_set_metadata(surface,
		    CAIRO_PDF_METADATA_TITLE, title);
	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR,
	    "appeald");
	cairo_pdf_surface_set_metadata(surface,
	    CAIRO_PDF_METADATA_CREATE_DATE, when);
	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE,
	    when);
	return OK;
}

/* Never fails: cairo 1.16 can crash when its output does.  The buffer
   remembers. */
static cairo_status_t
take_bytes(void *closure, const unsigned char *data, unsigned length)
{
	struct buf *out = closure;

	buf_put(out, (struct str){ (const char *)data, length });
	return CAIRO_STATUS_SUCCESS;
}

/* Why a finished surface is not well. */
static enum err
check(const struct job *job, cairo_status_t status)
{
	if (buf_failed(job->out)) {
		if (arena_failed(job->out->arena))
			return no_memory(job);
		return err_set(job->note, ERR_TOO_LARGE,
		    "PDF: longer than %zu bytes", job->out->limit);
	}
	if (status == CAIRO_STATUS_SUCCESS)
		return OK;
	if (status == CAIRO_STATUS_NO_MEMORY)
		return no_memory(job);
	return err_set(job->note, ERR_SYSTEM, "PDF: %s",
	    cairo_status_to_string(status));
}

static enum err
write_file(struct job *job)
{
	cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(
	    take_bytes, job->out, PDF_WIDTH, PDF_HEIGHT);
	cairo_t *cr = cairo_create(surface);
	cairo_status_t status;
	enum err err;

	if ((err = describe(job, surface)) == OK)
		err = draw_pages(job, surface, cr);
	status = cairo_status(cr);
	cairo_destroy(cr);
	cairo_surface_finish(surface);
	if (status == CAIRO_STATUS_SUCCESS)
		status = cairo_surface_status(surface);
	cairo_surface_destroy(surface);
	return err != OK ? err : check(job, status);
}

static enum err
print(struct job *job, const struct doc *doc)
{
	size_t start = job->out->length;
	enum err err;

	if (job->paper->logo.length > 0) {
		if ((err = pdf_image_open(job->paper->logo, &job->logo,
			 job->note)) != OK)
			return err;
		job->scale = pdf_image_scale(job->logo, LOGO_WIDTH,
		    LOGO_HEIGHT);
	}
	if ((err = lay_out(job, doc)) != OK ||
	    (err = write_file(job)) != OK ||
	    (err = pdf_catalog_add(job->out, start, job->note)) != OK)
		job->out->length = start;
	return err;
}

enum err
print_pdf(struct press *press, const struct doc *doc,
    const struct paper *paper, struct arena *arena, struct buf *out,
    struct note *note)
{
	struct job job = { .paper = paper, .arena = arena, .out = out,
		.note = note };
	struct pdf_fonts *fonts;
	enum err err;

	if ((err = press_take(press, &fonts, note)) != OK)
		return err;
	job.texts.context = fonts->context;
	job.texts.arena = arena;
	err = print(&job, doc);
	pdf_texts_free(&job.texts);
	if (job.logo != NULL)
		cairo_surface_destroy(job.logo);
	press_give(press, fonts, job.texts.longest);
	return err;
}
