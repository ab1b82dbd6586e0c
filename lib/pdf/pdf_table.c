#include "lib/pdf/pdf_flow.h"

#include "lib/base/arena.h"
#include "lib/pdf/pdf_columns.h"

/* Points: above and below a cell's text, and at its sides at most. */
static const double cell_padding = 2.5;
static const double cell_side = 5;

struct table {
	struct pdf_flow *flow;
	const struct doc *doc;
	struct pdf_cell *cells; /* of all rows, one after the other */
	struct pdf_column *columns;
	size_t count; /* of columns */
	size_t rows;
	double side;
};

static enum err
fill_cell(struct table *t, const struct doc *node, bool heads, size_t column,
    struct pdf_cell *cell)
{
	struct pdf_column *c = &t->columns[column];
	struct pdf_flow *flow = t->flow;
	double least, most;
	enum err err;

	if ((err = pdf_text_of(flow->texts, node,
		 heads ? &pdf_cell_head : &pdf_cell, &cell->text,
		 flow->note)) != OK ||
	    (err = pdf_text_measure(cell->text, &least, &most, flow->note)) !=
		OK)
		return err;
	cell->align = node->align;
	c->least = least > c->least ? least : c->least;
	c->most = most > c->most ? most : c->most;
	return OK;
}

/* The texts of all cells, and what the columns need. */
static enum err
fill_cells(struct table *t)
{
	struct pdf_cell *cells = t->cells;
	const struct doc *row, *cell;
	size_t column;
	enum err err;

	for (row = t->doc->first; row != NULL; row = row->next) {
		column = 0;
		for (cell = row->first; cell != NULL && column < t->count;
		     cell = cell->next, column++)
			if ((err = fill_cell(t, cell, row == t->doc->first,
				 column, &cells[column])) != OK)
				return err;
		cells += t->count;
	}
	return OK;
}

/* Widths are rounded up a little: what was measured must fit. */
static void
set_columns(struct table *t)
{
	double room = t->flow->width / (double)t->count;
	size_t i;

	t->side = cell_side < room / 8 ? cell_side : room / 8;
	for (i = 0; i < t->count; i++) {
		t->columns[i].least += 0.5;
		t->columns[i].most += 0.5;
	}
	pdf_columns(t->columns, t->count,
	    t->flow->width - 2 * t->side * (double)t->count);
}

static enum err
wrap_row(struct table *t, struct pdf_cell *cells, size_t *lines)
{
	double x = t->flow->x;
	size_t i;
	enum err err;

	*lines = 1;
	for (i = 0; i < t->count; i++) {
		cells[i].x = x + t->side;
		cells[i].width = t->columns[i].width;
		x += t->columns[i].width + 2 * t->side;
		if (cells[i].text == NULL)
			continue;
		if ((err = pdf_text_wrap(cells[i].text, cells[i].width,
			 t->flow->note)) != OK)
			return err;
		if (cells[i].text->lines > *lines)
			*lines = cells[i].text->lines;
	}
	return OK;
}

static bool
is_empty(const struct table *t, const struct pdf_cell *cells)
{
	size_t i;

	for (i = 0; i < t->count; i++)
		if (cells[i].text != NULL && cells[i].text->layout != NULL)
			return false;
	return true;
}

static enum err
add_row(struct table *t, size_t index, const struct pdf_piece **header)
{
	struct pdf_cell *cells = t->cells + index * t->count;
	struct pdf_flow *flow = t->flow;
	struct pdf_piece *piece;
	size_t lines;
	enum err err;

	if ((err = wrap_row(t, cells, &lines)) != OK)
		return err;
	piece = pdf_flow_add(flow, PDF_ROW, &pdf_cell);
	if (piece == NULL)
		return err_set(flow->note, ERR_MEMORY, "PDF: out of memory");
	piece->tag = "TR";
	piece->cells = cells;
	piece->count = t->count;
	piece->lines = lines;
	piece->padding = cell_padding;
	piece->whole = true;
	piece->heads = index == 0;
	piece->keep = piece->heads && t->rows > 1;
	piece->header = *header;
	if (piece->heads)
		*header = piece;
	return pdf_flow_done(flow);
}

/* A header without a word only makes the columns, and is not shown. */
static enum err
add_rows(struct table *t)
{
	const struct pdf_piece *header = NULL;
	size_t i = is_empty(t, t->cells) ? 1 : 0;
	enum err err;

	for (; i < t->rows; i++)
		if ((err = add_row(t, i, &header)) != OK)
			return err;
	return OK;
}

enum err
pdf_flow_table(struct pdf_flow *flow, const struct doc *table)
{
	struct table t = { .flow = flow, .doc = table,
		.count = table->number };
	const struct pdf_frame *outside = flow->frame;
	struct arena *arena = flow->texts->arena;
	const struct doc *row;
	enum err err;

	for (row = table->first; row != NULL; row = row->next)
		t.rows++;
	if (t.count == 0 || t.rows == 0)
		return OK;
	t.cells = arena_alloc(arena, t.rows * t.count * sizeof(*t.cells));
	t.columns = arena_alloc(arena, t.count * sizeof(*t.columns));
	if (t.cells == NULL || t.columns == NULL)
		return err_set(flow->note, ERR_MEMORY, "PDF: out of memory");
	if ((err = fill_cells(&t)) != OK)
		return err;
	set_columns(&t);
	if ((err = pdf_flow_enter(flow, "Table", NULL)) != OK ||
	    (err = add_rows(&t)) != OK)
		return err;
	flow->frame = outside;
	flow->after = pdf_body.after + 2;
	return OK;
}
