#include "lib/render/doc.h"

#include <md4c.h>

#include "lib/render/clean.h"
#include "lib/render/doc_tree.h"
#include "lib/render/entity.h"

/*
 * md4c reports what it meets by callbacks, here with a struct doc_tree to
 * build; one that returns a negative number ends the parse (a positive one
 * only sometimes, whatever md4c.h says).  It does not promise that ends
 * match beginnings: on hostile text it has been seen to end a span that
 * never began, so the root is never closed.
 */
enum { GO_ON = 0, STOP = -1 };

static int
check(const struct doc *node)
{
	return node == NULL ? STOP : GO_ON;
}

static int
put(struct doc_tree *tree, struct str *text, struct str more)
{
	return doc_tree_text(tree, text, more) == OK ? GO_ON : STOP;
}

/* In a tight list md4c leaves out the paragraph; here there is always one. */
static int
enter_inline(struct doc_tree *tree)
{
	if (tree->at->kind != DOC_ITEM)
		return GO_ON;
	return check(doc_tree_open(tree, DOC_PARAGRAPH));
}

/* Such a paragraph ends where the next block starts or the item ends. */
static void
leave_inline(struct doc_tree *tree)
{
	if (tree->at->kind == DOC_PARAGRAPH &&
	    tree->at->parent->kind == DOC_ITEM)
		doc_tree_close(tree);
}

static int
add_text(struct doc_tree *tree, struct str text)
{
	struct doc *node = tree->at;

	if (node->kind == DOC_CODE || node->kind == DOC_CODE_BLOCK)
		return put(tree, &node->text, text);
	if (enter_inline(tree) != GO_ON)
		return STOP;
	node = tree->at->last;
	if ((node == NULL || node->kind != DOC_TEXT) &&
	    (node = doc_tree_append(tree, DOC_TEXT)) == NULL)
		return STOP;
	return put(tree, &node->text, text);
}

/* What an entity stands for, in "room"; itself where that is not known. */
static struct str
decode(struct str entity, char room[ENTITY_BYTES])
{
	size_t length = entity_decode(entity, room), skip;
	struct str decoded = { room, length }, instead;

	if (length == 0)
		return entity;
	return clean_next(decoded, &skip, &instead) == length ? decoded :
								instead;
}

static int
add_destination(struct doc_tree *tree, struct str *out,
    const MD_ATTRIBUTE *href)
{
	char decoded[ENTITY_BYTES];
	struct str part;
	size_t i, from;

	for (i = 0; i < href->size && href->substr_offsets[i] < href->size;
	     i++) {
		from = href->substr_offsets[i];
		part = (struct str){ href->text + from,
			href->substr_offsets[i + 1] - from };
		if (href->substr_types[i] == MD_TEXT_ENTITY)
			part = decode(part, decoded);
		if (put(tree, out, part) != GO_ON)
			return STOP;
	}
	return GO_ON;
}

static int
open_list(struct doc_tree *tree, bool ordered, bool tight, unsigned start)
{
	struct doc *node = doc_tree_open(tree, DOC_LIST);

	if (node == NULL)
		return STOP;
	node->ordered = ordered;
	node->tight = tight;
	node->number = start;
	return GO_ON;
}

static int
open_numbered(struct doc_tree *tree, enum doc_kind kind, unsigned number)
{
	struct doc *node = doc_tree_open(tree, kind);

	if (node == NULL)
		return STOP;
	node->number = number;
	return GO_ON;
}

static int
open_cell(struct doc_tree *tree, const MD_BLOCK_TD_DETAIL *detail)
{
	struct doc *node = doc_tree_open(tree, DOC_CELL);

	if (node == NULL)
		return STOP;
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
	return GO_ON;
}

static int
enter_block(MD_BLOCKTYPE type, void *detail, void *data)
{
	struct doc_tree *tree = data;
	const MD_BLOCK_UL_DETAIL *ul = detail;
	const MD_BLOCK_OL_DETAIL *ol = detail;

	if (type != MD_BLOCK_DOC)
		leave_inline(tree);
	switch (type) {
	case MD_BLOCK_DOC:
		return check(doc_tree_open(tree, DOC_ROOT));
	case MD_BLOCK_QUOTE:
		return check(doc_tree_open(tree, DOC_QUOTE));
	case MD_BLOCK_UL:
		return open_list(tree, false, ul->is_tight != 0, 0);
	case MD_BLOCK_OL:
		return open_list(tree, true, ol->is_tight != 0, ol->start);
	case MD_BLOCK_LI:
		return check(doc_tree_open(tree, DOC_ITEM));
	case MD_BLOCK_HR:
		return check(doc_tree_open(tree, DOC_RULE));
	case MD_BLOCK_H:
		return open_numbered(tree, DOC_HEADING,
		    ((MD_BLOCK_H_DETAIL *)detail)->level);
	case MD_BLOCK_CODE:
		return check(doc_tree_open(tree, DOC_CODE_BLOCK));
	case MD_BLOCK_HTML: /* switched off, so text */
	case MD_BLOCK_P:
		return check(doc_tree_open(tree, DOC_PARAGRAPH));
	case MD_BLOCK_TABLE:
		return open_numbered(tree, DOC_TABLE,
		    ((MD_BLOCK_TABLE_DETAIL *)detail)->col_count);
	case MD_BLOCK_THEAD:
	case MD_BLOCK_TBODY:
		return GO_ON;
	case MD_BLOCK_TR:
		return check(doc_tree_open(tree, DOC_ROW));
	case MD_BLOCK_TH:
	case MD_BLOCK_TD:
		return open_cell(tree, detail);
	}
	return GO_ON;
}

static int
leave_block(MD_BLOCKTYPE type, void *detail, void *data)
{
	struct doc_tree *tree = data;

	(void)detail;
	if (type == MD_BLOCK_THEAD || type == MD_BLOCK_TBODY)
		return GO_ON;
	if (type == MD_BLOCK_LI)
		leave_inline(tree);
	if (type != MD_BLOCK_DOC)
		doc_tree_close(tree);
	return GO_ON;
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

/* md4c makes <autolinks> links even inside a link's text. */
static bool
lies_in_link(const struct doc *node)
{
	while ((node = node->parent) != NULL)
		if (node->kind == DOC_LINK)
			return true;
	return false;
}

static int
enter_span(MD_SPANTYPE type, void *detail, void *data)
{
	enum doc_kind kind = span_kind(type);
	struct doc_tree *tree = data;
	struct doc *node;

	if (kind == DOC_ROOT)
		return GO_ON;
	if (enter_inline(tree) != GO_ON ||
	    (node = doc_tree_open(tree, kind)) == NULL)
		return STOP;
	if (kind != DOC_LINK || lies_in_link(node))
		return GO_ON;
	return add_destination(tree, &node->text,
	    &((MD_SPAN_A_DETAIL *)detail)->href);
}

static int
leave_span(MD_SPANTYPE type, void *detail, void *data)
{
	(void)detail;
	if (span_kind(type) != DOC_ROOT)
		doc_tree_close(data);
	return GO_ON;
}

static int
on_text(MD_TEXTTYPE type, const MD_CHAR *at, MD_SIZE length, void *data)
{
	struct str text = { at, length };
	struct doc_tree *tree = data;
	char decoded[ENTITY_BYTES];

	switch (type) {
	case MD_TEXT_NORMAL:
	case MD_TEXT_CODE:
	case MD_TEXT_HTML:
	case MD_TEXT_LATEXMATH:
		return add_text(tree, text);
	case MD_TEXT_ENTITY:
		return add_text(tree, decode(text, decoded));
	case MD_TEXT_SOFTBR:
		return add_text(tree, STR(" "));
	case MD_TEXT_NULLCHAR:
		return add_text(tree, STR("\xef\xbf\xbd"));
	case MD_TEXT_BR:
		if (enter_inline(tree) != GO_ON)
			return STOP;
		return check(doc_tree_append(tree, DOC_LINE_BREAK));
	}
	return GO_ON;
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
	struct doc_tree tree;

	if (markup.length > DOC_BYTES)
		return err_set(note, ERR_TOO_LARGE,
		    "markup: longer than %d bytes", DOC_BYTES);
	if (str_find(markup, '\0') < markup.length)
		return err_set(note, ERR_SYNTAX, "markup: holds a NUL byte");
	/* Above all for md4c: it reads on behind a text cut within UTF-8. */
	if (clean_text(markup, arena, &markup) != OK)
		return err_set(note, ERR_MEMORY, "markup: out of memory");
	tree = doc_tree_new(markup.length, arena, note);
	if (tree.err != OK)
		return tree.err;
	if (md_parse(markup.length == 0 ? "" : markup.at,
	    (MD_SIZE)markup.length, &callbacks, &tree) != 0 && tree.err == OK)
		return err_set(note, ERR_MEMORY, "markup: out of memory");
	if (tree.err != OK)
		return tree.err;
	*out = tree.root;
	return OK;
}
