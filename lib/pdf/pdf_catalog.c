#include "lib/pdf/pdf_catalog.h"

#include <string.h>

#include "lib/base/arena.h"

/* "offset 10 digits, blank, generation, blank, n or f, blank, line end". */
enum { ENTRY = 20, OFFSET_DIGITS = 10 };

/* Something to be put in behind a place that is told by its words. */
struct insertion {
	struct str behind;
	struct str text;
	size_t at; /* in the old file */
};

enum { FIGURE, CATALOG, INSERTIONS };

struct rewrite {
	struct str file;
	struct insertion in[INSERTIONS]; /* in the file's order */
	size_t table;			 /* where "xref" stands */
	size_t entries;			 /* its first entry */
	size_t count;
	size_t end; /* behind the table's offset, near the file's end */
	struct buf *out;
};

static enum err
misshapen(struct note *note)
{
	return err_set(note, ERR_SYSTEM, "PDF: not as cairo writes it");
}

/* Where "word" begins first in "s", from "from" on; s.length: nowhere. */
static size_t
find(struct str s, struct str word, size_t from)
{
	const char *at = NULL;

	if (from < s.length)
		at = memmem(s.at + from, s.length - from, word.at,
		    word.length);
	return at == NULL ? s.length : (size_t)(at - s.at);
}

/* The table of objects: "xref", "0 20", then an entry for each. */
static bool
find_table(struct rewrite *r)
{
	static const struct str start = STR("\nstartxref\n");
	static const struct str head = STR("xref\n0 ");
	size_t from = r->file.length < 64 ? 0 : r->file.length - 64, at;
	struct str number;
	long table, count;

	if ((at = find(r->file, start, from)) == r->file.length)
		return false;
	number = str_from_index(r->file, at + start.length);
	number = str_first(number, str_find(number, '\n'));
	if (!str_to_long(number, &table) || (size_t)table >= at ||
	    !str_starts(str_from_index(r->file, (size_t)table), head))
		return false;
	r->table = (size_t)table;
	r->end = at + start.length + number.length;
	number = str_from_index(r->file, r->table + head.length);
	number = str_first(number, str_find(number, '\n'));
	if (!str_to_long(number, &count) ||
	    (size_t)count > (at - r->table) / ENTRY)
		return false;
	r->count = (size_t)count;
	r->entries = r->table + head.length + number.length + 1;
	return r->entries + r->count * ENTRY <= at;
}

/* The figure's element may be missing; the catalog must be there. */
static bool
find_places(struct rewrite *r)
{
	struct str objects = str_first(r->file, r->table);
	size_t i, at, next;

	for (i = 0; i < INSERTIONS; i++) {
		at = find(objects, r->in[i].behind, 0);
		r->in[i].at = at == r->table ? 0 : at + r->in[i].behind.length;
	}
	/* The catalog is the last object: a title may hold its words. */
	for (at = r->in[CATALOG].at; at > 0; at = next) {
		r->in[CATALOG].at = at;
		next = find(objects, r->in[CATALOG].behind, at);
		next = next == r->table ? 0
					: next + r->in[CATALOG].behind.length;
	}
	return r->in[CATALOG].at > r->in[FIGURE].at;
}

/* Where an offset of the old file is in the new one. */
static size_t
moved(const struct rewrite *r, size_t offset)
{
	size_t i, by = 0;

	for (i = 0; i < INSERTIONS; i++)
		if (r->in[i].at > 0 && r->in[i].at <= offset)
			by += r->in[i].text.length;
	return offset + by;
}

static bool
write_table(const struct rewrite *r)
{
	struct str entry;
	size_t i;
	long offset;

	for (i = 0; i < r->count; i++) {
		entry = str_first(str_from_index(r->file,
		    r->entries + i * ENTRY), ENTRY);
		if (!str_to_long(str_first(entry, OFFSET_DIGITS), &offset))
			return false;
		if (entry.at[ENTRY - 3] == 'n')
			offset = (long)moved(r, (size_t)offset);
		buf_printf(r->out, "%010ld", offset);
		buf_put(r->out, str_from_index(entry, OFFSET_DIGITS));
	}
	return true;
}

static void
copy(const struct rewrite *r, size_t from, size_t to)
{
	buf_put(r->out, str_from_index(str_first(r->file, to), from));
}

/* The new file from the first change on. */
static bool
write_rest(const struct rewrite *r, size_t from)
{
	size_t i;

	for (i = 0; i < INSERTIONS; i++) {
		if (r->in[i].at == 0)
			continue;
		copy(r, from, r->in[i].at);
		buf_put(r->out, r->in[i].text);
		from = r->in[i].at;
	}
	copy(r, from, r->entries);
	if (!write_table(r))
		return false;
	from = r->entries + r->count * ENTRY;
	copy(r, from, find(r->file, STR("\nstartxref\n"), from));
	buf_printf(r->out, "\nstartxref\n%zu", moved(r, r->table));
	copy(r, r->end, r->file.length);
	return true;
}

enum err
pdf_catalog_add(struct buf *pdf, size_t start, struct note *note)
{
	struct buf rest = buf_new(pdf->arena, pdf->limit);
	struct rewrite r = { .out = &rest,
		.file = str_from_index(buf_str(pdf), start),
		.in = {
		    [FIGURE] = { STR("/Type /StructElem\n   /S /Figure\n"),
			STR("   /Alt (Logo)\n"), 0 },
		    [CATALOG] = { STR("<< /Type /Catalog\n"),
			STR("   /Lang (en-US)\n"
			    "   /ViewerPreferences "
			    "<< /DisplayDocTitle true >>\n"), 0 },
		} };
	size_t from;

	if (!find_table(&r) || !find_places(&r))
		return misshapen(note);
	from = r.in[FIGURE].at > 0 ? r.in[FIGURE].at : r.in[CATALOG].at;
	if (!write_rest(&r, from))
		return misshapen(note);
	pdf->length = start + from;
	buf_put(pdf, buf_str(&rest));
	if (!buf_failed(&rest) && !buf_failed(pdf))
		return OK;
	if (arena_failed(pdf->arena))
		return err_set(note, ERR_MEMORY, "PDF: out of memory");
	return err_set(note, ERR_TOO_LARGE, "PDF: longer than %zu bytes",
	    pdf->limit);
}
