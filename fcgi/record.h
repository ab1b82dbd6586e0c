#ifndef FCGI_RECORD_H
#define FCGI_RECORD_H

#include <stddef.h>

/*
 * The FastCGI record (FastCGI 1.0 specification, section 3.3): a header of
 * eight bytes, content, padding.
 */
enum {
	RECORD_VERSION = 1,
	RECORD_HEADER = 8, /* bytes */
	RECORD_CONTENT_MAX = 65535, /* bytes in one record */
	RECORD_BEGIN_LENGTH = 8, /* bytes of BEGIN's and END's content */
	RECORD_ROLE_RESPONDER = 1,
	RECORD_ID = 1 /* the one request a connection carries */
};

/* The types that we read or write (section 8). */
enum {
	RECORD_BEGIN = 1,
	RECORD_ABORT = 2,
	RECORD_END = 3,
	RECORD_PARAMS = 4,
	RECORD_STDIN = 5,
	RECORD_STDOUT = 6
};

struct record {
	int version;
	int type;
	int id;
	size_t length;
	size_t padding;
};

/* The header at "bytes", RECORD_HEADER of them. */
struct record record_parse(const unsigned char *bytes);

/*
 * Write the header of an unpadded record of request RECORD_ID with "length"
 * bytes of content, at most RECORD_CONTENT_MAX, to "bytes".
 */
void record_format(unsigned char *bytes, int type, size_t length);

#endif
