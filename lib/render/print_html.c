#include "lib/render/print.h"

#include <string.h>
#include <strings.h>

#include "lib/base/arena.h"
#include "lib/base/escape.h"
#include "lib/render/html_printer.h"

static void print_blocks(struct html_printer *p, const struct doc *parent,
    bool tight);
static bool
starts_as(struct str s, const char *prefix)
{
	size_t length = strlen(prefix);

	return s.length >= length && strncasecmp(s.at, prefix, length) == 0;
}

/*
 * May a page link there?  A browser drops blanks and control characters and
 * takes \ for /, so neither may occur; "//host" is not a path; and a colon
 * before the first / ? # would make what is before it a scheme (RFC 3986,
 * section 4.2).
 */
static bool
is_safe(struct str destination)
{
	bool path = false;
	size_t i;

	if (destination.length == 0 || starts_as(destination, "//"))
		return false;
	for (i = 0; i < destination.length; i++)
		if ((unsigned char)destination.at[i] <= ' ' ||
		    destination.at[i] == 0x7f || destination.at[i] == '\\')
			return false;
	if (starts_as(destination, "http://") ||
	    starts_as(destination, "https://") ||
	    starts_as(destination, "mailto:"))
		return true;
	for (i = 0; i < destination.length && !path; i++) {
		if (destination.at[i] == ':')
			return false;
		path = strchr("/?#", destination.at[i]) != NULL;
	}
	return true;
}

static void
print_link(struct html_printer *p, const struct doc *link)
{
	if (!is_safe(link->text)) {
		html_inlines(p, link);
		return;
	}
	buf_puts(p->out, "<a href=\"");
	escape_html(p->out, link->text);
	buf_puts(p->out, "\">");
	html_inlines(p, link);
	buf_puts(p->out, "</a>");
}

static void
print_wrapped(struct html_printer *p, const char *open, const struct doc *node,
    const char *close)
{
	buf_puts(p->out, open);
	if (node->kind == DOC_CODE || node->kind == DOC_CODE_BLOCK)
		escape_html(p->out, node->text);
	else
		html_inlines(p, node);
	buf_puts(p->out, close);
}

static void
print_inline(struct html_printer *p, const struct doc *node)
{
	switch (node->kind) {
	case DOC_TEXT:
		escape_html(p->out, node->text);
		break;
	case DOC_EMPHASIS:
		print_wrapped(p, "<em>", node, "</em>");
		break;
	case DOC_STRONG:
		print_wrapped(p, "<strong>", node, "</strong>");
		break;
	case DOC_CODE:
		print_wrapped(p, "<code>", node, "</code>");
		break;
	case DOC_LINK:
		print_link(p, node);
		break;
	case DOC_LINE_BREAK:
		buf_puts(p->out, "<br>\n");
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
html_inlines(struct html_printer *p, const struct doc *parent)
{
	const struct doc *node;

	for (node = parent->first; node != NULL; node = node->next)
		print_inline(p, node);
}

static void
gather_text(struct buf *out, const struct doc *parent)
{
	const struct doc *node;

	for (node = parent->first; node != NULL; node = node->next) {
		if (node->kind == DOC_TEXT || node->kind == DOC_CODE)
			buf_put(out, node->text);
		else if (node->kind == DOC_LINE_BREAK)
			buf_putc(out, ' ');
		else
			gather_text(out, node);
	}
}

struct str
html_text(struct html_printer *p, const struct doc *node)
{
	p->scratch.length = 0;
	gather_text(&p->scratch, node);
	return buf_str(&p->scratch);
}

/*
 * One below the heading before at most: a reader who steps from heading to
 * heading by their levels then misses none.
 */
static int
next_level(struct html_printer *p, const struct doc *heading)
{
	int level = (int)heading->number + p->heading_shift;

	if (p->level > 0 && level > p->level + 1)
		level = p->level + 1;
	p->level = level < 1 ? 1 : level > 6 ? 6 : level;
	return p->level;
}

static void
print_heading(struct html_printer *p, const struct doc *heading)
{
	int level = next_level(p, heading);
	struct str slug = html_slug(&p->slugs, html_text(p, heading), p->arena);

	if (slug.length == 0)
		p->scratch.failed = true;
	buf_printf(p->out, "<h%d id=\"", level);
	escape_html(p->out, str_from(p->id_prefix));
	escape_html(p->out, slug);
	buf_puts(p->out, "\">");
	html_inlines(p, heading);
	buf_printf(p->out, "</h%d>\n", level);
}

static void
print_list(struct html_printer *p, const struct doc *list)
{
	const struct doc *item;

	if (!list->ordered)
		buf_puts(p->out, "<ul>\n");
	else if (list->number == 1)
		buf_puts(p->out, "<ol>\n");
	else
		buf_printf(p->out, "<ol start=\"%u\">\n", list->number);
	for (item = list->first; item != NULL; item = item->next) {
		buf_puts(p->out, "<li>");
		print_blocks(p, item, list->tight);
		buf_puts(p->out, "</li>\n");
	}
	buf_puts(p->out, list->ordered ? "</ol>\n" : "</ul>\n");
}

static void
print_block(struct html_printer *p, const struct doc *node, bool tight)
{
	switch (node->kind) {
	case DOC_HEADING:
		print_heading(p, node);
		break;
	case DOC_PARAGRAPH:
		if (tight)
			html_inlines(p, node);
		else
			print_wrapped(p, "<p>", node, "</p>\n");
		break;
	case DOC_LIST:
		print_list(p, node);
		break;
	case DOC_TABLE:
		html_table(p, node);
		break;
	case DOC_QUOTE:
		buf_puts(p->out, "<blockquote>\n");
		print_blocks(p, node, false);
		buf_puts(p->out, "</blockquote>\n");
		break;
	case DOC_RULE:
		buf_puts(p->out, "<hr>\n");
		break;
	case DOC_CODE_BLOCK:
		print_wrapped(p, "<pre><code>", node, "</code></pre>\n");
		break;
	case DOC_ROOT:
	case DOC_ITEM:
	case DOC_ROW:
	case DOC_CELL:
	case DOC_TEXT:
	case DOC_EMPHASIS:
	case DOC_STRONG:
	case DOC_CODE:
	case DOC_LINK:
	case DOC_LINE_BREAK:
		break;
	}
}

/* A tight paragraph has no tags, so what follows it starts a new line. */
static void
print_blocks(struct html_printer *p, const struct doc *parent, bool tight)
{
	const struct doc *node;

	for (node = parent->first; node != NULL; node = node->next) {
		print_block(p, node, tight);
		if (tight && node->kind == DOC_PARAGRAPH && node->next != NULL)
			buf_puts(p->out, "\n");
	}
}

enum err
print_html(const struct doc *doc, const struct print_options *options,
    struct arena *arena, struct buf *out, struct note *note)
{
	static const struct print_options defaults;
	struct html_printer p = { .arena = arena, .out = out,
		.scratch = buf_new(arena, DOC_BYTES) };
	size_t start = out->length;

	if (options == NULL)
		options = &defaults;
	p.level = options->heading_above;
	p.heading_shift = options->heading_shift;
	p.row_headers = options->row_headers;
	p.id_prefix = options->id_prefix;
	print_blocks(&p, doc, false);
	if (!buf_failed(out) && !buf_failed(&p.scratch))
		return OK;
	out->length = start;
	if (arena_failed(arena) || arena_failed(out->arena))
		return err_set(note, ERR_MEMORY, "HTML: out of memory");
	return err_set(note, ERR_TOO_LARGE, "HTML: longer than %zu bytes",
	    out->limit);
}
