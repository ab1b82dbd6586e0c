#ifndef LIB_TEMPLATE_TEMPLATE_PARSER_H
#define LIB_TEMPLATE_TEMPLATE_PARSER_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/err.h"
#include "lib/base/str.h"
#include "lib/template/template.h"
#include "lib/template/template_code.h"
#include "lib/template/template_node.h"

struct arena;

/* Compiling one template: private to template_{parse,tag,block}.c. */

enum { DELIMITER_MAX = 16 };

struct parser {
	struct template *template;
	struct arena *arena;
	struct note *note;
	struct str text;
	size_t at; /* where the text not yet compiled starts */
	struct str open;
	struct str close;
	bool line_starts; /* the next op is the first of its line */
	size_t opened[TEMPLATE_DEPTH]; /* what is not closed: indexes of ops */
	size_t depth;
	struct code code; /* in templates of light markup */
};

struct tag {
	char kind; /* one of #^/>!=&{<$ or 0 for a plain name */
	bool dynamic;
	struct str content; /* without the '*' of a dynamic name */
	size_t start;       /* of the tag, delimiters included */
	size_t end;
	bool leads;  /* only blanks before it on its line, */
	size_t line; /* which starts here */
	bool trails; /* only blanks behind it on its line, */
	size_t next; /* and the next one starts here */
	bool standalone;
};

/* template_tag.c */

/*
 * Cut out the tag at "start", where the opening delimiter is.  ERR_SYNTAX
 * if it does not end or its name is none.
 */
enum err template_tag_read(const struct parser *p, size_t start,
    struct tag *tag);

/* Take over the delimiters that a tag of the kind '=' sets. */
enum err template_tag_delimiters(struct parser *p, const struct tag *tag);

/* Where "needle" is in "text" from "from" on, or text.length. */
size_t template_tag_find(struct str text, struct str needle, size_t from);

/* template_parse.c */

/* A new op at the end; NULL when the arena is full. */
struct op *template_op(struct parser *p, enum op_kind kind, size_t at);

/* Remember an op that needs closing. */
enum err template_opened(struct parser *p, const struct tag *tag);

/* The op that is to be closed next; NULL if there is none. */
struct op *template_inside(const struct parser *p);

enum err template_no_memory(const struct parser *p);

/* template_block.c: parents and blocks */

/*
 * Does the tag go with its line, here, where a tag in or of a parent or
 * block may be alone on it in another way than others?  Sets
 * tag->standalone.
 */
void template_block_place(const struct parser *p, struct tag *tag);

enum err template_parent_open(struct parser *p, const struct tag *tag);
enum err template_block_open(struct parser *p, const struct tag *tag);

/* What is left to do when "op", a parent or block, was closed by "tag". */
enum err template_block_closed(struct parser *p, const struct tag *tag,
    size_t op);

#endif
