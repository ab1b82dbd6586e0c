#include "lib/base/words.h"

#include <stdio.h>

#include "lib/base/arena.h"
#include "lib/base/buf.h"

enum { NUMBER_MAX = 24, DATE_MAX = 64, LIST_MAX = 1 << 20 };

static const char *const months[] = { "January", "February", "March", "April",
	"May", "June", "July", "August", "September", "October", "November",
	"December" };

enum { SHORT_MONTH = 3, WHOLE_MONTH = 9 };

#define NO_BREAK_SPACE "\xc2\xa0"

static struct str
written(const struct buf *buf)
{
	return buf_failed(buf) ? STR_NONE : buf_str(buf);
}

static struct str
date_with_month(struct date date, int letters, struct arena *arena)
{
	struct date_parts parts = date_split(date);
	struct buf buf = buf_new(arena, DATE_MAX);

	buf_printf(&buf, "%.*s %d, %d", letters, months[parts.month - 1],
	    parts.day, parts.year);
	return written(&buf);
}

struct str
words_date(struct date date, struct arena *arena)
{
	return date_with_month(date, WHOLE_MONTH, arena);
}

struct str
words_date_short(struct date date, struct arena *arena)
{
	return date_with_month(date, SHORT_MONTH, arena);
}

struct str
words_unbroken(struct str text, struct arena *arena)
{
	struct buf buf = buf_new(arena, LIST_MAX);
	size_t i;

	for (i = 0; i < text.length; i++) {
		if (text.at[i] == ' ')
			buf_puts(&buf, NO_BREAK_SPACE);
		else
			buf_putc(&buf, text.at[i]);
	}
	return text.length == 0 ? STR_NONE : written(&buf);
}

struct str
words_amount(
    struct str number, struct str one, struct str many, struct arena *arena)
{
	struct buf buf = buf_new(arena, LIST_MAX);

	if (number.length == 0)
		return STR_NONE;
	buf_put(&buf, number);
	buf_putc(&buf, ' ');
	buf_put(&buf, str_is(number, "1") ? one : many);
	return written(&buf);
}

struct str
words_count(
    long number, const char *one, const char *many, struct arena *arena)
{
	char digits[NUMBER_MAX];

	snprintf(digits, sizeof(digits), "%ld", number);
	return words_amount(str_from(digits), str_from(one), str_from(many),
	    arena);
}

/* How many items there are to list, and whether one needs semicolons. */
static size_t
count_items(const struct str *items, size_t count, bool *semicolons)
{
	size_t i, kept = 0;

	*semicolons = false;
	for (i = 0; i < count; i++) {
		kept += items[i].length > 0;
		if (str_find(items[i], ',') < items[i].length ||
		    str_find(items[i], ';') < items[i].length)
			*semicolons = true;
	}
	return kept;
}

static const char *
before_item(size_t at, size_t kept, bool semicolons)
{
	if (at == 0)
		return "";
	if (at + 1 < kept)
		return semicolons ? "; " : ", ";
	if (semicolons)
		return "; and ";
	return kept == 2 ? " and " : ", and ";
}

struct str
words_list(const struct str *items, size_t count, struct arena *arena)
{
	struct buf buf = buf_new(arena, LIST_MAX);
	bool semicolons;
	size_t i, at = 0, kept = count_items(items, count, &semicolons);

	for (i = 0; i < count; i++) {
		if (items[i].length == 0)
			continue;
		buf_puts(&buf, before_item(at++, kept, semicolons));
		buf_put(&buf, items[i]);
	}
	return kept == 0 ? STR_NONE : written(&buf);
}
