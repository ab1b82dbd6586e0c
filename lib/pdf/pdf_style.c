#include "lib/pdf/pdf_style.h"

#include <stddef.h>

const struct pdf_style pdf_body = { 11, 14, 0, 7, false, false };
const struct pdf_style pdf_tight = { 11, 14, 0, 2, false, false };
const struct pdf_style pdf_cell = { 10, 12.5, 0, 0, false, false };
const struct pdf_style pdf_cell_head = { 10, 12.5, 0, 0, true, false };
const struct pdf_style pdf_code = { 9, 12, 0, 7, false, true };
const struct pdf_style pdf_foot = { 9, 11, 0, 0, false, false };
const struct pdf_style pdf_draft_word = { 11, 14, 0, 0, true, false };
const struct pdf_style pdf_draft_mark = { 150, 150, 0, 0, true, false };
const struct pdf_style pdf_head_body = { 9.5, 12, 0, 3, false, false };

/* Of levels 1 to 4; what is deeper looks like 4. */
static const struct pdf_style headings[] = {
	{ 15, 19, 14, 6, true, false },
	{ 12.5, 16, 12, 4, true, false },
	{ 11, 14, 9, 3, true, false },
	{ 11, 14, 7, 2, true, false },
};

static const struct pdf_style head_headings[] = {
	{ 15, 19, 0, 2, true, false },
	{ 12, 15, 0, 2, true, false },
	{ 10, 13, 0, 1, true, false },
	{ 9.5, 12, 0, 1, true, false },
};

static size_t
index_of(unsigned level)
{
	return level < 1 ? 0 : level > 4 ? 3 : level - 1;
}

const struct pdf_style *
pdf_heading(unsigned level)
{
	return &headings[index_of(level)];
}

const struct pdf_style *
pdf_head_heading(unsigned level)
{
	return &head_headings[index_of(level)];
}

/*
 * The body font's ascender and descender are 0.75 and 0.25 of its size; what
 * a line is higher than that goes above and below in halves.
 */
double
pdf_ascent(const struct pdf_style *style)
{
	return (style->leading - style->size) / 2 + 0.75 * style->size;
}
