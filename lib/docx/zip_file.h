#ifndef LIB_DOCX_ZIP_FILE_H
#define LIB_DOCX_ZIP_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/buf.h"
#include "lib/base/date.h"
#include "lib/base/err.h"
#include "lib/base/str.h"

/* A file to put into a zip; both borrowed. */
struct zip_file_entry {
	const char *name; /* with its folders */
	struct str content;
	bool packed; /* cannot be made smaller: stored as it is */
};

/*
 * Append a zip that holds the entries in their order, each dated noon of
 * "date": the same entries are the same bytes, in any time zone.  A zip
 * knows the years 1980 to 2107; other dates become the nearest of those.
 *
 * Fails with ERR_TOO_LARGE at the limit of "out", ERR_MEMORY, and ERR_SYSTEM
 * when the library gives another reason; "out" has its old length then.
 */
enum err zip_file_write(const struct zip_file_entry *entries, size_t count,
    struct date date, struct buf *out, struct note *note);

#endif
