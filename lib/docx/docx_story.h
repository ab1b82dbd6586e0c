#ifndef LIB_DOCX_DOCX_STORY_H
#define LIB_DOCX_DOCX_STORY_H

#include <stdbool.h>

#include "lib/base/buf.h"
#include "lib/render/doc.h"
#include "lib/render/paper.h"

/* A part of a DOCX file that people read; print_docx()'s own. */

/* Numbered lists count in one row through all parts of the file. */
struct docx_lists {
	struct buf xml; /* the <w:num> of each */
	unsigned count; /* with DOCX_BULLETS */
};

struct docx_story {
	struct buf *out;
	struct buf *links; /* the part's relationships to places outside */
	unsigned link_count;
	struct docx_lists *lists;
};

/* Where a block stands in lists and quotes; all zero: in none. */
struct docx_place {
	const char *style; /* of paragraphs outside of lists and quotes; NULL:
			      as in the document's body */
	int left;	/* of its text, in twips */
	int right;	/* likewise: what a table leaves free at that side */
	unsigned level; /* of lists, from 1 */
	bool quoted;
	bool loose;	 /* in a list with space between its items */
	unsigned number; /* of the list whose sign the next paragraph bears;
			    0: it bears none */
};

/* How a paragraph looks, besides the place where it stands. */
struct docx_paragraph {
	const char *style; /* NULL: as the place has it */
	bool keep;	   /* on one page with what follows */
	bool whole;	   /* on one page */
	enum doc_align align;
};

/* The blocks of a node. */
void docx_blocks(struct docx_story *story, const struct doc *parent,
    struct docx_place place);

/* Write <w:p> and its properties; "content", or NULL, tells the direction. */
void docx_open(struct docx_story *story, const struct docx_paragraph *look,
    const struct docx_place *place, const struct doc *content);
void docx_close(struct docx_story *story);

/* Looks of text, to be added up. */
enum docx_look { DOCX_BOLD = 1, DOCX_ITALIC = 2, DOCX_CODE = 4, DOCX_LINK = 8 };

/* The inlines of a node, and text of our own, as runs. */
void docx_inlines(
    struct docx_story *story, const struct doc *parent, unsigned look);
void docx_text(struct docx_story *story, struct str text, unsigned look);

/* The direction of the first letter in a node that has one. */
bool docx_is_to_left(const struct doc *node);

void docx_table(struct docx_story *story, const struct doc *table,
    const struct docx_place *place);

/* Headers and footers; "logo" is a PNG of that size in pixels. */
struct docx_logo {
	unsigned width; /* 0: there is none */
	unsigned height;
};
void docx_first_header(struct docx_story *story, const struct paper *paper,
    struct docx_logo logo);
void docx_next_header(struct docx_story *story, const struct paper *paper);
void docx_footer(struct docx_story *story, const struct paper *paper);

#endif
