#include "tests/unit/docx_help.h"

#include <check.h>
#include <stdio.h>
#include <string.h>
#include <zip.h>

#include "lib/base/arena.h"
#include "lib/docx/print_docx.h"

void
docx_bench_open(struct docx_bench *bench)
{
	bench->arena = arena_new(256 << 20);
	bench->paper = (struct paper){ .title = STR("Appeal"),
		.running = STR("Testa Sample") };
	ck_assert(date_make(2026, 11, 22, &bench->paper.date));
}

void
docx_bench_close(struct docx_bench *bench)
{
	arena_free(bench->arena);
}

struct doc *
docx_parse(struct docx_bench *bench, struct str markup)
{
	struct doc *doc;

	ck_assert_int_eq(
	    OK, doc_parse(markup, bench->arena, &doc, &bench->note));
	return doc;
}

struct str
docx_print(struct docx_bench *bench, struct str markup)
{
	struct buf out = buf_new(bench->arena, 64 << 20);

	ck_assert_int_eq(
	    OK, print_docx(docx_parse(bench, markup), &bench->paper,
		    bench->arena, &out, &bench->note));
	return buf_str(&out);
}

const char *
docx_print_part(struct docx_bench *bench, const char *markup, const char *name)
{
	struct str zip = docx_print(bench, str_from(markup));

	return str_to_c(docx_part(zip, name, bench->arena), bench->arena);
}

const char *
docx_body(struct docx_bench *bench, const char *markup)
{
	const char *xml = docx_print_part(bench, markup, "word/document.xml");
	const char *start = strstr(xml, "<w:body>");
	const char *end = strstr(xml, "<w:sectPr>");

	ck_assert(start != NULL && end != NULL);
	start += strlen("<w:body>");
	return str_to_c(
	    (struct str){ start, (size_t)(end - start) }, bench->arena);
}

void
docx_check(struct docx_bench *bench, const char *markup,
    const char *const *pieces)
{
	struct buf want = buf_new(bench->arena, 1 << 20);
	size_t i;

	for (i = 0; pieces[i] != NULL; i++)
		buf_puts(&want, pieces[i]);
	ck_assert_str_eq(str_to_c(buf_str(&want), bench->arena),
	    docx_body(bench, markup));
}

void
docx_holds(const char *text, const char *words)
{
	ck_assert_msg(
	    strstr(text, words) != NULL, "no %s in:\n%s", words, text);
}

void
docx_lacks(const char *text, const char *words)
{
	ck_assert_msg(strstr(text, words) == NULL, "%s in:\n%s", words, text);
}

size_t
docx_times(const char *text, const char *words)
{
	size_t n = 0;

	while ((text = strstr(text, words)) != NULL) {
		text += strlen(words);
		n++;
	}
	return n;
}

static zip_t *
open_zip(struct str zip)
{
	zip_source_t *source =
	    zip_source_buffer_create(zip.at, zip.length, 0, NULL);
	zip_t *archive =
	    zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, NULL);

	ck_assert_ptr_nonnull(archive);
	return archive;
}

size_t
docx_count(struct str zip)
{
	zip_t *archive = open_zip(zip);
	zip_int64_t count = zip_get_num_entries(archive, 0);

	zip_discard(archive);
	return (size_t)count;
}

const char *
docx_name(struct str zip, size_t index, struct arena *arena)
{
	zip_t *archive = open_zip(zip);
	const char *name = zip_get_name(archive, index, 0);
	const char *copy = str_to_c(str_from(name), arena);

	zip_discard(archive);
	ck_assert_ptr_nonnull(copy);
	return copy;
}

struct str
docx_part(struct str zip, const char *name, struct arena *arena)
{
	zip_t *archive = open_zip(zip);
	zip_stat_t stat;
	zip_file_t *file;
	char *at;

	ck_assert_msg(zip_stat(archive, name, 0, &stat) == 0, "no %s", name);
	at = arena_alloc(arena, stat.size);
	file = zip_fopen(archive, name, 0);
	ck_assert_int_eq(
	    (zip_int64_t)stat.size, zip_fread(file, at, stat.size));
	zip_fclose(file);
	zip_discard(archive);
	return (struct str){ at, stat.size };
}

struct str
docx_data(const char *name, struct arena *arena)
{
	static char bytes[1 << 16];
	char path[100];
	size_t length;
	FILE *file;

	snprintf(path, sizeof(path), "tests/data/docx/%s", name);
	file = fopen(path, "rb");
	ck_assert_msg(file != NULL, "no %s", path);
	length = fread(bytes, 1, sizeof(bytes), file);
	fclose(file);
	return str_copy((struct str){ bytes, length }, arena);
}
