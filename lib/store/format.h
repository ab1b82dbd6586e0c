#ifndef LIB_STORE_FORMAT_H
#define LIB_STORE_FORMAT_H

#include <stdint.h>

/*
 * The shape of a knowledge base file, for its one writer (kb/writer.c) and
 * its one reader (lib/store/kb.c).
 *
 * The file is an LMDB environment written once, in key order, followed by a
 * trailer that lets a reader refuse anything that is not exactly what the
 * writer wrote.  All records are in the unnamed database; a key is words
 * joined by '/':
 *
 *	meta                          value {generation, built, counts ...}
 *	fact/KIND/ID                  value: the source, as it was written
 *	name/KIND/FOLDED              value {id, name, as}
 *	cover/INSURER/TREATMENT       value: which policies, what they answer
 *	SECTION/KEY[/KEY]             section (lib/store/section.h); what is
 *	SECTION@INSURER/KEY/KEY       for one insurer's guides only
 *	cite/ID                       section: one entry of "citations"
 *	code/SYSTEM.CODE              section: one denial code
 *	code-key/FOLDED               value: codes written so, by system
 *	code-pair/CODE/CODE           value: what one means beside the other
 *	code-phrases/all              value: words that stand for reasons
 *	code-systems/all              section: whose codes there are
 *	find/KEY                      value: what a folded name stands for
 *	spelling/table spelling/keys  lib/search/search_spelling.h
 *	index                         section: the first page, whole
 *	template/NAME                 text of a template
 *	asset/NAME                    bytes of a style sheet, script or picture
 *	contract/NAME                 JSON: names that templates may use
 *	sample/NAME                   JSON: a case to try templates with
 */
#define KB_MAGIC "APPEALKB"

enum { KB_FORMAT = 2, KB_KEY_MAX = 400 };

/* The last KB_TRAILER bytes of the file; numbers are little endian. */
enum {
	KB_TRAILER = 64,
	KB_TRAILER_MAGIC = 0,    /* 8 bytes */
	KB_TRAILER_FORMAT = 8,   /* 4 */
	KB_TRAILER_LENGTH = 16,  /* 8: bytes before the trailer */
	KB_TRAILER_RECORDS = 24, /* 8 */
	KB_TRAILER_SHA256 = 32   /* 32: of the bytes before the trailer and of
	                            the trailer's own first 32 */
};

#endif
