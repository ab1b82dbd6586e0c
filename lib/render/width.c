#include "lib/render/width.h"

#include "lib/render/width_table.h"

enum {
	JOINER = 0x200d,
	AS_EMOJI = 0xfe0f,
	FIRST_CJK = 0x2e80,
	FIRST_EMOJI_PLANE = 0x1f000
};

/* A byte that begins no character counts as one of its own. */
static size_t
decode(struct str text, size_t i, uint32_t *c)
{
	const unsigned char *at = (const unsigned char *)text.at + i;
	size_t left = text.length - i, k;
	size_t length = at[0] < 0xc0 ? 1 : at[0] < 0xe0 ? 2 :
	    at[0] < 0xf0 ? 3 : 4;

	*c = length == 1 ? at[0] : at[0] & (0xffu >> (length + 1));
	if (length == 1 && at[0] >= 0x80)
		*c = 0xfffd;
	if (length > left || at[0] >= 0xf8) {
		*c = 0xfffd;
		return 1;
	}
	for (k = 1; k < length; k++)
		*c = *c << 6 | (at[k] & 0x3f);
	return length;
}

static int
columns_of(uint32_t c)
{
	if (c < 0x20 || (c >= 0x7f && c < 0xa0))
		return 0;
	if (c < 0x300)
		return 1;
	if (width_table_zero(c))
		return 0;
	return width_table_wide(c) ? 2 : 1;
}

static bool
is_emoji(uint32_t c)
{
	if (c >= FIRST_CJK && c < FIRST_EMOJI_PLANE)
		return false;
	return width_table_emoji(c) || width_table_wide(c);
}

static bool
is_skin(uint32_t c)
{
	return c >= 0x1f3fb && c <= 0x1f3ff;
}

static bool
is_flag_letter(uint32_t c)
{
	return c >= 0x1f1e6 && c <= 0x1f1ff;
}

/* Decides where a line may end: a zero width space, or a word joiner. */
static bool
is_alone(uint32_t c)
{
	return c == 0x200b || c == 0x2060 || c == 0xfeff;
}

uint32_t
width_code(struct str text)
{
	uint32_t c;

	decode(text, 0, &c);
	return c;
}

/*
 * The clusters that matter of Unicode Standard Annex 29: marks stay with
 * their letter (rule GB9), joined emoji are one (GB11), and so are the two
 * letters of a flag (GB12).
 */
size_t
width_next(struct str text, int *columns)
{
	uint32_t base, c, before;
	size_t length = decode(text, 0, &base), i = length;

	*columns = columns_of(base);
	if (is_alone(base))
		return length;
	for (before = base; i < text.length; i += length, before = c) {
		length = decode(text, i, &c);
		if (is_flag_letter(base) && i == 4 && is_flag_letter(c))
			*columns = 2;
		else if (before == JOINER && is_emoji(base) && is_emoji(c))
			*columns = 2;
		else if (is_skin(c) && is_emoji(before))
			*columns = 2;
		else if (c == AS_EMOJI && width_table_emoji(before))
			*columns = 2;
		else if (c < 0x300 || is_alone(c) || columns_of(c) > 0)
			break;
	}
	return i;
}

int
width_of(struct str text)
{
	int columns, sum = 0;
	size_t i;

	for (i = 0; i < text.length;) {
		if (width_is_plain(text, i)) {
			i++;
			sum++;
			continue;
		}
		i += width_next(str_from_index(text, i), &columns);
		sum += columns;
	}
	return sum;
}
