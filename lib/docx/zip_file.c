#include "lib/docx/zip_file.h"

#include <zip.h>

#include "lib/base/arena.h"

/* What a zip calls a date: years from 1980 in seven bits. */
enum { FIRST_YEAR = 1980, LAST_YEAR = 2107, NOON = 12 << 11 };

/* The levels above take a quarter longer to save a twentieth. */
enum { DEFLATE_LEVEL = 3 };

/* Below that to set zlib up takes longer than is worth what it saves. */
enum { DEFLATE_LEAST = 1024 }; /* bytes */

enum { CHUNK = 16384 };

/* Z_MEM_ERROR of zlib, whose errors the library gives on. */
enum { ZLIB_NO_MEMORY = -4 };

/* A failure for which the library gives no reason is one of malloc(). */
static enum err
fail(zip_error_t *error, struct note *note)
{
	int code = zip_error_code_zip(error);

	if (code == ZIP_ER_MEMORY || code == ZIP_ER_OK ||
	    (code == ZIP_ER_ZLIB &&
	    zip_error_code_system(error) == ZLIB_NO_MEMORY))
		return err_set(note, ERR_MEMORY, "zip: out of memory");
	return err_set(note, ERR_SYSTEM, "zip: %s", zip_error_strerror(error));
}

static zip_uint16_t
dos_date(struct date date)
{
	struct date_parts day = date_split(date);

	if (day.year < FIRST_YEAR)
		day = (struct date_parts){ FIRST_YEAR, 1, 1 };
	if (day.year > LAST_YEAR)
		day = (struct date_parts){ LAST_YEAR, 12, 31 };
	return (zip_uint16_t)((day.year - FIRST_YEAR) << 9 | day.month << 5 |
	    day.day);
}

/* The archive borrows the content until it is closed. */
static bool
add(zip_t *archive, const struct zip_file_entry *entry, struct date date)
{
	zip_source_t *source = zip_source_buffer(archive, entry->content.at,
	    entry->content.length, 0);
	bool small = entry->packed || entry->content.length < DEFLATE_LEAST;
	zip_int32_t method = small ? ZIP_CM_STORE : ZIP_CM_DEFLATE;
	zip_int64_t index;

	if (source == NULL)
		return false;
	index = zip_file_add(archive, entry->name, source, ZIP_FL_ENC_UTF_8);
	if (index < 0) {
		zip_source_free(source);
		return false;
	}
	return zip_set_file_compression(archive, (zip_uint64_t)index, method,
	    DEFLATE_LEVEL) == 0 && zip_file_set_dostime(archive,
	    (zip_uint64_t)index, NOON, dos_date(date), 0) == 0;
}

/* Put all into "target"; a failed archive is thrown away. */
static enum err
fill(zip_source_t *target, const struct zip_file_entry *entries, size_t count,
    struct date date, zip_error_t *error, struct note *note)
{
	zip_t *archive = zip_open_from_source(target, ZIP_TRUNCATE, error);
	enum err err;
	size_t i;

	if (archive == NULL)
		return fail(error, note);
	zip_source_keep(target);
	for (i = 0; i < count && add(archive, &entries[i], date); i++)
		;
	if (i == count && zip_close(archive) == 0)
		return OK;
	err = fail(zip_get_error(archive), note);
	zip_discard(archive);
	return err;
}

/* Append what "source" holds. */
static enum err
collect(zip_source_t *source, struct buf *out, struct note *note)
{
	size_t start = out->length;
	zip_int64_t got = -1;
	char chunk[CHUNK];
	enum err err = OK;

	if (zip_source_open(source) != 0)
		return fail(zip_source_error(source), note);
	while (!buf_failed(out) &&
	    (got = zip_source_read(source, chunk, sizeof(chunk))) > 0)
		buf_put(out, (struct str){ chunk, (size_t)got });
	if (got < 0)
		err = fail(zip_source_error(source), note);
	else if (buf_failed(out) && arena_failed(out->arena))
		err = err_set(note, ERR_MEMORY, "zip: out of memory");
	else if (buf_failed(out))
		err = err_set(note, ERR_TOO_LARGE,
		    "zip: longer than %zu bytes", out->limit);
	if (err != OK)
		out->length = start;
	zip_source_close(source);
	return err;
}

enum err
zip_file_write(const struct zip_file_entry *entries, size_t count,
    struct date date, struct buf *out, struct note *note)
{
	zip_source_t *target;
	zip_error_t error;
	enum err err;

	zip_error_init(&error);
	target = zip_source_buffer_create(NULL, 0, 0, &error);
	if (target == NULL)
		err = fail(&error, note);
	else if ((err = fill(target, entries, count, date, &error, note)) == OK)
		err = collect(target, out, note);
	zip_source_free(target);
	zip_error_fini(&error);
	return err;
}
