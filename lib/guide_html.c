#include "lib/guide_writing.h"
#include "lib/store/kb.h"

static void
open_section(struct guide_writing *w, const char *id, const char *title)
{
	slices_puts(w->body, "<section id=\"");
	slices_puts(w->body, id);
	slices_puts(w->body, "\">\n<h2>");
	slices_puts(w->body, title);
	slices_puts(w->body, "</h2>\n");
}

static void
add_link(struct guide_writing *w, const char *id, const char *title)
{
	slices_puts(w->body, "<li><a href=\"#");
	slices_puts(w->body, id);
	slices_puts(w->body, "\">");
	slices_puts(w->body, title);
	slices_puts(w->body, "</a></li>\n");
}

static void
add_contents(struct guide_writing *w)
{
	size_t p;

	slices_puts(w->body,
	    "<nav class=\"contents\" aria-label=\"On this page\">\n<ul>\n");
	for (p = 0; guide_parts[p].name != NULL; p++)
		if (w->parts[p].count > 0)
			add_link(w, guide_parts[p].name, guide_parts[p].title);
	add_link(w, "insurer", "The insurer");
	add_link(w, "citations", "Citations");
	slices_puts(w->body, "</ul>\n</nav>\n");
}

static void
add_parts(struct guide_writing *w)
{
	size_t p, i;

	for (p = 0; guide_parts[p].name != NULL; p++) {
		if (w->parts[p].count == 0)
			continue;
		open_section(w, guide_parts[p].name, guide_parts[p].title);
		for (i = 0; i < w->parts[p].count; i++)
			slices_add(w->body, w->parts[p].items[i].html);
		slices_puts(w->body, "</section>\n");
	}
}

static void
add_citations(struct guide_writing *w)
{
	size_t i, count = kb_citations(w->read->kb);

	open_section(w, "citations", "Citations");
	for (i = 0; i < count; i++) {
		if (!w->cited[i])
			continue;
		slices_puts(w->body, "<div class=\"citation\" id=\"cite-");
		slices_add(w->body, kb_citation_id(w->read->kb, i));
		slices_puts(w->body, "\">\n");
		slices_add(w->body, kb_citation(w->read->kb, i).html);
		slices_puts(w->body, "</div>\n");
	}
	slices_puts(w->body, "</section>\n");
}

enum err
guide_write_html(struct guide_writing *w)
{
	enum err err;

	if ((err = guide_fill(w, "page/head.html")) != OK ||
	    (err = guide_fill(w, "guide/head.html")) != OK)
		return err;
	slices_puts(w->body, "<div class=\"tip\">\n");
	slices_add(w->body, w->reason.html);
	slices_puts(w->body, "</div>\n");
	add_contents(w);
	slices_puts(w->body, "<section id=\"treatment\">\n");
	slices_add(w->body, w->treatment.html);
	slices_puts(w->body, "</section>\n");
	add_parts(w);
	open_section(w, "insurer", "The insurer");
	slices_add(w->body, w->insurer.html);
	slices_puts(w->body, "</section>\n");
	add_citations(w);
	if ((err = guide_fill(w, "guide/foot.html")) != OK)
		return err;
	return guide_fill(w, "page/foot.html");
}
