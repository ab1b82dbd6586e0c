#include "lib/render/doc.h"

#include <md4c.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/render/entity.h"

enum { TEXT_CHUNK = 4096 };

/*
 * md4c reports what it meets by callbacks; one that returns a negative
 * number ends the parse (a positive one only sometimes, whatever md4c.h
 * says), and "err" says why.  Text comes in many small pieces (each
 * backslash cuts it), which are joined in "pool".
 */
struct parser {
	struct arena *arena;
	struct note *note;
	enum err err;
	struct doc *root;
	struct doc *at; /* the innermost open node */
	size_t depth;
	size_t nodes;
	char *pool;
	size_t used;
	size_t size;
};

static int
fail(struct parser *p, enum err err, const char *message)
{
	p->err = err_set(p->note, err, "markup: %s", message);
	return -1;
}

static int
check(const struct doc *node)
{
	return node == NULL ? -1 : 0;
}

static struct doc *
append(struct parser *p, enum doc_kind kind)
{
	struct doc *node;

	if (++p->nodes > DOC_NODES) {
		fail(p, ERR_TOO_LARGE, "too many parts");
		return NULL;
	}
	if ((node = arena_alloc(p->arena, sizeof(*node))) == NULL) {
		fail(p, ERR_MEMORY, "out of memory");
		return NULL;
	}
	node->kind = kind;
	node->parent = p->at;
	if (p->at == NULL)
		return node;
	if (p->at->last == NULL)
		p->at->first = node;
	else
		p->at->last->next = node;
	p->at->last = node;
	return node;
}

static struct doc *
open_node(struct parser *p, enum doc_kind kind)
{
	struct doc *node;

	if (p->depth == DOC_DEPTH) {
		fail(p, ERR_TOO_LARGE, "nested too deep");
		return NULL;
	}
	if ((node = append(p, kind)) == NULL)
		return NULL;
	p->depth++;
	p->at = node;
	if (p->root == NULL)
		p->root = node;
	return node;
}

/*
 * md4c does not promise that ends match beginnings: on hostile text it has
 * been seen to end a span that never began.  The root stays open.
 */
static void
close_node(struct parser *p)
{
	if (p->at == p->root)
		return;
	p->at = p->at->parent;
	p->depth--;
}

/* Make "text", which ends where the pool's used part does, longer. */
static int
grow_text(struct parser *p, struct str *text, struct str more)
{
	size_t size;
	char *pool;

	if (text->length == 0)
		text->at = p->pool + p->used;
	if (more.length > p->size - p->used) {
		size = 2 * text->length + more.length + TEXT_CHUNK;
		if ((pool = arena_alloc(p->arena, size)) == NULL)
			return fail(p, ERR_MEMORY, "out of memory");
		if (text->length > 0)
			memcpy(pool, text->at, text->length);
		p->pool = pool;
		p->size = size;
		p->used = text->length;
		text->at = pool;
	}
	if (more.length > 0)
		memcpy(p->pool + p->used, more.at, more.length);
	p->used += more.length;
	text->length += more.length;
	return 0;
}

/* In a tight list md4c leaves out the paragraph; here there is always one. */
static int
enter_inline(struct parser *p)
{
	if (p->at->kind != DOC_ITEM)
		return 0;
	return check(open_node(p, DOC_PARAGRAPH));
}

/* Such a paragraph ends where the next block starts or the item ends. */
static void
leave_inline(struct parser *p)
{
	if (p->at->kind == DOC_PARAGRAPH && p->at->parent->kind == DOC_ITEM)
		close_node(p);
}

static int
add_text(struct parser *p, struct str text)
{
	struct doc *node = p->at;

	if (node->kind == DOC_CODE || node->kind == DOC_CODE_BLOCK)
		return grow_text(p, &node->text, text);
	if (enter_inline(p) != 0)
		return -1;
	node = p->at->last;
	if ((node == NULL || node->kind != DOC_TEXT) &&
	    (node = append(p, DOC_TEXT)) == NULL)
		return -1;
	return grow_text(p, &node->text, text);
}

static int
add_entity(struct parser *p, struct str entity)
{
	char decoded[ENTITY_BYTES];
	size_t length = entity_decode(entity, decoded);

	if (length == 0)
		return add_text(p, entity);
	return add_text(p, (struct str){ decoded, length });
}

static int
add_destination(struct parser *p, struct str *out, const MD_ATTRIBUTE *href)
{
	char decoded[ENTITY_BYTES];
	struct str part;
	size_t i, from, length;

	for (i = 0; i < href->size && href->substr_offsets[i] < href->size;
	     i++) {
		from = href->substr_offsets[i];
		part = (struct str){ href->text + from,
			href->substr_offsets[i + 1] - from };
		if (href->substr_types[i] == MD_TEXT_ENTITY &&
		    (length = entity_decode(part, decoded)) > 0)
			part = (struct str){ decoded, length };
		if (grow_text(p, out, part) != 0)
			return -1;
	}
	return 0;
}

static int
open_list(struct parser *p, bool ordered, bool tight, unsigned start)
{
	struct doc *node = open_node(p, DOC_LIST);

	if (node == NULL)
		return -1;
	node->ordered = ordered;
	node->tight = tight;
	node->number = start;
	return 0;
}

static int
open_numbered(struct parser *p, enum doc_kind kind, unsigned number)
{
	struct doc *node = open_node(p, kind);

	if (node == NULL)
		return -1;
	node->number = number;
	return 0;
}

static int
open_cell(struct parser *p, const MD_BLOCK_TD_DETAIL *detail)
{
	struct doc *node = open_node(p, DOC_CELL);

	if (node == NULL)
		return -1;
	switch (detail->align) {
	case MD_ALIGN_DEFAULT:
		node->align = ALIGN_NONE;
		break;
	case MD_ALIGN_LEFT:
		node->align = ALIGN_LEFT;
		break;
	case MD_ALIGN_CENTER:
		node->align = ALIGN_CENTER;
		break;
	case MD_ALIGN_RIGHT:
		node->align = ALIGN_RIGHT;
		break;
	}
	return 0;
}

static int
enter_block(MD_BLOCKTYPE type, void *detail, void *parser)
{
	struct parser *p = parser;
	const MD_BLOCK_UL_DETAIL *ul = detail;
	const MD_BLOCK_OL_DETAIL *ol = detail;

	if (type != MD_BLOCK_DOC)
		leave_inline(p);
	switch (type) {
	case MD_BLOCK_DOC:
		return check(open_node(p, DOC_ROOT));
	case MD_BLOCK_QUOTE:
		return check(open_node(p, DOC_QUOTE));
	case MD_BLOCK_UL:
		return open_list(p, false, ul->is_tight != 0, 0);
	case MD_BLOCK_OL:
		return open_list(p, true, ol->is_tight != 0, ol->start);
	case MD_BLOCK_LI:
		return check(open_node(p, DOC_ITEM));
	case MD_BLOCK_HR:
		return check(open_node(p, DOC_RULE));
	case MD_BLOCK_H:
		return open_numbered(p, DOC_HEADING,
		    ((MD_BLOCK_H_DETAIL *)detail)->level);
	case MD_BLOCK_CODE:
		return check(open_node(p, DOC_CODE_BLOCK));
	case MD_BLOCK_HTML: /* switched off, so text */
	case MD_BLOCK_P:
		return check(open_node(p, DOC_PARAGRAPH));
	case MD_BLOCK_TABLE:
		return open_numbered(p, DOC_TABLE,
		    ((MD_BLOCK_TABLE_DETAIL *)detail)->col_count);
	case MD_BLOCK_THEAD:
	case MD_BLOCK_TBODY:
		return 0;
	case MD_BLOCK_TR:
		return check(open_node(p, DOC_ROW));
	case MD_BLOCK_TH:
	case MD_BLOCK_TD:
		return open_cell(p, detail);
	}
	return 0;
}

static int
leave_block(MD_BLOCKTYPE type, void *detail, void *parser)
{
	struct parser *p = parser;

	(void)detail;
	if (type == MD_BLOCK_THEAD || type == MD_BLOCK_TBODY)
		return 0;
	if (type == MD_BLOCK_LI)
		leave_inline(p);
	if (type != MD_BLOCK_DOC)
		close_node(p);
	return 0;
}

/* DOC_ROOT: a span that has no node of its own, only its text. */
static enum doc_kind
span_kind(MD_SPANTYPE type)
{
	switch (type) {
	case MD_SPAN_EM:
		return DOC_EMPHASIS;
	case MD_SPAN_STRONG:
		return DOC_STRONG;
	case MD_SPAN_A:
		return DOC_LINK;
	case MD_SPAN_CODE:
		return DOC_CODE;
	case MD_SPAN_IMG:
	case MD_SPAN_DEL:
	case MD_SPAN_LATEXMATH:
	case MD_SPAN_LATEXMATH_DISPLAY:
	case MD_SPAN_WIKILINK:
	case MD_SPAN_U:
		return DOC_ROOT;
	}
	return DOC_ROOT;
}

static int
enter_span(MD_SPANTYPE type, void *detail, void *parser)
{
	enum doc_kind kind = span_kind(type);
	struct parser *p = parser;
	struct doc *node;

	if (kind == DOC_ROOT)
		return 0;
	if (enter_inline(p) != 0 || (node = open_node(p, kind)) == NULL)
		return -1;
	if (kind != DOC_LINK)
		return 0;
	return add_destination(p, &node->text,
	    &((MD_SPAN_A_DETAIL *)detail)->href);
}

static int
leave_span(MD_SPANTYPE type, void *detail, void *parser)
{
	(void)detail;
	if (span_kind(type) != DOC_ROOT)
		close_node(parser);
	return 0;
}

static int
on_text(MD_TEXTTYPE type, const MD_CHAR *at, MD_SIZE length, void *parser)
{
	struct str text = { at, length };
	struct parser *p = parser;

	switch (type) {
	case MD_TEXT_NORMAL:
	case MD_TEXT_CODE:
	case MD_TEXT_HTML:
	case MD_TEXT_LATEXMATH:
		return add_text(p, text);
	case MD_TEXT_ENTITY:
		return add_entity(p, text);
	case MD_TEXT_SOFTBR:
		return add_text(p, STR(" "));
	case MD_TEXT_NULLCHAR:
		return add_text(p, STR("\xef\xbf\xbd"));
	case MD_TEXT_BR:
		if (enter_inline(p) != 0)
			return -1;
		return check(append(p, DOC_LINE_BREAK));
	}
	return 0;
}

enum err
doc_parse(struct str markup, struct arena *arena, struct doc **out,
    struct note *note)
{
	static const MD_PARSER callbacks = {
		.flags = MD_FLAG_TABLES | MD_FLAG_NOHTML |
		    MD_FLAG_NOINDENTEDCODEBLOCKS,
		.enter_block = enter_block,
		.leave_block = leave_block,
		.enter_span = enter_span,
		.leave_span = leave_span,
		.text = on_text
	};
	struct parser p = { .arena = arena, .note = note };

	if (markup.length > DOC_BYTES)
		return err_set(note, ERR_TOO_LARGE,
		    "markup: longer than %d bytes", DOC_BYTES);
	if (str_find(markup, '\0') < markup.length)
		return err_set(note, ERR_SYNTAX, "markup: holds a NUL byte");
	p.size = markup.length;
	if ((p.pool = arena_alloc(arena, p.size)) == NULL)
		return err_set(note, ERR_MEMORY, "markup: out of memory");
	if (md_parse(markup.length == 0 ? "" : markup.at,
	    (MD_SIZE)markup.length, &callbacks, &p) != 0 && p.err == OK)
		fail(&p, ERR_MEMORY, "out of memory");
	if (p.err != OK)
		return p.err;
	*out = p.root;
	return OK;
}
