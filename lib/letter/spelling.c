#include "lib/letter/spelling.h"

enum { LONGEST = 40 };

static size_t
least(size_t a, size_t b, size_t c)
{
	size_t m = a < b ? a : b;

	return m < c ? m : c;
}

size_t
spelling_distance(struct str a, struct str b)
{
	size_t row[LONGEST + 1], i, j, corner, above;

	if (a.length > LONGEST || b.length > LONGEST)
		return SPELLING_FAR;
	for (j = 0; j <= b.length; j++)
		row[j] = j;
	for (i = 0; i < a.length; i++) {
		corner = row[0];
		row[0] = i + 1;
		for (j = 0; j < b.length; j++) {
			above = row[j + 1];
			row[j + 1] = least(above + 1, row[j] + 1,
			    corner + (a.at[i] == b.at[j] ? 0 : 1));
			corner = above;
		}
	}
	return row[b.length];
}
