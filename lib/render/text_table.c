#include "lib/render/text_lines.h"

#include "lib/base/arena.h"
#include "lib/render/text_grid.h"
#include "lib/render/wrap.h"

static bool
make_grid(struct text_printer *p, const struct doc *table,
    struct text_grid *grid)
{
	const struct doc *row;

	*grid = (struct text_grid){ .columns = table->number };
	for (row = table->first; row != NULL; row = row->next)
		grid->rows++;
	grid->column =
	    arena_alloc(p->arena, grid->columns * sizeof(*grid->column));
	grid->cells = arena_alloc(p->arena,
	    grid->rows * grid->columns * sizeof(*grid->cells));
	grid->naturals = arena_alloc(p->arena,
	    grid->rows * grid->columns * sizeof(*grid->naturals));
	grid->wraps =
	    arena_alloc(p->arena, grid->columns * sizeof(*grid->wraps));
	return grid->column != NULL && grid->cells != NULL &&
	    grid->naturals != NULL && grid->wraps != NULL;
}

/*
 * All cells go into the scratch; it may move while it grows, so where they
 * start is only known afterwards.
 */
static void
fill_grid(struct text_printer *p, const struct doc *table,
    struct text_grid *grid)
{
	const struct doc *row, *cell;
	size_t i = 0, column, at;
	struct str all;

	p->scratch.length = 0;
	for (row = table->first; row != NULL; row = row->next) {
		column = 0;
		for (cell = row->first; cell != NULL && column < grid->columns;
		     cell = cell->next) {
			if (row == table->first)
				grid->column[column].align = cell->align;
			at = p->scratch.length;
			text_flatten(p, cell);
			grid->cells[i + column++].length =
			    p->scratch.length - at;
		}
		i += grid->columns;
	}
	all = buf_str(&p->scratch);
	for (at = i = 0; i < grid->rows * grid->columns; i++) {
		grid->cells[i].at = all.at + at;
		at += grid->cells[i].length;
	}
}

static int
more(int a, int b)
{
	return a > b ? a : b;
}

static void
measure(struct text_grid *grid)
{
	struct text_column *column;
	size_t i;

	for (i = 0; i < grid->rows * grid->columns; i++) {
		column = &grid->column[i % grid->columns];
		grid->naturals[i] = wrap_widest_line(grid->cells[i]);
		column->natural = more(column->natural, grid->naturals[i]);
		column->word =
		    more(column->word, wrap_widest_word(grid->cells[i]));
	}
}

static bool
row_wraps(const struct text_grid *grid, size_t row)
{
	size_t i, cell = row * grid->columns;

	for (i = 0; i < grid->columns; i++, cell++)
		if (grid->naturals[cell] > grid->column[i].width ||
		    str_find(grid->cells[cell], '\n') <
			grid->cells[cell].length)
			return true;
	return false;
}

static int
padding(const struct text_column *column, int columns)
{
	int left = column->width - columns;

	switch (column->align) {
	case ALIGN_RIGHT:
		return left;
	case ALIGN_CENTER:
		return left / 2;
	case ALIGN_NONE:
	case ALIGN_LEFT:
		return 0;
	}
	return 0;
}

/* One line of each cell beside each other; false once all are printed. */
static bool
print_row_line(struct text_printer *p, struct text_grid *grid)
{
	int from = 0, at = 0, pad, columns;
	bool any = false;
	struct str line;
	size_t i;

	for (i = 0; i < grid->columns; i++)
		any = any || grid->wraps[i].rest.length > 0;
	if (!any)
		return false;
	text_begin_line(p);
	for (i = 0; i < grid->columns; i++) {
		if (wrap_next(&grid->wraps[i], &line)) {
			columns = grid->wraps[i].columns;
			pad = padding(&grid->column[i], columns);
			text_repeat(p, ' ', from + pad - at);
			buf_put(p->out, line);
			at = from + pad + columns;
		}
		from += grid->column[i].width + TEXT_GRID_GAP;
	}
	text_end_line(p);
	return true;
}

static void
print_row(struct text_printer *p, struct text_grid *grid, size_t row)
{
	size_t i;

	for (i = 0; i < grid->columns; i++)
		grid->wraps[i] = wrap_new(grid->cells[row * grid->columns + i],
		    grid->column[i].width, true);
	while (print_row_line(p, grid))
		;
}

static void
print_grid(struct text_printer *p, struct text_grid *grid)
{
	bool wraps = false;
	size_t row, i;

	for (row = 1; row < grid->rows && !wraps; row++)
		wraps = row_wraps(grid, row);
	print_row(p, grid, 0);
	text_begin_line(p);
	for (i = 0; i < grid->columns; i++) {
		text_repeat(p, ' ', i == 0 ? 0 : TEXT_GRID_GAP);
		text_repeat(p, '-', grid->column[i].width);
	}
	text_end_line(p);
	for (row = 1; row < grid->rows; row++) {
		if (row > 1 && wraps)
			text_want_blank(p);
		print_row(p, grid, row);
	}
}

/* "Header: value", a line for each cell, when the columns are too many. */
static void
print_records(struct text_printer *p, struct text_grid *grid)
{
	struct buf line = buf_new(p->arena, DOC_BYTES);
	struct str name, value;
	size_t row, i;

	for (row = grid->rows > 1 ? 1 : 0; row < grid->rows; row++) {
		if (row > 1)
			text_want_blank(p);
		for (i = 0; i < grid->columns; i++) {
			name = row == 0 ? STR_NONE : grid->cells[i];
			value = grid->cells[row * grid->columns + i];
			line.length = 0;
			buf_put(&line, name);
			if (name.length > 0)
				buf_puts(&line, ": ");
			buf_put(&line, value);
			text_wrap(p, str_trim(buf_str(&line)), TEXT_GRID_GAP);
		}
	}
}

void
text_table(struct text_printer *p, const struct doc *table)
{
	struct text_grid grid;

	if (!make_grid(p, table, &grid)) {
		p->scratch.failed = true;
		return;
	}
	fill_grid(p, table, &grid);
	if (buf_failed(&p->scratch))
		return;
	measure(&grid);
	if (text_grid_lay_out(&grid, text_columns(p)))
		print_grid(p, &grid);
	else
		print_records(p, &grid);
}
