#include "lib/base/nearest.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/arena.h"

enum { SHORTEST_START = 3 };

struct nearest {
	struct str query;
	int reach; /* the most edits that are near */
	struct nearest_item *items;
	size_t count;
	size_t most;
};

struct nearest *
nearest_new(struct str query, size_t most, struct arena *arena)
{
	struct nearest *nearest = arena_alloc(arena, sizeof(*nearest));
	struct str folded = str_fold(query, arena);
	/* One more than asked for: a new one is put in before one falls out. */
	struct nearest_item *items = arena_alloc(arena,
	    (most + 1) * sizeof(*items));

	if (nearest == NULL || folded.at == NULL || items == NULL)
		return NULL;
	nearest->query = folded;
	nearest->reach = 1 + (int)(folded.length / 4);
	nearest->items = items;
	nearest->most = most;
	return nearest;
}

static int
least(int a, int b)
{
	return a < b ? a : b;
}

/*
 * Fill the row for a[i - 1] from the two rows before it, in the band around
 * the diagonal that "most" edits can reach; the row's least number.
 */
static int
fill_row(struct str a, struct str b, int i, int most,
    int rows[3][NEAREST_LONGEST + 1])
{
	int *row = rows[i % 3];
	const int *up = rows[(i + 2) % 3], *two_up = rows[(i + 1) % 3];
	int from = i > most ? i - most : 1;
	int until = least((int)b.length, i + most), low, j;

	row[from - 1] = from == 1 ? i : most + 1;
	low = row[from - 1];
	for (j = from; j <= until; j++) {
		row[j] = up[j - 1] + (a.at[i - 1] != b.at[j - 1]);
		row[j] = least(row[j], row[j - 1] + 1);
		if (j < i + most)
			row[j] = least(row[j], up[j] + 1);
		if (i > 1 && j > 1 && a.at[i - 1] == b.at[j - 2] &&
		    a.at[i - 2] == b.at[j - 1])
			row[j] = least(row[j], two_up[j - 2] + 1);
		low = least(low, row[j]);
	}
	return low;
}

int
nearest_distance(struct str a, struct str b, int most)
{
	int rows[3][NEAREST_LONGEST + 1];
	int la = (int)a.length, lb = (int)b.length, i, low, before = 0;

	if (a.length > NEAREST_LONGEST || b.length > NEAREST_LONGEST ||
	    abs(la - lb) > most)
		return most + 1;
	for (i = 0; i <= lb; i++)
		rows[0][i] = i;
	for (i = 1; i <= la; i++) {
		low = fill_row(a, b, i, most, rows);
		/* A swap reaches back two rows, so one hopeless row is not it. */
		if (low > most && before > most)
			return most + 1;
		before = low;
	}
	return least(rows[la % 3][lb], most + 1);
}

static bool
continues(const struct nearest *nearest, struct str candidate)
{
	struct str query = nearest->query;

	if (query.length < candidate.length)
		return query.length >= SHORTEST_START &&
		    str_starts(candidate, query);
	return candidate.length > 0 && query.length > candidate.length &&
	    query.at[candidate.length] == '-' && str_starts(query, candidate);
}

static int
distance_of(const struct nearest *nearest, struct str candidate)
{
	int distance = nearest_distance(nearest->query, candidate,
	    nearest->reach);

	if (distance > 1 && candidate.length <= NEAREST_LONGEST &&
	    continues(nearest, candidate))
		return 1;
	return distance;
}

/* The place of the item with this id, or the end. */
static size_t
find_id(const struct nearest *nearest, struct str id)
{
	size_t i;

	for (i = 0; i < nearest->count; i++)
		if (str_equal(nearest->items[i].id, id))
			break;
	return i;
}

void
nearest_offer(struct nearest *nearest, struct str candidate, struct str id)
{
	struct nearest_item *items = nearest->items;
	int distance = distance_of(nearest, candidate);
	size_t at = nearest->count;

	if (distance > nearest->reach || (nearest->count == nearest->most &&
	    (at == 0 || items[at - 1].distance <= distance)))
		return;
	at = find_id(nearest, id);
	if (at < nearest->count && items[at].distance <= distance)
		return;
	if (at == nearest->count)
		nearest->count++;
	for (; at > 0 && items[at - 1].distance > distance; at--)
		items[at] = items[at - 1];
	items[at] = (struct nearest_item){ candidate, id, distance };
	if (nearest->count > nearest->most)
		nearest->count--;
}

const struct nearest_item *
nearest_list(const struct nearest *nearest, size_t *count)
{
	*count = nearest->count;
	return nearest->items;
}
