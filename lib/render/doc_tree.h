#ifndef LIB_RENDER_DOC_TREE_H
#define LIB_RENDER_DOC_TREE_H

#include <stddef.h>

#include "lib/render/doc.h"

/*
 * A document being made, private to doc.c.  The first failure stays: "err"
 * says what it was, and the note why.  Text comes in many small pieces,
 * which are joined in "pool".
 */
struct doc_tree {
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

/* Room for "length" bytes of text is taken at once; more is found later. */
struct doc_tree doc_tree_new(size_t length, struct arena *arena,
    struct note *note);

/* A new last child of the open node; doc_tree_open() opens it, too. */
struct doc *doc_tree_append(struct doc_tree *tree, enum doc_kind kind);
struct doc *doc_tree_open(struct doc_tree *tree, enum doc_kind kind);

/* Close the innermost node.  The root stays open. */
void doc_tree_close(struct doc_tree *tree);

/* Make "text" longer, which is empty or was the last to be made longer. */
enum err doc_tree_text(struct doc_tree *tree, struct str *text,
    struct str more);

#endif
