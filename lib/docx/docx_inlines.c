#include "lib/docx/docx_story.h"

#include <string.h>
#include <strings.h>

#include "lib/docx/docx_xml.h"

/* Word's own limit for the address of a link, in characters. */
enum { ADDRESS_MAX = 2083 };

/* In the order of the schema; a code's letters come from its style. */
static void
put_look(struct buf *out, unsigned look, bool to_left)
{
	if (look == 0 && !to_left)
		return;
	buf_puts(out, "<w:rPr>");
	if (look & DOCX_CODE)
		buf_puts(out, "<w:rStyle w:val=\"Code\"/>");
	else if (look & DOCX_LINK)
		buf_puts(out, "<w:rStyle w:val=\"Hyperlink\"/>");
	if (look & DOCX_BOLD)
		buf_puts(out, "<w:b/><w:bCs/>");
	if (look & DOCX_ITALIC)
		buf_puts(out, "<w:i/><w:iCs/>");
	if (to_left)
		buf_puts(out, "<w:rtl/>");
	buf_puts(out, "</w:rPr>");
}

void
docx_text(struct docx_story *story, struct str text, unsigned look)
{
	struct buf *out = story->out;
	struct str run;
	bool to_left;

	while (text.length > 0) {
		run = docx_xml_run(&text, &to_left);
		buf_puts(out, "<w:r>");
		put_look(out, look, to_left);
		buf_puts(out, "<w:t xml:space=\"preserve\">");
		docx_xml_put(out, run);
		buf_puts(out, "</w:t></w:r>");
	}
}

static bool
starts_as(struct str s, const char *prefix)
{
	size_t length = strlen(prefix);

	return s.length >= length && strncasecmp(s.at, prefix, length) == 0;
}

static bool
is_one_of(char c, const char *set)
{
	return c != '\0' && strchr(set, c) != NULL;
}

static bool
is_alphanumeric(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	    (c >= 'A' && c <= 'Z');
}

static bool
is_hex(struct str s)
{
	size_t i;

	for (i = 0; i < s.length; i++)
		if (!is_alphanumeric(s.at[i]) || (s.at[i] | 0x20) > 'f')
			return false;
	return s.length == 2;
}

/* Labels of letters, digits and -, with dots between, and maybe a port. */
static bool
is_host(struct str s)
{
	struct str port = s, label, host = str_cut(&port, ':');
	long number;

	if (port.at != NULL &&
	    (port.length > 5 || !str_to_long(port, &number) || number > 65535))
		return false;
	do {
		label = str_cut(&host, '.');
		if (label.length == 0 || label.length > 63 ||
		    !is_alphanumeric(label.at[0]) ||
		    !is_alphanumeric(label.at[label.length - 1]))
			return false;
		for (; label.length > 0; label = str_from_index(label, 1))
			if (!is_alphanumeric(*label.at) && *label.at != '-')
				return false;
	} while (host.at != NULL);
	return true;
}

static bool
is_mailbox(struct str s)
{
	struct str host = s, name = str_cut(&host, '@');
	size_t i;

	for (i = 0; i < name.length; i++)
		if (!is_alphanumeric(name.at[i]) &&
		    !is_one_of(name.at[i], "._+-"))
			return false;
	host = str_first(host, str_find(host, '?'));
	return name.length > 0 && is_host(host) &&
	    str_find(host, ':') == host.length;
}

/*
 * May a file link there?  Word calls a whole file damaged for one address it
 * cannot read, so what is not plainly right stays text.
 */
static bool
is_address(struct str s)
{
	struct str rest;
	size_t length;

	if (starts_as(s, "mailto:"))
		return is_mailbox(str_from_index(s, 7));
	if (starts_as(s, "http://"))
		rest = str_from_index(s, 7);
	else if (starts_as(s, "https://"))
		rest = str_from_index(s, 8);
	else
		return false;
	for (length = 0; length < rest.length &&
	     !is_one_of(rest.at[length], "/?#"); length++)
		;
	return is_host(str_first(rest, length));
}

/* All but what a URI may hold (RFC 3986, section 2) is percent-encoded. */
static void
put_address(struct buf *out, struct str s)
{
	bool fragment = false;
	size_t i;
	char c;

	for (i = 0; i < s.length; i++) {
		c = s.at[i];
		if (c == '&')
			buf_puts(out, "&amp;");
		else if (is_alphanumeric(c) || is_one_of(c, "-._~:/?@!$'()*+,;=")
		    || (c == '#' && !fragment) || (c == '%' &&
		    is_hex(str_first(str_from_index(s, i + 1), 2))))
			buf_putc(out, c);
		else
			buf_printf(out, "%%%02X", (unsigned)(unsigned char)c);
		fragment = fragment || c == '#';
	}
}

/* A relationship to that place; false, and none, if Word could not use it. */
static bool
add_address(struct docx_story *story, struct str address)
{
	struct buf *links = story->links;
	size_t start = links->length, before;

	if (!is_address(address))
		return false;
	buf_printf(links, "<Relationship Id=\"link%u\" Type=\""
	    "http://schemas.openxmlformats.org/officeDocument/2006/"
	    "relationships/hyperlink\" TargetMode=\"External\" Target=\"",
	    story->link_count + 1);
	before = links->length;
	put_address(links, address);
	if (links->length - before > ADDRESS_MAX) {
		links->length = start;
		return false;
	}
	buf_puts(links, "\"/>");
	story->link_count++;
	return true;
}

static void
put_link(struct docx_story *story, const struct doc *link, unsigned look)
{
	if (link->first == NULL || !add_address(story, link->text)) {
		docx_inlines(story, link, look);
		return;
	}
	buf_printf(story->out, "<w:hyperlink r:id=\"link%u\" w:history=\"1\">",
	    story->link_count);
	docx_inlines(story, link, look | DOCX_LINK);
	buf_puts(story->out, "</w:hyperlink>");
}

static void
put_inline(struct docx_story *story, const struct doc *node, unsigned look)
{
	switch (node->kind) {
	case DOC_TEXT:
		docx_text(story, node->text, look);
		break;
	case DOC_CODE:
		docx_text(story, node->text, look | DOCX_CODE);
		break;
	case DOC_EMPHASIS:
		docx_inlines(story, node, look | DOCX_ITALIC);
		break;
	case DOC_STRONG:
		docx_inlines(story, node, look | DOCX_BOLD);
		break;
	case DOC_LINK:
		put_link(story, node, look);
		break;
	case DOC_LINE_BREAK:
		buf_puts(story->out, "<w:r><w:br/></w:r>");
		break;
	case DOC_ROOT:
	case DOC_HEADING:
	case DOC_PARAGRAPH:
	case DOC_LIST:
	case DOC_ITEM:
	case DOC_TABLE:
	case DOC_ROW:
	case DOC_CELL:
	case DOC_QUOTE:
	case DOC_RULE:
	case DOC_CODE_BLOCK:
		break;
	}
}

void
docx_inlines(struct docx_story *story, const struct doc *parent, unsigned look)
{
	const struct doc *node;

	for (node = parent->first; node != NULL; node = node->next)
		put_inline(story, node, look);
}

static enum docx_direction
direction_of(const struct doc *node)
{
	enum docx_direction found = DOCX_NEUTRAL;
	const struct doc *child;

	if (node->kind != DOC_LINK)
		found = docx_xml_direction(node->text);
	for (child = node->first; child != NULL && found == DOCX_NEUTRAL;
	     child = child->next)
		found = direction_of(child);
	return found;
}

bool
docx_is_to_left(const struct doc *node)
{
	return direction_of(node) == DOCX_TO_LEFT;
}
