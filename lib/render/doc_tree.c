#include "lib/render/doc_tree.h"

#include <string.h>

#include "lib/base/arena.h"

enum { TEXT_CHUNK = 4096 };

static enum err
fail(struct doc_tree *tree, enum err err, const char *message)
{
	if (tree->err == OK)
		tree->err = err_set(tree->note, err, "markup: %s", message);
	return tree->err;
}

struct doc_tree
doc_tree_new(size_t length, struct arena *arena, struct note *note)
{
	struct doc_tree tree = { .arena = arena, .note = note,
		.size = length };

	if ((tree.pool = arena_alloc(arena, length)) == NULL)
		fail(&tree, ERR_MEMORY, "out of memory");
	return tree;
}

struct doc *
doc_tree_append(struct doc_tree *tree, enum doc_kind kind)
{
	struct doc *node;

	if (++tree->nodes > DOC_NODES) {
		fail(tree, ERR_TOO_LARGE, "too many parts");
		return NULL;
	}
	if ((node = arena_alloc(tree->arena, sizeof(*node))) == NULL) {
		fail(tree, ERR_MEMORY, "out of memory");
		return NULL;
	}
	node->kind = kind;
	node->parent = tree->at;
	if (tree->at == NULL)
		return node;
	if (tree->at->last == NULL)
		tree->at->first = node;
	else
		tree->at->last->next = node;
	tree->at->last = node;
	return node;
}

struct doc *
doc_tree_open(struct doc_tree *tree, enum doc_kind kind)
{
	struct doc *node;

	if (tree->depth == DOC_DEPTH) {
		fail(tree, ERR_TOO_LARGE, "nested too deep");
		return NULL;
	}
	if ((node = doc_tree_append(tree, kind)) == NULL)
		return NULL;
	tree->depth++;
	tree->at = node;
	if (tree->root == NULL)
		tree->root = node;
	return node;
}

void
doc_tree_close(struct doc_tree *tree)
{
	if (tree->at == tree->root)
		return;
	tree->at = tree->at->parent;
	tree->depth--;
}

enum err
doc_tree_text(struct doc_tree *tree, struct str *text, struct str more)
{
	size_t size;
	char *pool;

	if (text->length == 0)
		text->at = tree->pool + tree->used;
	if (more.length > tree->size - tree->used) {
		size = 2 * text->length + more.length + TEXT_CHUNK;
		if ((pool = arena_alloc(tree->arena, size)) == NULL)
			return fail(tree, ERR_MEMORY, "out of memory");
		if (text->length > 0)
			memcpy(pool, text->at, text->length);
		tree->pool = pool;
		tree->size = size;
		tree->used = text->length;
		text->at = pool;
	}
	if (more.length > 0)
		memcpy(tree->pool + tree->used, more.at, more.length);
	tree->used += more.length;
	text->length += more.length;
	return OK;
}
