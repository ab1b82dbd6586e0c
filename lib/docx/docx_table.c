#include "lib/docx/docx_story.h"

#include "lib/docx/docx_parts.h"
#include "lib/docx/docx_xml.h"

/* With more columns than these each would be too narrow to be read. */
enum { COLUMNS_MAX = 24 };

/* Space left and right of a cell's text together, and for the bold; twips. */
enum { CELL_MARGINS = 160, CELL_SPARE = 60 };

/* What a column would like to have, in twips. */
struct column {
	int least; /* its longest word */
	int whole; /* its longest cell on one line */
};

/* About what a character takes in Calibri of ten points, in twips. */
static int
character_width(uint32_t code)
{
	if (code < 0x80) {
		if (code != 0 && (code == ' ' || code == '\'' || code == '!' ||
		    code == ',' || code == '.' || code == ':' || code == ';' ||
		    code == 'i' || code == 'j' || code == 'l' || code == 'I' ||
		    code == '(' || code == ')' || code == '-'))
			return 60;
		if (code == 'm' || code == 'w' || code == 'M' || code == 'W' ||
		    code == '@' || code == '%')
			return 180;
		return code >= 'A' && code <= 'Z' ? 130 : 105;
	}
	return code < 0x1100 ? 120 : 200;
}

static void
measure_text(struct str text, int *word, int *line, struct column *column)
{
	uint32_t code;
	size_t i;

	for (i = 0; i < text.length;) {
		i += docx_xml_next(str_from_index(text, i), &code);
		*word = code == ' ' ? 0 : *word + character_width(code);
		*line += character_width(code);
		if (*word > column->least)
			column->least = *word;
		if (*line > column->whole)
			column->whole = *line;
		/* Nothing is that wide, and sums stay small. */
		if (*line > 10 * DOCX_COLUMN)
			return;
	}
}

static void
measure(const struct doc *parent, int *word, int *line, struct column *column)
{
	const struct doc *node;

	for (node = parent->first; node != NULL; node = node->next) {
		if (node->kind == DOC_LINE_BREAK)
			*word = *line = 0;
		else if (node->kind == DOC_TEXT || node->kind == DOC_CODE)
			measure_text(node->text, word, line, column);
		else
			measure(node, word, line, column);
	}
}

static void
measure_columns(const struct doc *table, struct column *columns, int count)
{
	const struct doc *row, *cell;
	int i, word, line;

	for (row = table->first; row != NULL; row = row->next) {
		cell = row->first;
		for (i = 0; i < count && cell != NULL; i++) {
			word = line = 0;
			measure(cell, &word, &line, &columns[i]);
			cell = cell->next;
		}
	}
	for (i = 0; i < count; i++) {
		columns[i].least += CELL_MARGINS + CELL_SPARE;
		columns[i].whole += CELL_MARGINS + CELL_SPARE;
	}
}

/* Nothing fits: to each a share by its longest word. */
static void
squeeze(const struct column *columns, int count, int total, int *widths)
{
	long least = 0;
	int i;

	for (i = 0; i < count; i++)
		least += columns[i].least;
	for (i = 0; i < count; i++)
		widths[i] = (int)((long)total * columns[i].least / least);
}

/*
 * Each has its longest word.  Of the "slack" above that the modest get what
 * they miss to their longest cell, the others a share by what they miss, where
 * more than two full lines count as two.
 */
static void
spread(const struct column *columns, int count, int slack, int *widths)
{
	int missing[COLUMNS_MAX], i, left = count;
	long sum = 0;
	bool again;

	for (i = 0; i < count; i++) {
		widths[i] = columns[i].least;
		missing[i] = columns[i].whole - columns[i].least;
		if (missing[i] > 2 * DOCX_COLUMN)
			missing[i] = 2 * DOCX_COLUMN;
	}
	do {
		again = false;
		for (i = 0; i < count; i++) {
			if (missing[i] < 0 || missing[i] > slack / left)
				continue;
			widths[i] = columns[i].whole;
			slack -= missing[i];
			missing[i] = -1;
			again = --left > 0;
		}
	} while (again);
	for (i = 0; i < count; i++)
		sum += missing[i] > 0 ? missing[i] : 0;
	for (i = 0; i < count; i++)
		if (missing[i] > 0)
			widths[i] += (int)((long)slack * missing[i] / sum);
}

/* Share "total" out; true when each cell has one line. */
static bool
share_out(const struct column *columns, int count, int total, int *widths)
{
	long least = 0, whole = 0;
	int i, sum = 0;

	for (i = 0; i < count; i++) {
		least += columns[i].least;
		whole += columns[i].whole;
	}
	if (whole <= total)
		for (i = 0; i < count; i++)
			widths[i] = (int)((long)total * columns[i].whole /
			    whole);
	else if (least <= total)
		spread(columns, count, total - (int)least, widths);
	else
		squeeze(columns, count, total, widths);
	for (i = 0; i < count; i++)
		sum += widths[i];
	widths[count - 1] += total - sum;
	return whole <= total;
}

/* Rows that shall stay on one page with the next. */
enum { KEPT_ROWS = 10 };

static bool
is_short(const struct doc *table)
{
	const struct doc *row;
	int count = 0;

	for (row = table->first; row != NULL && count <= KEPT_ROWS;
	     row = row->next)
		count++;
	return count <= KEPT_ROWS;
}

static void
put_cell(struct docx_story *story, const struct doc *cell,
    struct docx_paragraph look, int width)
{
	struct docx_place place = { .left = 0 };

	buf_printf(story->out, "<w:tc><w:tcPr><w:tcW w:w=\"%d\""
	    " w:type=\"dxa\"/></w:tcPr>", width);
	if (cell != NULL)
		look.align = cell->align;
	docx_open(story, &look, &place, cell);
	if (cell != NULL)
		docx_inlines(story, cell, 0);
	docx_close(story);
	buf_puts(story->out, "</w:tc>");
}

static void
put_row(struct docx_story *story, const struct doc *row, bool keep,
    const int *widths, int count)
{
	bool header = row == row->parent->first;
	struct docx_paragraph look = {
		.style = header ? "TableHeading" : "TableText",
		.keep = keep && row->next != NULL };
	const struct doc *cell = row->first;
	int i;

	buf_puts(story->out, header ?
	    "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" :
	    "<w:tr><w:trPr><w:cantSplit/></w:trPr>");
	for (i = 0; i < count; i++) {
		put_cell(story, cell, look, widths[i]);
		cell = cell == NULL ? NULL : cell->next;
	}
	buf_puts(story->out, "</w:tr>\n");
}

static void
put_table(struct docx_story *story, const struct doc *table,
    const struct docx_place *place, int count)
{
	int room = DOCX_COLUMN - place->left - place->right;
	struct column columns[COLUMNS_MAX] = { { 0 } };
	int widths[COLUMNS_MAX], i;
	struct buf *out = story->out;
	const struct doc *row;
	bool keep;

	measure_columns(table, columns, count);
	keep = share_out(columns, count, room, widths) &&
	    is_short(table);
	buf_printf(out, "<w:tbl><w:tblPr><w:tblStyle w:val=\"LetterTable\"/>"
	    "<w:tblW w:w=\"%d\" w:type=\"dxa\"/>", room);
	if (place->left != 0)
		buf_printf(out, "<w:tblInd w:w=\"%d\" w:type=\"dxa\"/>",
		    place->left);
	buf_puts(out, "<w:tblLayout w:type=\"fixed\"/>"
	    "<w:tblLook w:val=\"0620\" w:firstRow=\"1\" w:lastRow=\"0\""
	    " w:firstColumn=\"0\" w:lastColumn=\"0\" w:noHBand=\"1\""
	    " w:noVBand=\"1\"/></w:tblPr><w:tblGrid>");
	for (i = 0; i < count; i++)
		buf_printf(out, "<w:gridCol w:w=\"%d\"/>", widths[i]);
	buf_puts(out, "</w:tblGrid>\n");
	for (row = table->first; row != NULL; row = row->next)
		put_row(story, row, keep, widths, count);
	buf_puts(out, "</w:tbl>");
}

/*
 * A row as lines, "header: value" each, or "value" where "names" is NULL;
 * empty values are left out.
 */
static void
put_row_as_lines(struct docx_story *story, const struct doc *names,
    const struct doc *row, const struct docx_place *place)
{
	struct docx_paragraph look = { .style = NULL };
	const struct doc *name = names == NULL ? NULL : names->first, *cell;
	bool first = true;

	docx_open(story, &look, place, row);
	for (cell = row->first; cell != NULL; cell = cell->next) {
		if (cell->first != NULL && !first)
			buf_puts(story->out, "<w:r><w:br/></w:r>");
		if (cell->first != NULL && name != NULL) {
			docx_inlines(story, name, DOCX_BOLD);
			docx_text(story, STR(": "), 0);
		}
		docx_inlines(story, cell, 0);
		first = first && cell->first == NULL;
		name = name == NULL ? NULL : name->next;
	}
	docx_close(story);
}

static void
put_as_lines(struct docx_story *story, const struct doc *table,
    const struct docx_place *place)
{
	const struct doc *header = table->first, *row;

	if (header->next == NULL)
		put_row_as_lines(story, NULL, header, place);
	for (row = header->next; row != NULL; row = row->next)
		put_row_as_lines(story, header, row, place);
}

/* Two tables without a paragraph between them would become one. */
void
docx_table(struct docx_story *story, const struct doc *table,
    const struct docx_place *place)
{
	static const struct docx_paragraph end = { .style = "TableEnd" };
	static const struct docx_place outside;

	if (table->first == NULL || table->number == 0)
		return;
	if (table->number > COLUMNS_MAX) {
		put_as_lines(story, table, place);
		return;
	}
	put_table(story, table, place, (int)table->number);
	docx_open(story, &end, &outside, NULL);
	docx_close(story);
}
