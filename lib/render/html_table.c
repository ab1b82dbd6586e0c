#include "lib/render/html_printer.h"

#include "lib/base/escape.h"

static const char *
align_name(enum doc_align align)
{
	switch (align) {
	case ALIGN_CENTER:
		return "center";
	case ALIGN_RIGHT:
		return "right";
	case ALIGN_NONE:
	case ALIGN_LEFT:
		return "";
	}
	return "";
}

/* Is it a day such as 2026-11-22?  No line should end at its hyphens. */
static bool
is_day(const struct doc *cell)
{
	static const char shape[] = "dddd-dd-dd";
	const struct doc *text = cell->first;
	char c;
	size_t i;

	if (text == NULL || text->kind != DOC_TEXT || text->next != NULL ||
	    text->text.length != sizeof(shape) - 1)
		return false;
	for (i = 0; i < sizeof(shape) - 1; i++) {
		c = text->text.at[i];
		if (shape[i] == 'd' ? c < '0' || c > '9' : c != shape[i])
			return false;
	}
	return true;
}

static void
print_class(struct html_printer *p, const struct doc *cell)
{
	const char *align = align_name(cell->align);
	bool whole = is_day(cell);

	if (align[0] == '\0' && !whole)
		return;
	buf_puts(p->out, " class=\"");
	buf_puts(p->out, align);
	if (whole)
		buf_puts(p->out, align[0] == '\0' ? "whole" : " whole");
	buf_puts(p->out, "\"");
}

/* "scope": what the cell names, or NULL; an empty one names nothing. */
static void
print_cell(struct html_printer *p, const struct doc *cell, const char *scope)
{
	bool names = scope != NULL && cell->first != NULL;

	buf_puts(p->out, names ? "<th scope=\"" : "<td");
	if (names) {
		buf_puts(p->out, scope);
		buf_puts(p->out, "\"");
	}
	print_class(p, cell);
	buf_puts(p->out, ">");
	html_inlines(p, cell);
	buf_puts(p->out, names ? "</th>" : "</td>");
}

static void
print_row(struct html_printer *p, const struct doc *row, bool header)
{
	const struct doc *cell;
	const char *scope;

	buf_puts(p->out, "<tr>");
	for (cell = row->first; cell != NULL; cell = cell->next) {
		scope = header ? "col" : NULL;
		if (!header && cell == row->first && p->row_headers)
			scope = "row";
		print_cell(p, cell, scope);
	}
	buf_puts(p->out, "</tr>\n");
}

/* "Drug, Dose, Outcome" */
static void
print_names(struct html_printer *p, const struct doc *row)
{
	const struct doc *cell;
	bool any = false;

	for (cell = row->first; cell != NULL; cell = cell->next) {
		if (cell->first == NULL)
			continue;
		buf_puts(p->out, any ? ", " : " aria-label=\"");
		escape_html(p->out, html_text(p, cell));
		any = true;
	}
	if (any)
		buf_puts(p->out, "\"");
}

/*
 * On a narrow screen the box scrolls, which the keyboard has to be able to
 * do: so it takes the focus, and has a name, that of its columns.
 */
static void
open_box(struct html_printer *p, const struct doc *header)
{
	buf_puts(p->out, "<div class=\"table\" role=\"group\" tabindex=\"0\"");
	print_names(p, header);
	buf_puts(p->out, ">");
}

void
html_table(struct html_printer *p, const struct doc *table)
{
	const struct doc *row = table->first;

	if (row == NULL)
		return;
	open_box(p, row);
	buf_puts(p->out, "<table>\n<thead>\n");
	print_row(p, row, true);
	buf_puts(p->out, "</thead>\n");
	if (row->next != NULL)
		buf_puts(p->out, "<tbody>\n");
	for (row = row->next; row != NULL; row = row->next)
		print_row(p, row, false);
	if (table->first->next != NULL)
		buf_puts(p->out, "</tbody>\n");
	buf_puts(p->out, "</table></div>\n");
}
