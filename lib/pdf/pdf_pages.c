#include "lib/pdf/pdf_pages.h"

#include "lib/base/arena.h"
#include "lib/pdf/press.h"

enum {
	LEAST_LINES = 2,     /* of a block, on each side of a break */
	WASTED = PDF_COLUMN / 3 /* of a page, rather than to break a row */
};

struct breaker {
	struct arena *arena;
	struct note *note;
	struct pdf_pages pages;
	double y;
	bool fresh; /* nothing but headers on this page */
};

static const double bottom = PDF_HEIGHT - PDF_MARGIN;
/* Sums of heights are not exact. */
static const double slack = 0.01;

static enum err
new_page(struct breaker *b)
{
	if (++b->pages.count > PAGES_MAX)
		return err_set(b->note, ERR_TOO_LARGE,
		    "PDF: more than %d pages", PAGES_MAX);
	b->y = PDF_MARGIN;
	b->fresh = true;
	return OK;
}

static enum err
put(struct breaker *b, const struct pdf_piece *piece, size_t from,
    size_t lines, double gap)
{
	struct pdf_place *place = arena_alloc(b->arena, sizeof(*place));

	if (place == NULL)
		return err_set(b->note, ERR_MEMORY, "PDF: out of memory");
	place->piece = piece;
	place->page = b->pages.count;
	place->gap = gap;
	place->y = b->y + gap;
	place->from = from;
	place->lines = lines;
	if (b->pages.last == NULL)
		b->pages.first = place;
	else
		b->pages.last->next = place;
	b->pages.last = place;
	b->y = place->y + pdf_piece_height(piece, lines);
	return OK;
}

/* A new page, and the table's header on it if we are in one. */
static enum err
turn(struct breaker *b, const struct pdf_piece *piece)
{
	enum err err;

	if ((err = new_page(b)) != OK || piece->header == NULL)
		return err;
	if (pdf_piece_height(piece->header, piece->header->lines) > WASTED)
		return OK;
	err = put(b, piece->header, 0, piece->header->lines, 0);
	if (err == OK)
		b->pages.last->repeated = true;
	return err;
}

/* Height of the least of a piece that may stand at a page's foot. */
static double
least_height(const struct pdf_piece *piece)
{
	double height = pdf_piece_height(piece, piece->lines);

	if (piece->kind == PDF_ROW)
		return height < WASTED ? height : WASTED;
	if (piece->whole || piece->lines < 2 * LEAST_LINES)
		return height;
	return pdf_piece_height(piece, LEAST_LINES);
}

/* Height from this piece on of what must stand on one page. */
static double
needed(const struct pdf_piece *piece)
{
	double height = 0;

	for (; piece->keep && piece->next != NULL; piece = piece->next) {
		height += pdf_piece_height(piece, piece->lines) +
		    piece->next->before;
		if (height > PDF_COLUMN)
			return height;
	}
	return height + least_height(piece);
}

/* How many of the lines left fit into the room; how many are then put. */
static size_t
cut(const struct breaker *b, const struct pdf_piece *piece, size_t from,
    double room)
{
	double lines = (room - 2 * piece->padding + slack) / piece->leading;
	size_t left = piece->lines - from;
	size_t fit = lines < 1 ? 0 : (size_t)lines;

	if (fit >= left)
		return left;
	if (piece->whole && piece->kind == PDF_ROW && room < WASTED &&
	    !b->fresh && from == 0)
		return 0;
	if (piece->whole && piece->kind != PDF_ROW && !b->fresh && from == 0)
		return 0;
	if (left - fit < LEAST_LINES && fit >= LEAST_LINES)
		fit = left - LEAST_LINES;
	if (fit < LEAST_LINES || (left < 2 * LEAST_LINES && from == 0))
		fit = b->fresh ? (fit == 0 ? 1 : fit) : 0;
	return fit;
}

/* Not on this page, if that splits what belongs together and a new page
   would hold it. */
static bool
starts_page(const struct breaker *b, const struct pdf_piece *piece)
{
	double height;

	if (b->fresh || (!piece->keep && piece->kind == PDF_ROW))
		return false;
	height = needed(piece);
	return b->y + piece->before + height > bottom + slack &&
	    height <= PDF_COLUMN;
}

static enum err
put_piece(struct breaker *b, const struct pdf_piece *piece)
{
	size_t from = 0, lines;
	double gap;
	enum err err;

	if (starts_page(b, piece) && (err = turn(b, piece)) != OK)
		return err;
	while (from < piece->lines) {
		gap = b->fresh || from > 0 ? 0 : piece->before;
		lines = cut(b, piece, from, bottom - b->y - gap);
		if (lines > 0) {
			if ((err = put(b, piece, from, lines, gap)) != OK)
				return err;
			b->fresh = false;
			from += lines;
		}
		if (from < piece->lines && (err = turn(b, piece)) != OK)
			return err;
	}
	return OK;
}

enum err
pdf_pages(const struct pdf_piece *first, struct arena *arena,
    struct pdf_pages *out, struct note *note)
{
	struct breaker b = { .arena = arena, .note = note };
	const struct pdf_piece *piece;
	enum err err;

	if ((err = new_page(&b)) != OK)
		return err;
	for (piece = first; piece != NULL; piece = piece->next)
		if ((err = put_piece(&b, piece)) != OK)
			return err;
	*out = b.pages;
	return OK;
}
