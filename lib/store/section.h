#ifndef LIB_STORE_SECTION_H
#define LIB_STORE_SECTION_H

#include <stddef.h>

#include "lib/base/buf.h"
#include "lib/base/str.h"

/*
 * A piece of an answer, rendered when the knowledge base was built: the same
 * content as JSON (array items or object members, without the brackets), as
 * text and as HTML, and the citations it rests on, as places in the
 * knowledge base's list of citations.
 *
 * Stored as five little-endian 32-bit lengths and counts (JSON, text, HTML,
 * citations, items), the citation numbers (32 bits each), then the three
 * bodies.  A value: copied freely; borrows its bytes.
 */
struct section {
	struct str json;
	struct str text;
	struct str html;
	size_t items;     /* how many JSON items it holds */
	size_t citations;
	const unsigned char *citation_numbers; /* read by section_citation() */
};

/* Read one; all members empty when "bytes" are not a section. */
struct section section_of(struct str bytes);
size_t section_citation(const struct section *section, size_t index);

/* Write one, as section_of() reads it. */
void section_write(struct buf *buf, const struct section *section,
    const size_t *citation_numbers);

#endif
