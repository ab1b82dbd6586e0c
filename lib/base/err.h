#ifndef LIB_BASE_ERR_H
#define LIB_BASE_ERR_H

/*
 * What can go wrong, as far as a caller has to tell it apart.  A function
 * that can fail returns one of these; its outputs are untouched unless it
 * returns OK.
 */
enum err {
	OK = 0,
	ERR_SYNTAX,    /* the input is not what it claims to be */
	ERR_INVALID,   /* well formed, but not acceptable */
	ERR_NOT_FOUND, /* a name that nobody knows */
	ERR_TOO_LARGE, /* a stated limit was exceeded */
	ERR_MEMORY,    /* the machine or the request's arena is exhausted */
	ERR_CORRUPT,   /* a knowledge base that must not be served */
	ERR_SYSTEM     /* the operating system said no */
};

/* One sentence that names what is wrong and can be shown as it is. */
struct note {
	char text[256];
};

/*
 * Put a sentence into "note" and hand "err" back, so that failing is one
 * line: return err_set(note, ERR_INVALID, "%s: ...", name).  "note" may be
 * NULL.  A sentence that is too long is cut, never refused.
 */
enum err err_set(struct note *note, enum err err, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
