#ifndef LIB_BASE_STR_H
#define LIB_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

/* Bytes that belong to somebody else.  Not terminated; may hold NUL. */
struct str {
	const char *at;
	size_t length;
};

#define STR(literal) ((struct str){ (literal), sizeof(literal) - 1 })
#define STR_NONE ((struct str){ NULL, 0 })
/* For printf's "%.*s". */
#define STR_ARG(s) (int)(s).length, (s).at

struct str str_from(const char *c_string); /* NULL gives STR_NONE */
bool str_equal(struct str a, struct str b);
bool str_is(struct str s, const char *c_string);
int str_compare(struct str a, struct str b);
bool str_starts(struct str s, struct str prefix);
bool str_ends(struct str s, struct str suffix);
struct str str_trim(struct str s); /* space, tab, CR, LF at both ends */
struct str str_from_index(struct str s, size_t start);
struct str str_first(struct str s, size_t length);

/* Position of "byte", or s.length where there is none. */
size_t str_find(struct str s, char byte);

/*
 * Cut the part before the first "byte" off "*rest" and return it; "*rest" is
 * what follows the byte, or STR_NONE (at == NULL) when there was none.
 */
struct str str_cut(struct str *rest, char byte);

/* Decimal digits only, no sign; false on anything else and on overflow. */
bool str_to_long(struct str s, long *out);

/* Well-formed UTF-8 by RFC 3629: no overlong form, no surrogate. */
bool str_is_utf8(struct str s);

/* Copies in "arena"; STR_NONE / NULL when it is full. */
struct str str_copy(struct str s, struct arena *arena);
char *str_to_c(struct str s, struct arena *arena);

/* ASCII letters to lower case, in "arena". */
struct str str_lower(struct str s, struct arena *arena);

/*
 * The form under which names are compared: ASCII lower case, runs of
 * anything but letters and digits become one '-', none at the ends.
 * "Rinvoq LQ" and "rinvoq_lq" both give "rinvoq-lq".  Bytes above 0x7f stay.
 */
struct str str_fold(struct str s, struct arena *arena);

/*
 * What a message may repeat of a text somebody typed, in "arena": at most
 * "most" bytes, cut between characters of UTF-8, with '?' for what would
 * steer a terminal (bytes below 0x20 and 0x7f).  STR_NONE when it is full.
 */
struct str str_shown(struct str s, size_t most, struct arena *arena);

#endif
