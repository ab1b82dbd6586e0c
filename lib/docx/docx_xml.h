#ifndef LIB_DOCX_DOCX_XML_H
#define LIB_DOCX_DOCX_XML_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/buf.h"
#include "lib/base/str.h"

/*
 * Text on its way into XML.  What XML 1.0 cannot hold (section 2.2: control
 * characters but tab and line ends, U+FFFE, U+FFFF) and bytes that are not
 * UTF-8 count as U+FFFD.
 */

/* Bytes of the character at the start of "text" (not empty), its number. */
size_t docx_xml_next(struct str text, uint32_t *code);

/* Write text, for between tags or for an attribute in double quotes. */
void docx_xml_put(struct buf *out, struct str text);

/* The direction of the first character that has one. */
enum docx_direction { DOCX_NEUTRAL, DOCX_TO_LEFT, DOCX_TO_RIGHT };
enum docx_direction docx_xml_direction(struct str text);

/*
 * Cut the longest run of one direction off "*rest": from the first to the
 * last letter of a script written to the left, with what lies between, or
 * what is before it.
 */
struct str docx_xml_run(struct str *rest, bool *to_left);

#endif
