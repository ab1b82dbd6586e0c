#include <stdint.h>
#include <stdlib.h>
#include <zip.h>

#include "lib/base/arena.h"
#include "lib/docx/print_docx.h"

/* The fuzzers link with the library only; this reader needs no more. */
#include "tests/unit/xml_help.c"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct str
read_part(zip_t *archive, zip_uint64_t index, struct arena *arena)
{
	zip_file_t *file = zip_fopen_index(archive, index, 0);
	zip_stat_t stat;
	char *at;

	if (file == NULL || zip_stat_index(archive, index, 0, &stat) != 0 ||
	    (at = arena_alloc(arena, stat.size)) == NULL ||
	    zip_fread(file, at, stat.size) != (zip_int64_t)stat.size)
		abort();
	zip_fclose(file);
	return (struct str){ at, stat.size };
}

/* Each part that is XML is well formed. */
static void
check_file(struct str bytes, struct arena *arena)
{
	zip_source_t *source = zip_source_buffer_create(bytes.at,
	    bytes.length, 0, NULL);
	zip_t *archive = zip_open_from_source(source, ZIP_CHECKCONS, NULL);
	zip_int64_t i, count;
	struct str name;

	if (archive == NULL)
		abort();
	count = zip_get_num_entries(archive, 0);
	for (i = 0; i < count; i++) {
		name = str_from(zip_get_name(archive, (zip_uint64_t)i, 0));
		if (!str_ends(name, STR(".png")) && xml_fault(
		    read_part(archive, (zip_uint64_t)i, arena)) != NULL)
			abort();
	}
	zip_discard(archive);
}

/* An image of any size; nobody looks at what follows that. */
static struct str
make_logo(struct str input, char *png, size_t size)
{
	memcpy(png, "\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16);
	memcpy(png + 16, input.at, input.length < 8 ? input.length : 8);
	return (struct str){ png, size };
}

/*
 * The first byte chooses what stands around the document; the rest is its
 * markup, its letterhead, its title, its footer and the size of its logo.
 */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new(256 << 20);
	struct str input = { (const char *)data, size };
	struct buf out = buf_new(arena, 64 << 20);
	struct paper paper = { .date = { 0 } };
	char png[33] = "";
	struct note note;
	struct doc *doc;
	enum err err;

	if (arena == NULL)
		abort();
	if (size > 0)
		input = str_from_index(input, 1);
	paper.title = paper.running = input;
	if (doc_parse(input, arena, &doc, &note) == OK) {
		paper.draft = size > 0 && (data[0] & 1) != 0;
		paper.letterhead = size > 0 && (data[0] & 2) != 0 ? doc : NULL;
		if (size > 0 && (data[0] & 4) != 0)
			paper.logo = make_logo(input, png, sizeof(png));
		err = print_docx(doc, &paper, arena, &out, &note);
		if (err == OK)
			check_file(buf_str(&out), arena);
		else if (err != ERR_INVALID || paper.logo.length == 0)
			abort();
	}
	arena_free(arena);
	return 0;
}
