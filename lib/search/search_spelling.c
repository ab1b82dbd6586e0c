#include "lib/search/search_spelling.h"

#include <stdbool.h>

#include "lib/base/nearest.h"

enum {
	TWO_FROM = 6,    /* bytes from which two edits are a misspelling */
	COMPARED = 1024, /* the most keys compared with one misspelt */
	SCANNED = 16384, /* the most signs */
	SEEN = 256,      /* a memory of keys compared; forgets, never lies */
	LETTERS = 26,
	TABLE_HEAD = 8, /* bytes: how many bits, how many pairs */
	PAIR = 12       /* bytes of one */
};

/* The two halves do not share hashes. */
enum half { HALF_FRONT = 'f', HALF_BACK = 'b' };

/* The half, without the byte at "skip" where there is one (FNV-1a). */
static uint32_t
hash_of(struct str half, size_t skip, enum half which)
{
	uint32_t hash = (2166136261u ^ (uint32_t)which) * 16777619u;
	size_t i;

	for (i = 0; i < half.length; i++)
		if (i != skip)
			hash = (hash ^ (unsigned char)half.at[i]) * 16777619u;
	/* The table is cut by the high bits, which FNV leaves uneven. */
	hash ^= hash >> 15;
	return hash * 2654435761u;
}

uint32_t
spelling_sign(struct str key)
{
	uint32_t sign = (uint32_t)key.length << LETTERS;
	size_t i;

	for (i = 0; i < key.length; i++)
		if (key.at[i] >= 'a' && key.at[i] <= 'z')
			sign |= (uint32_t)1 << (key.at[i] - 'a');
	return sign;
}

/* An edit brings in one letter at most, and takes out one at most. */
static bool
may_be_near(uint32_t a, uint32_t b, int most)
{
	uint32_t letters = ((uint32_t)1 << LETTERS) - 1;
	int longer = (int)(a >> LETTERS) - (int)(b >> LETTERS);

	return longer <= most && longer >= -most &&
	    __builtin_popcount(a & ~b & letters) <= most &&
	    __builtin_popcount(b & ~a & letters) <= most;
}

static size_t
front_of(size_t length)
{
	return (length + 1) / 2;
}

size_t
spelling_hashes(struct str key, uint32_t out[SPELLING_PAIRS])
{
	struct str front = str_first(key, front_of(key.length));
	struct str back = str_from_index(key, front.length);
	size_t i, count = 0;

	if (key.length < SPELLING_SHORTEST || key.length > SPELLING_LONGEST)
		return 0;
	for (i = 0; i <= front.length; i++)
		out[count++] = hash_of(front, i, HALF_FRONT);
	for (i = 0; i <= back.length; i++)
		out[count++] = hash_of(back, i, HALF_BACK);
	return count;
}

void
spelling_add_key(struct buf *keys, struct str key)
{
	buf_putc(keys, (char)key.length);
	buf_put(keys, key);
}

static void
put_32(struct buf *buf, uint32_t n)
{
	char bytes[4] = { (char)n, (char)(n >> 8), (char)(n >> 16),
		(char)(n >> 24) };

	buf_put(buf, (struct str){ bytes, 4 });
}

static uint32_t
get_32(struct str s, size_t at)
{
	const unsigned char *b = (const unsigned char *)s.at + at;

	return (uint32_t)b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 |
	    (uint32_t)b[3] << 24;
}

/* About two pairs to a place. */
static unsigned
bits_for(size_t count)
{
	unsigned bits = 1;

	while (bits < 28 && ((size_t)2 << bits) < count)
		bits++;
	return bits;
}

/*
 * Bits and count; for each value of a hash's high bits the number of its
 * first pair, and the count once more; then the pairs.  All of 32 bits,
 * little endian.
 */
void
spelling_write(
    struct buf *table, const struct spelling_pair *pairs, size_t count)
{
	unsigned bits = bits_for(count);
	size_t place, next = 0, i;

	put_32(table, bits);
	put_32(table, (uint32_t)count);
	for (place = 0; place <= (size_t)1 << bits; place++) {
		while (next < count && pairs[next].hash >> (32 - bits) < place)
			next++;
		put_32(table, (uint32_t)next);
	}
	for (i = 0; i < count; i++) {
		put_32(table, pairs[i].hash);
		put_32(table, pairs[i].key);
		put_32(table, pairs[i].sign);
	}
}

/* One search on its way. */
struct search {
	struct str table;
	struct str keys;
	struct str typed;
	struct str *out;
	size_t found;
	int most; /* edits that still count */
	size_t left; /* keys that may still be compared */
	size_t signs_left;
	uint32_t sign;
	unsigned bits;
	size_t pairs; /* where they start in the table */
	uint32_t seen[SEEN];
};

/* A table that is not whole has no pairs. */
static bool
begin(struct search *s)
{
	size_t count;

	if (s->table.length < TABLE_HEAD)
		return false;
	s->bits = get_32(s->table, 0);
	count = get_32(s->table, 4);
	if (s->bits < 1 || s->bits > 28)
		return false;
	s->pairs = TABLE_HEAD + 4 * (((size_t)1 << s->bits) + 1);
	return s->table.length == s->pairs + PAIR * count;
}

static bool
same_digits(struct str a, struct str b)
{
	size_t i = 0, k = 0;

	for (;; i++, k++) {
		while (i < a.length && (a.at[i] < '0' || a.at[i] > '9'))
			i++;
		while (k < b.length && (b.at[k] < '0' || b.at[k] > '9'))
			k++;
		if (i == a.length || k == b.length)
			return i == a.length && k == b.length;
		if (a.at[i] != b.at[k])
			return false;
	}
}

static void
compare(struct search *s, uint32_t at)
{
	struct str key = str_from_index(s->keys, at);
	size_t i;
	int edits;

	if (s->seen[at % SEEN] == at + 1 || key.length == 0)
		return;
	key = str_first(str_from_index(key, 1), (unsigned char)key.at[0]);
	s->seen[at % SEEN] = at + 1;
	s->left--;
	edits = nearest_distance(s->typed, key, s->most);
	if (edits > s->most || !same_digits(s->typed, key))
		return;
	if (edits < s->most)
		s->found = 0;
	s->most = edits;
	for (i = 0; i < s->found; i++)
		if (s->out[i].at == key.at)
			return;
	if (s->found < SPELLING_FOUND)
		s->out[s->found++] = key;
}

static void
probe(struct search *s, uint32_t hash)
{
	size_t place = TABLE_HEAD + 4 * (size_t)(hash >> (32 - s->bits));
	size_t i = get_32(s->table, place);
	size_t end = get_32(s->table, place + 4), pair;

	for (; i < end && s->left > 0 && s->signs_left > 0; i++) {
		pair = s->pairs + PAIR * i;
		if (pair + PAIR > s->table.length)
			return;
		if (get_32(s->table, pair) != hash)
			continue;
		s->signs_left--;
		if (may_be_near(
			s->sign, get_32(s->table, pair + 8), s->most))
			compare(s, get_32(s->table, pair + 4));
	}
}

/*
 * The half of a key that is up to two bytes shorter or longer, itself one
 * byte shorter or longer by its edit: all lengths it can have here.
 */
static void
probe_half(struct search *s, enum half which)
{
	size_t length = s->typed.length, most = (size_t)s->most;
	size_t front = front_of(length - most) - 1;
	size_t last = front_of(length + most) + 1, skip;
	struct str half;

	for (; front <= last && front <= length; front++) {
		half = which == HALF_FRONT ? str_first(s->typed, front)
					   : str_from_index(s->typed, front);
		for (skip = 0; skip <= half.length; skip++)
			probe(s, hash_of(half, skip, which));
	}
}

size_t
spelling_find(struct str table, struct str keys, struct str typed,
    struct str out[SPELLING_FOUND], int *edits)
{
	struct search s = { .table = table,
		.keys = keys,
		.typed = typed,
		.out = out,
		.most = typed.length < TWO_FROM ? 1 : 2,
		.left = COMPARED,
		.signs_left = SCANNED,
		.sign = spelling_sign(typed) };

	if (typed.length < SPELLING_SHORTEST ||
	    typed.length > SPELLING_LONGEST || !begin(&s))
		return 0;
	probe_half(&s, HALF_FRONT);
	/* One edit in all leaves at most one in the front. */
	if (s.most > 1)
		probe_half(&s, HALF_BACK);
	*edits = s.most;
	return s.found;
}
