#ifndef KB_WRITER_H
#define KB_WRITER_H

#include "kb/records.h"
#include "lib/base/err.h"

/*
 * Write the sorted records as the knowledge base file "path": all or
 * nothing.  It is written beside its place, synced and renamed over it, so a
 * reader sees the old file or the new one.  The same records give the same
 * bytes.
 *
 * Fails with ERR_SYSTEM or ERR_MEMORY; "path" is then as it was.
 */
enum err writer_write(
    const char *path, const struct records *records, struct note *note);

#endif
