#include "lib/render/text_lines.h"

#include <string.h>

#include "lib/render/wrap.h"

static void
put(char *at, size_t *length, struct str s)
{
	if (s.length > TEXT_INDENT - *length)
		return; /* DOC_DEPTH is reached long before */
	memcpy(at + *length, s.at, s.length);
	*length += s.length;
}

struct text_mark
text_push(struct text_printer *p, struct str first, struct str others)
{
	struct text_mark mark = { p->indent_length, p->lead_length };

	put(p->lead, &p->lead_length, first);
	put(p->indent, &p->indent_length, others);
	if (!str_equal(first, others))
		p->marked = true;
	return mark;
}

void
text_pop(struct text_printer *p, struct text_mark mark)
{
	p->indent_length = mark.indent_length;
	if (p->marked) {
		p->lead_length = mark.lead_length;
		return;
	}
	memcpy(p->lead, p->indent, p->indent_length);
	p->lead_length = p->indent_length;
}

int
text_columns(const struct text_printer *p)
{
	int left = p->width - (int)p->indent_length;

	return left < TEXT_LEAST_WIDTH ? TEXT_LEAST_WIDTH : left;
}

static void
trim_line(struct text_printer *p)
{
	while (p->out->length > p->line_start &&
	    p->out->at[p->out->length - 1] == ' ')
		p->out->length--;
	buf_putc(p->out, '\n');
}

void
text_begin_line(struct text_printer *p)
{
	p->line_start = p->out->length;
	if (p->want_blank && p->out->length > p->start) {
		buf_put(p->out, (struct str){ p->indent, p->blank_indent });
		trim_line(p);
		p->line_start = p->out->length;
	}
	p->want_blank = false;
	buf_put(p->out, (struct str){ p->lead, p->lead_length });
	memcpy(p->lead, p->indent, p->indent_length);
	p->lead_length = p->indent_length;
	p->marked = false;
}

void
text_end_line(struct text_printer *p)
{
	trim_line(p);
}

void
text_line(struct text_printer *p, struct str line)
{
	text_begin_line(p);
	buf_put(p->out, line);
	text_end_line(p);
}

void
text_repeat(struct text_printer *p, char c, int count)
{
	char run[TEXT_WIDTH];
	int part;

	memset(run, c, sizeof(run));
	for (; count > 0; count -= part) {
		part = count < TEXT_WIDTH ? count : TEXT_WIDTH;
		buf_put(p->out, (struct str){ run, (size_t)part });
	}
}

void
text_want_blank(struct text_printer *p)
{
	if (p->want_blank || p->marked)
		return;
	p->want_blank = true;
	p->blank_indent = p->indent_length;
}

int
text_wrap(struct text_printer *p, struct str text, int hang)
{
	struct wrap wrap = wrap_new(text, text_columns(p), false);
	int longest = 0, columns, indent = 0;
	struct str line;

	while (wrap_next(&wrap, &line)) {
		text_begin_line(p);
		text_repeat(p, ' ', indent);
		buf_put(p->out, line);
		text_end_line(p);
		columns = indent + wrap.columns;
		if (columns > longest)
			longest = columns;
		indent = hang;
		wrap.width = text_columns(p) - hang;
	}
	return longest;
}

/* A run of text being made; "start" is where it lies in the scratch. */
struct flow {
	struct buf *buf;
	size_t start;
	bool blank; /* seen, but not written yet */
};

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* A single space is as it should be: no need to write word by word. */
static bool
goes_on(struct str text, size_t i)
{
	return !is_blank(text.at[i]) || (text.at[i] == ' ' &&
	    i + 1 < text.length && !is_blank(text.at[i + 1]));
}

static bool
at_line_start(const struct flow *flow)
{
	return flow->buf->length == flow->start ||
	    flow->buf->at[flow->buf->length - 1] == '\n';
}

/* Without soft hyphens: words are not parted, and some terminals show them. */
static void
put_shown(struct buf *buf, struct str text)
{
	size_t i, from = 0;

	for (i = 0; i + 1 < text.length; i++) {
		if (text.at[i] != '\xc2' || text.at[i + 1] != '\xad')
			continue;
		buf_put(buf, (struct str){ text.at + from, i - from });
		from = i + 2;
	}
	buf_put(buf, str_from_index(text, from));
}

static void
flow_put(struct flow *flow, struct str text)
{
	size_t i = 0, from;

	while (i < text.length) {
		if (is_blank(text.at[i])) {
			flow->blank = true;
			i++;
			continue;
		}
		for (from = i; i < text.length && goes_on(text, i); i++)
			;
		if (flow->blank && !at_line_start(flow))
			buf_putc(flow->buf, ' ');
		flow->blank = false;
		put_shown(flow->buf, (struct str){ text.at + from, i - from });
	}
}

static void flow_inlines(struct flow *flow, const struct doc *parent);

static bool
says_where(struct str text, struct str destination)
{
	return str_equal(text, destination) ||
	    (str_starts(destination, STR("mailto:")) &&
		str_equal(text, str_from_index(destination, 7)));
}

static void
flow_link(struct flow *flow, const struct doc *link)
{
	struct str destination = link->text, text;
	size_t from;

	if (str_starts(destination, STR("#"))) {
		flow_put(flow, STR("["));
		flow_inlines(flow, link);
		flow_put(flow, STR("]"));
		return;
	}
	from = flow->buf->length;
	flow_inlines(flow, link);
	text = str_trim(str_from_index(buf_str(flow->buf), from));
	if (destination.length == 0 || says_where(text, destination))
		return;
	flow_put(flow, STR(" <"));
	flow_put(flow, destination);
	flow_put(flow, STR(">"));
}

static void
flow_inlines(struct flow *flow, const struct doc *parent)
{
	const struct doc *node;

	for (node = parent->first; node != NULL; node = node->next) {
		if (node->kind == DOC_TEXT || node->kind == DOC_CODE) {
			flow_put(flow, node->text);
		} else if (node->kind == DOC_LINK) {
			flow_link(flow, node);
		} else if (node->kind == DOC_LINE_BREAK) {
			if (flow->buf->length > flow->start)
				buf_putc(flow->buf, '\n');
			flow->blank = false;
		} else {
			flow_inlines(flow, node);
		}
	}
}

void
text_flatten(struct text_printer *p, const struct doc *block)
{
	struct flow flow = { &p->scratch, p->scratch.length, false };

	flow_inlines(&flow, block);
}

struct str
text_of(struct text_printer *p, const struct doc *block)
{
	p->scratch.length = 0;
	text_flatten(p, block);
	return buf_str(&p->scratch);
}
