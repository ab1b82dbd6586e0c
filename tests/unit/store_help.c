#include "tests/unit/store_help.h"

#include <check.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kb/writer.h"
#include "lib/base/arena.h"
#include "lib/base/json.h"
#include "lib/store/section.h"

static const struct json_limits limits = { 1 << 16, 16, 1000 };

static struct str
flat(struct arena *arena, const char *json)
{
	struct value value;
	struct note note;

	ck_assert_msg(
	    json_read(str_from(json), &limits, arena, &value, &note) == OK,
	    "%s", note.text);
	return value_bytes(value);
}

static struct str
citation(struct arena *arena, const char *title)
{
	struct section section = { .items = 1 };
	struct buf json = buf_new(arena, 1000), out = buf_new(arena, 4000);

	buf_printf(&json, "{\"title\":\"%s\"}", title);
	section.json = buf_str(&json);
	section.text = str_from(title);
	section.html = str_from(title);
	section_write(&out, &section, NULL);
	return buf_str(&out);
}

struct records
store_records(struct arena *arena, const char *generation)
{
	struct records records = records_new(arena);
	char meta[256];
	struct note note;

	snprintf(meta, sizeof(meta),
	    "{\"generation\":\"%s\",\"built\":\"2026-11-22\","
	    "\"citations\":[\"law-a\",\"trial-b\"]}",
	    generation);
	records_add(
	    &records, STR("meta"), STR_NONE, STR_NONE, flat(arena, meta));
	records_add(&records, STR("fact"), STR("reasons"), STR("step-therapy"),
	    flat(arena, "{\"id\":\"step-therapy\"}"));
	records_add(&records, STR("fact"), STR("reasons"),
	    STR("quantity-limits"),
	    flat(arena, "{\"id\":\"quantity-limits\"}"));
	records_add(&records, STR("name"), STR("treatments"), STR("rinvoq"),
	    flat(arena, "{\"id\":\"upadacitinib\"}"));
	records_add(&records, STR("cite"), STR("law-a"), STR_NONE,
	    citation(arena, "Law A"));
	records_add(&records, STR("cite"), STR("trial-b"), STR_NONE,
	    citation(arena, "Trial B"));
	ck_assert_msg(records_sort(&records, &note) == OK, "%s", note.text);
	return records;
}

const char *
store_path(const char *dir, const char *name)
{
	static char paths[4][1024];
	static size_t next;
	char *path = paths[next++ % 4];

	snprintf(path, sizeof(paths[0]), "%s/%s", dir, name);
	return path;
}

const char *
store_small(const char *dir, const char *name, const char *generation)
{
	const char *path = store_path(dir, name);
	struct arena *arena = arena_new(1 << 20);
	struct records records = store_records(arena, generation);
	struct note note;

	ck_assert_msg(
	    writer_write(path, &records, &note) == OK, "%s", note.text);
	arena_free(arena);
	return path;
}

struct str
store_bytes(const char *path)
{
	FILE *file = fopen(path, "rb");
	char *at;
	long size;

	ck_assert_msg(file != NULL, "%s cannot be read", path);
	fseek(file, 0, SEEK_END);
	size = ftell(file);
	rewind(file);
	at = malloc((size_t)size + 1);
	ck_assert_uint_eq((size_t)size, fread(at, 1, (size_t)size, file));
	fclose(file);
	return (struct str){ at, (size_t)size };
}

void
store_put(const char *path, struct str bytes)
{
	FILE *file;

	remove(path); /* what the writer made is read-only */
	file = fopen(path, "wb");
	ck_assert_msg(file != NULL, "%s cannot be written", path);
	fwrite(bytes.at, 1, bytes.length, file);
	ck_assert_int_eq(0, fclose(file));
}

size_t
store_entries(const char *dir)
{
	DIR *open = opendir(dir);
	struct dirent *entry;
	size_t count = 0;

	ck_assert_ptr_nonnull(open);
	while ((entry = readdir(open)) != NULL)
		count += strcmp(entry->d_name, ".") != 0 &&
			 strcmp(entry->d_name, "..") != 0;
	closedir(open);
	return count;
}

struct build_result
store_build(const char *dir, const char *out)
{
	static const char *const templates[] = { "templates" };
	const char *const sources[] = { dir };
	struct build_options options = { .out = out,
		.sources = sources,
		.source_count = 1,
		.templates = templates,
		.template_count = 1,
		.schemas = "kb/schema" };
	struct report report = { .out = stderr };
	struct build_result result;
	struct note note;

	ck_assert_msg(
	    build(&options, &report, &result, &note) == OK, "%s", note.text);
	return result;
}

const char *
store_kb(void)
{
	const char *path = getenv("UNIT_KB");

	return path != NULL ? path : "build/kb.mdb";
}
