/*
 * What a search costs, in this process and warm: on a knowledge base, and on
 * the same one with many more names, made up here.
 *
 *	search KB NEW [NAMES]
 *
 * writes the larger one to the file NEW, with NAMES (1000000) more names, and
 * prints a table: for each kind of question the median and the 99th
 * percentile in microseconds, and the median as a multiple of finding a guide
 * by its names (guide_find()) on the same base.  An answer is whole: found,
 * ranked and written as JSON.  Time is the processor's, so that other work on
 * the machine counts for little.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "kb/records.h"
#include "kb/search_index.h"
#include "kb/writer.h"
#include "lib/base/arena.h"
#include "lib/edition.h"
#include "lib/guide.h"
#include "lib/search.h"
#include "lib/store/kb.h"

enum { RUNS = 4000, MEMORY = 8 << 20, NAMES = 1000000, NAME_MAX_BYTES = 64 };

static const size_t building_max = (size_t)8 << 30;

static void
die(const char *what, const char *why)
{
	fprintf(stderr, "search: %s: %s\n", what, why);
	exit(1);
}

/* The same numbers each time (Marsaglia's xorshift). */
static unsigned long
any(unsigned long *state, unsigned long below)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state % below;
}

/* Name number "n": three to six syllables, as drugs are called. */
static void
make_name(size_t n, char out[NAME_MAX_BYTES])
{
	static const char *const starts[] = { "a", "be", "ci", "dro", "e",
		"fi", "go", "ixe", "le", "mi", "ne", "o", "pra", "ri", "se",
		"ti", "u", "ve", "xe", "za" };
	static const char *const middles[] = { "ba", "ce", "di", "fo", "gra",
		"ke", "li", "ma", "ni", "po", "que", "ra", "si", "ti", "vo",
		"xi", "za", "lu", "me", "ro", "nta", "rsu", "lki", "mbe" };
	static const char *const ends[] = { "mab", "nib", "cept", "kin",
		"limus", "prost", "tinib", "zumab" };
	unsigned long state = 88172645463325252ul + n * 2654435761ul;
	size_t i, syllables;

	for (i = 0; i < 4; i++)
		any(&state, 2);
	syllables = 2 + any(&state, 4);
	strcpy(out, starts[any(&state, 20)]);
	for (i = 0; i < syllables; i++)
		strcat(out, middles[any(&state, 24)]);
	strcat(out, ends[any(&state, 8)]);
}

static void
misspell(char *name, unsigned long *state)
{
	size_t at = 1 + any(state, strlen(name) - 2);

	if (any(state, 2) == 0)
		memmove(name + at, name + at + 1, strlen(name + at));
	else
		name[at] = (char)('a' + any(state, 26));
}

/* Codes are found as they are written only. */
static bool
is_spelled(struct str as)
{
	static const char *const never[] = { "code", "bare code", "suffix",
		"diagnosis", "secondary diagnosis", "not this diagnosis" };
	size_t i;

	for (i = 0; i < sizeof(never) / sizeof(*never); i++)
		if (str_is(as, never[i]))
			return false;
	return true;
}

static void
add_old_names(const struct kb_walk *walk, struct search_index *index)
{
	struct value_each it = value_each(value_of(walk->bytes));
	struct search_entry entry;

	while (value_next(&it)) {
		entry = (struct search_entry){
			.kind = value_text(it.item, "kind"),
			.id = value_text(it.item, "id"),
			.as = value_text(it.item, "as"),
			.name = value_text(it.item, "name"),
			.title = value_text(it.item, "title"),
			.note = value_text(it.item, "note") };
		search_index_add(
		    index, walk->rest, &entry, is_spelled(entry.as));
	}
}

static void
add_new_names(size_t count, struct search_index *index, struct arena *arena)
{
	char name[NAME_MAX_BYTES], id[32];
	struct search_entry entry = { .kind = STR("treatments"),
		.as = STR("alias") };
	size_t i;

	for (i = 0; i < count; i++) {
		make_name(i, name);
		snprintf(id, sizeof(id), "drug-%zu", i);
		entry.id = str_copy(str_from(id), arena);
		entry.name = str_copy(str_from(name), arena);
		entry.title = entry.name;
		search_index_add(index, entry.name, &entry, true);
	}
}

/* What begins with this letter and is not of the index. */
static void
copy_others(const struct kb_read *read, char first, struct records *records)
{
	struct kb_walk walk = kb_walk(read, (struct str){ &first, 1 });
	struct buf key;

	while (kb_next(&walk)) {
		key = buf_new(records->arena, 1024);
		buf_putc(&key, first);
		buf_put(&key, walk.rest);
		if (!str_starts(buf_str(&key), STR("find/")) &&
		    !str_starts(buf_str(&key), STR("spelling/")))
			records_add(records, buf_str(&key), STR_NONE, STR_NONE,
			    walk.bytes);
	}
	kb_walk_end(&walk);
}

/* All records but the index's, then an index with more names. */
static enum err
enlarge(const struct kb *kb, const char *path, size_t names,
    struct note *note)
{
	struct arena *arena = arena_new(building_max);
	struct records records = records_new(arena);
	struct search_index index = search_index_new(arena);
	struct kb_walk walk;
	struct kb_read read;
	enum err err;
	char first;

	if ((err = kb_begin(kb, &read, note)) != OK)
		return err;
	for (first = 'a'; first <= 'z'; first++)
		copy_others(&read, first, &records);
	for (walk = kb_walk(&read, STR("find/")); kb_next(&walk);)
		add_old_names(&walk, &index);
	kb_walk_end(&walk);
	add_new_names(names, &index, arena);
	if ((err = search_index_write(&index, &records, note)) == OK &&
	    (err = records_sort(&records, note)) == OK)
		err = writer_write(path, &records, note);
	kb_end(&read);
	arena_free(arena);
	return err;
}

/* Questions of one kind; each run may get another. */
struct question {
	const char *name;
	void (*write)(char out[256], size_t run, size_t names);
};

static void
name_all(char out[256], size_t run, size_t names)
{
	(void)run;
	(void)names;
	strcpy(out, "stelara cigna denied step therapy");
}

static void
one_name(char out[256], size_t run, size_t names)
{
	if (names == 0)
		strcpy(out, "ustekinumab");
	else
		make_name(run * 7919 % names, out);
}

static void
misspelt(char out[256], size_t run, size_t names, int edits)
{
	unsigned long state = run + 1;

	one_name(out, run, names);
	while (edits-- > 0)
		misspell(out, &state);
}

static void
one_edit(char out[256], size_t run, size_t names)
{
	misspelt(out, run, names, 1);
}

static void
two_edits(char out[256], size_t run, size_t names)
{
	misspelt(out, run, names, 2);
}

static void
sentence(char out[256], size_t run, size_t names)
{
	char name[256];

	one_edit(name, run, names);
	snprintf(out, 256, "my %.60s was denied by cgna for fail frist", name);
}

static void
beginning(char out[256], size_t run, size_t names)
{
	one_name(out, run, names);
	out[5] = '\0';
}

/* The worst that is allowed: nothing in it is known. */
static void
nonsense(char out[256], size_t run, size_t names)
{
	unsigned long state = run + 1;
	size_t i, k;

	(void)names;
	for (i = k = 0; i < 16; i++) {
		for (k = 0; k < 11; k++)
			*out++ = (char)('a' + any(&state, 26));
		*out++ = i < 15 ? ' ' : '\0';
	}
}

static const struct question questions[] = {
	{ "insurer, drug and reason", name_all },
	{ "a name", one_name },
	{ "a name with one edit", one_edit },
	{ "a name with two edits", two_edits },
	{ "the beginning of a name", beginning },
	{ "a sentence with three misspelt", sentence },
	{ "16 unknown words of 11 letters", nonsense },
};

static double
now_us(void)
{
	struct timespec t;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
	return 1e6 * (double)t.tv_sec + 1e-3 * (double)t.tv_nsec;
}

static int
compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static void
find_guide(const struct kb_read *read, struct arena *arena)
{
	struct guide_query query = { .insurer = STR("cigna"),
		.treatment = STR("stelara"),
		.reason = STR("step therapy") };
	struct problems problems = problems_new(arena);
	struct guide_near near;
	struct guide guide;
	struct note note;

	if (guide_find(read, &query, arena, &guide, &near, &problems, &note) !=
	    OK)
		die("guide_find", note.text);
}

static void
run_once(const struct edition *edition, const char *text, struct arena *arena)
{
	struct problems problems = problems_new(arena);
	struct search_answer answer;
	struct kb_read read;
	struct note note;

	if (kb_begin(edition->kb, &read, &note) != OK)
		die("kb_begin", note.text);
	if (text == NULL)
		find_guide(&read, arena);
	else if (search(&read, edition->templates, str_from(text), MEDIA_JSON,
		     arena, &answer, &problems, &note) != OK)
		die(text, note.text);
	kb_end(&read);
}

/* "question" NULL: the guide.  Median and 99th percentile, in "out". */
static void
measure(const struct edition *edition, const struct question *question,
    size_t names, double out[2])
{
	static double times[RUNS];
	struct arena *arena = arena_new(MEMORY);
	char text[256];
	double begun;
	size_t i, round;

	for (round = 0; round < 2; round++) /* the first warms */
		for (i = 0; i < RUNS; i++) {
			if (question != NULL)
				question->write(text, i, names);
			begun = now_us();
			run_once(edition, question == NULL ? NULL : text,
			    arena);
			times[i] = now_us() - begun;
			arena_reset(arena);
		}
	qsort(times, RUNS, sizeof(*times), compare);
	out[0] = times[RUNS / 2];
	out[1] = times[RUNS * 99 / 100];
	arena_free(arena);
}

static void
report(const char *path, size_t names)
{
	struct edition edition;
	double guide[2], taken[2];
	struct note note;
	size_t i;

	if (edition_open(path, 0, &edition, &note) != OK)
		die(path, note.text);
	measure(&edition, NULL, names, guide);
	printf("| %zu more | guide_find | %.1f | %.1f | 1.0 |\n", names,
	    guide[0], guide[1]);
	for (i = 0; i < sizeof(questions) / sizeof(*questions); i++) {
		measure(&edition, &questions[i], names, taken);
		printf("| %zu more | %s | %.1f | %.1f | %.1f |\n", names,
		    questions[i].name, taken[0], taken[1],
		    taken[0] / guide[0]);
	}
	edition_close(&edition);
}

int
main(int argc, char **argv)
{
	size_t names = argc > 3 ? strtoul(argv[3], NULL, 10) : NAMES;
	struct kb *kb;
	struct note note;
	double begun;

	if (argc < 3)
		die("usage", "search KB NEW [NAMES]");
	if (kb_open(argv[1], 0, &kb, &note) != OK)
		die(argv[1], note.text);
	begun = now_us();
	if (enlarge(kb, argv[2], names, &note) != OK)
		die(argv[2], note.text);
	kb_close(kb);
	fprintf(stderr, "search: %zu names more in %.0f s\n", names,
	    (now_us() - begun) / 1e6);
	puts("| names | question | p50 us | p99 us | of guide_find |");
	puts("|---|---|---|---|---|");
	report(argv[1], 0);
	report(argv[2], names);
	return 0;
}
