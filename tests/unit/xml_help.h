#ifndef TESTS_UNIT_XML_HELP_H
#define TESTS_UNIT_XML_HELP_H

#include <stdbool.h>

#include "lib/base/str.h"

/*
 * A strict reader of the XML that we write: UTF-8 with a declaration, no
 * comments, no types.  It borrows the text, and shares no code with what
 * writes it.
 */
enum xml_event { XML_OPEN, XML_CLOSE, XML_TEXT, XML_END, XML_WRONG };

enum { XML_DEPTH = 64 };

struct xml_reader {
	struct str rest;
	struct str name; /* of an element that opens or closes */
	struct str attributes; /* of one that opens, as they stand there */
	struct str text; /* with its references */
	const char *wrong; /* what is not well formed */
	bool empty; /* an element that closes at once */
	bool rooted;
	int depth;
	struct str open[XML_DEPTH];
};

struct xml_reader xml_reader(struct str text);
enum xml_event xml_next(struct xml_reader *reader);

/* The value of an attribute; STR_NONE: there is none. */
struct str xml_attribute(const struct xml_reader *reader, const char *name);

/* What is wrong with a whole text; NULL: nothing. */
const char *xml_fault(struct str text);

#endif
