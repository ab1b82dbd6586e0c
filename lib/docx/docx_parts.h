#ifndef LIB_DOCX_DOCX_PARTS_H
#define LIB_DOCX_DOCX_PARTS_H

/*
 * The parts of a DOCX file that are the same in each, and the openings of
 * those that are not; print_docx()'s own.  Children stand in the order that
 * the schema of ECMA-376 asks for (part 1, annex A, transitional): Word
 * refuses another.
 */
extern const char docx_content_types[];
extern const char docx_package_links[];	 /* _rels/.rels */
extern const char docx_document_links[]; /* all but those to places outside */
extern const char docx_links_open[];
extern const char docx_links_close[];
extern const char docx_app[];
extern const char docx_styles[];
extern const char docx_settings[];
extern const char docx_fonts[];
extern const char docx_numbering_open[]; /* up to the first <w:num> */
extern const char docx_numbering_close[];

/* The element opened, with all namespaces that its content may use. */
extern const char docx_document_open[];
extern const char docx_header_open[];
extern const char docx_footer_open[];

/* The end of the document: paper, margins, headers and footers. */
extern const char docx_document_close[];

/* DRAFT across a page, as Word writes a watermark: a run, with a number that
   no other in the file has between the two. */
extern const char docx_watermark_open[];
extern const char docx_watermark_close[];

/* Lengths in twips, a twentieth of a point. */
enum {
	DOCX_COLUMN = 9360, /* of text: 8.5 inches less two margins */
	DOCX_INDENT = 400,  /* of each level of a list */
	DOCX_QUOTE = 360,   /* of a quote, both sides */
	DOCX_LEVELS = 9,    /* of lists, that numbering knows */
	DOCX_BULLETS = 1    /* the number of the one list without numbers */
};

#endif
