#include "lib/render/text_grid.h"

enum {
	LEAST = 10,	/* a narrower column does not read */
	LONG_WORD = 24, /* a longer one is cut rather than given room */
	RAGGED = 3,	/* columns that a wrapped line leaves empty, about */
	WORTH = 8	/* one line less in so many is worth uneven columns */
};

static int
less(int a, int b)
{
	return a < b ? a : b;
}

static int
sum_widths(const struct text_grid *grid)
{
	int sum = TEXT_GRID_GAP * ((int)grid->columns - 1);
	size_t i;

	for (i = 0; i < grid->columns; i++)
		sum += grid->column[i].width;
	return sum;
}

/* While "kind", a column keeps room for its longest word. */
static int
least_width(const struct text_column *column, bool kind)
{
	int least = LEAST;

	if (kind && column->word <= LONG_WORD && column->word > least)
		least = column->word;
	return less(least, column->natural < 1 ? 1 : column->natural);
}

static void
widen_all(struct text_grid *grid, int room)
{
	size_t i;

	for (i = 0; i < grid->columns; i++) {
		grid->column[i].width = less(grid->column[i].natural, room);
		if (grid->column[i].width < 1)
			grid->column[i].width = 1;
	}
}

/*
 * Take from the widest column, one by one, until all fit.  False when
 * nothing is left to take.
 */
static bool
shrink(struct text_grid *grid, int room, bool kind)
{
	struct text_column *column, *widest;
	int sum = sum_widths(grid);
	size_t i;

	for (; sum > room; sum--) {
		widest = NULL;
		for (i = 0; i < grid->columns; i++) {
			column = &grid->column[i];
			if (column->width > least_width(column, kind) &&
			    (widest == NULL || column->width > widest->width))
				widest = column;
		}
		if (widest == NULL)
			return false;
		widest->width--;
	}
	return true;
}

/* How many lines a text takes in a column, about. */
static int
lines(int natural, int width)
{
	if (natural <= width)
		return 1;
	return 1 + (natural - 1) / (width > RAGGED ? width - RAGGED : 1);
}

static long
height(const struct text_grid *grid)
{
	size_t row, i, cell = 0;
	long sum = 0;
	int most, here;

	for (row = 0; row < grid->rows; row++) {
		most = 1;
		for (i = 0; i < grid->columns; i++, cell++) {
			here = lines(grid->naturals[cell],
			    grid->column[i].width);
			most = here > most ? here : most;
		}
		sum += most;
	}
	return sum;
}

/* Each column just wide enough for its longest cell to take "most" lines. */
static bool
fit_lines(struct text_grid *grid, int room, int most)
{
	struct text_column *column;
	int width, least;
	size_t i;

	for (i = 0; i < grid->columns; i++) {
		column = &grid->column[i];
		least = least_width(column, true);
		width = (column->natural + most - 1) / most + RAGGED;
		width = less(width, column->natural);
		column->width = width < least ? least : width;
	}
	return sum_widths(grid) <= room;
}

/* Give what is left to the column that is the furthest from its longest. */
static void
fill_up(struct text_grid *grid, int room)
{
	struct text_column *column, *neediest;
	int sum = sum_widths(grid);
	size_t i;

	for (; sum < room; sum++) {
		neediest = NULL;
		for (i = 0; i < grid->columns; i++) {
			column = &grid->column[i];
			if (column->width < column->natural &&
			    (neediest == NULL ||
				lines(column->natural, column->width) >
				    lines(neediest->natural,
					neediest->width)))
				neediest = column;
		}
		if (neediest == NULL)
			return;
		neediest->width++;
	}
}

/* Widths that make the highest row as low as can be, if there are any. */
static bool
level(struct text_grid *grid, int room)
{
	int most, least = TEXT_GRID_GAP * ((int)grid->columns - 1);
	size_t i;

	for (i = 0; i < grid->columns; i++)
		least += least_width(&grid->column[i], true);
	if (least > room)
		return false;
	for (most = 1; !fit_lines(grid, room, most); most++)
		;
	fill_up(grid, room);
	return true;
}

bool
text_grid_lay_out(struct text_grid *grid, int room)
{
	long levelled;

	if (grid->columns > (size_t)room)
		return false;
	widen_all(grid, room);
	if (sum_widths(grid) <= room)
		return true;
	if (!level(grid, room))
		return shrink(grid, room, false);
	levelled = height(grid);
	widen_all(grid, room);
	if (!shrink(grid, room, true) ||
	    height(grid) - levelled > height(grid) / WORTH)
		level(grid, room);
	return true;
}
