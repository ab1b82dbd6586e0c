#include "lib/docx/print_docx.h"

#include <stdint.h>

#include "lib/base/arena.h"
#include "lib/docx/docx_parts.h"
#include "lib/docx/docx_story.h"
#include "lib/docx/docx_xml.h"
#include "lib/docx/zip_file.h"

/* Of one part before it is packed; the arena is bounded, too. */
enum { PART_BYTES = 256 << 20 };

/* A part of text, and its links to other parts and to places outside. */
struct part {
	struct buf text;
	struct buf links;
};

struct package {
	struct part body;
	struct part first_header;
	struct part next_header;
	struct part footer;
	struct buf core;
	struct docx_lists lists;
};

static struct part
new_part(struct arena *arena)
{
	return (struct part){ buf_new(arena, PART_BYTES),
		buf_new(arena, PART_BYTES) };
}

static struct docx_story
open_story(struct part *part, struct docx_lists *lists, const char *open)
{
	buf_puts(&part->text, open);
	buf_puts(&part->links, docx_links_open);
	return (struct docx_story){ .out = &part->text,
		.links = &part->links, .lists = lists };
}

static void
close_story(struct part *part, const char *close)
{
	buf_puts(&part->text, close);
	buf_puts(&part->links, docx_links_close);
}

static void
write_body(struct package *package, const struct doc *doc)
{
	struct part *part = &package->body;
	struct docx_story story = open_story(part, &package->lists,
	    docx_document_open);
	static const struct docx_place top;

	buf_puts(&part->links, docx_document_links);
	docx_blocks(&story, doc, top);
	close_story(part, docx_document_close);
}

static void
write_frame(struct package *package, const struct paper *paper,
    struct docx_logo logo)
{
	struct docx_story story;

	story = open_story(&package->first_header, &package->lists,
	    docx_header_open);
	if (logo.width > 0)
		buf_puts(story.links, "<Relationship Id=\"logo\" Type=\""
		    "http://schemas.openxmlformats.org/officeDocument/2006/"
		    "relationships/image\" Target=\"media/logo.png\"/>");
	docx_first_header(&story, paper, logo);
	close_story(&package->first_header, "</w:hdr>\n");
	story = open_story(&package->next_header, &package->lists,
	    docx_header_open);
	docx_next_header(&story, paper);
	close_story(&package->next_header, "</w:hdr>\n");
	story = open_story(&package->footer, &package->lists,
	    docx_footer_open);
	docx_footer(&story, paper);
	close_story(&package->footer, "</w:ftr>\n");
}

/* Title, days and language, as Dublin Core. */
static void
write_core(struct buf *out, const struct paper *paper)
{
	struct date_parts day = date_split(paper->date);

	buf_puts(out, "<?xml version=\"1.0\" encoding=\"UTF-8\""
	    " standalone=\"yes\"?>\n<cp:coreProperties xmlns:cp=\""
	    "http://schemas.openxmlformats.org/package/2006/metadata/"
	    "core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
	    " xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:xsi=\""
	    "http://www.w3.org/2001/XMLSchema-instance\"><dc:title>");
	docx_xml_put(out, paper->title);
	buf_puts(out, "</dc:title><dc:language>en-US</dc:language>");
	buf_printf(out, "<dcterms:created xsi:type=\"dcterms:W3CDTF\">"
	    "%04d-%02d-%02dT12:00:00Z</dcterms:created>",
	    day.year, day.month, day.day);
	buf_printf(out, "<dcterms:modified xsi:type=\"dcterms:W3CDTF\">"
	    "%04d-%02d-%02dT12:00:00Z</dcterms:modified>",
	    day.year, day.month, day.day);
	buf_puts(out, "</cp:coreProperties>\n");
}

static uint32_t
big_endian(const char *at)
{
	const unsigned char *b = (const unsigned char *)at;

	return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 |
	    (uint32_t)b[2] << 8 | b[3];
}

/* PNG (RFC 2083): a signature, then the chunk IHDR, which holds the size. */
static enum err
measure_logo(struct str png, struct docx_logo *out, struct note *note)
{
	static const char start[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
	uint32_t width, height;

	if (png.length == 0)
		return OK;
	if (png.length < 33 || !str_starts(png, STR(start)))
		return err_set(note, ERR_INVALID, "logo: not a PNG image");
	width = big_endian(png.at + 16);
	height = big_endian(png.at + 20);
	if (width == 0 || height == 0 || width > INT32_MAX ||
	    height > INT32_MAX)
		return err_set(note, ERR_INVALID, "logo: an image without size");
	*out = (struct docx_logo){ width, height };
	return OK;
}

static bool
part_failed(const struct part *part)
{
	return buf_failed(&part->text) || buf_failed(&part->links);
}

static bool
package_failed(const struct package *p)
{
	return part_failed(&p->body) || part_failed(&p->first_header) ||
	    part_failed(&p->next_header) || part_failed(&p->footer) ||
	    buf_failed(&p->core) || buf_failed(&p->lists.xml);
}

static enum err
pack(const struct package *p, const struct paper *paper, struct buf *out,
    struct note *note)
{
	struct zip_file_entry entries[] = {
		{ "[Content_Types].xml", str_from(docx_content_types), false },
		{ "_rels/.rels", str_from(docx_package_links), false },
		{ "docProps/app.xml", str_from(docx_app), false },
		{ "docProps/core.xml", buf_str(&p->core), false },
		{ "word/document.xml", buf_str(&p->body.text), false },
		{ "word/_rels/document.xml.rels", buf_str(&p->body.links),
		    false },
		{ "word/styles.xml", str_from(docx_styles), false },
		{ "word/numbering.xml", buf_str(&p->lists.xml), false },
		{ "word/settings.xml", str_from(docx_settings), false },
		{ "word/fontTable.xml", str_from(docx_fonts), false },
		{ "word/header1.xml", buf_str(&p->first_header.text), false },
		{ "word/_rels/header1.xml.rels",
		    buf_str(&p->first_header.links), false },
		{ "word/header2.xml", buf_str(&p->next_header.text), false },
		{ "word/footer1.xml", buf_str(&p->footer.text), false },
		{ "word/footer2.xml", buf_str(&p->footer.text), false },
		{ "word/media/logo.png", paper->logo, true },
	};
	size_t count = sizeof(entries) / sizeof(*entries);

	if (paper->logo.length == 0)
		count--;
	return zip_file_write(entries, count, paper->date, out, note);
}

enum err
print_docx(const struct doc *doc, const struct paper *paper,
    struct arena *arena, struct buf *out, struct note *note)
{
	struct package package = { .body = new_part(arena),
		.first_header = new_part(arena),
		.next_header = new_part(arena), .footer = new_part(arena),
		.core = buf_new(arena, PART_BYTES),
		.lists = { buf_new(arena, PART_BYTES), DOCX_BULLETS } };
	struct docx_logo logo = { 0, 0 };
	enum err err;

	if ((err = measure_logo(paper->logo, &logo, note)) != OK)
		return err;
	buf_puts(&package.lists.xml, docx_numbering_open);
	write_body(&package, doc);
	write_frame(&package, paper, logo);
	buf_puts(&package.lists.xml, docx_numbering_close);
	write_core(&package.core, paper);
	if (!package_failed(&package))
		return pack(&package, paper, out, note);
	if (arena_failed(arena))
		return err_set(note, ERR_MEMORY, "DOCX: out of memory");
	return err_set(note, ERR_TOO_LARGE, "DOCX: a part is longer than %d"
	    " bytes", PART_BYTES);
}
