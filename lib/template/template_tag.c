#include <string.h>

#include "lib/template/template_parser.h"

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

size_t
template_tag_find(struct str text, struct str needle, size_t from)
{
	const char *hit;

	if (from >= text.length)
		return text.length;
	hit = memmem(text.at + from, text.length - from, needle.at,
	    needle.length);
	return hit == NULL ? text.length : (size_t)(hit - text.at);
}

enum err
template_tag_delimiters(struct parser *p, const struct tag *tag)
{
	struct str rest = tag->content, open;
	size_t i;

	for (i = 0; i < rest.length && !is_blank(rest.at[i]); i++)
		;
	open = str_first(rest, i);
	rest = str_trim(str_from_index(rest, i));
	for (i = 0; i < rest.length; i++)
		if (is_blank(rest.at[i]))
			break;
	if (open.length == 0 || rest.length == 0 || i < rest.length ||
	    open.length > DELIMITER_MAX || rest.length > DELIMITER_MAX ||
	    str_find(open, '=') < open.length ||
	    str_find(rest, '=') < rest.length)
		return template_fail(p->template, tag->start, p->note,
		    ERR_SYNTAX, "these are not two delimiters");
	p->open = open;
	p->close = rest;
	return OK;
}

/* What is on the tag's line before and behind it? */
static void
look_around(const struct parser *p, struct tag *tag)
{
	struct str text = p->text;
	size_t line = tag->start, next = tag->end;

	while (line > p->at && (text.at[line - 1] == ' ' ||
	    text.at[line - 1] == '\t'))
		line--;
	while (next < text.length && (text.at[next] == ' ' ||
	    text.at[next] == '\t'))
		next++;
	if (next < text.length && text.at[next] == '\r' &&
	    next + 1 < text.length && text.at[next + 1] == '\n')
		next++;
	tag->leads = line == 0 || text.at[line - 1] == '\n';
	tag->line = line;
	tag->trails = next >= text.length || text.at[next] == '\n';
	tag->next = next < text.length ? next + 1 : next;
}

/*
 * Control characters are refused because no name has them, and because a
 * name is also handed on as a C string.
 */
static enum err
check_name(const struct parser *p, const struct tag *tag)
{
	struct str name = tag->content, shown = str_first(name, 60);
	size_t i;

	if (name.length == 0)
		return template_fail(p->template, tag->start, p->note,
		    ERR_SYNTAX, "a tag without a name");
	for (i = 0; i < name.length; i++)
		if (!is_blank(name.at[i]) && ((unsigned char)name.at[i] < ' ' ||
		    name.at[i] == 0x7f))
			return template_fail(p->template, tag->start, p->note,
			    ERR_SYNTAX, "a name holds a control character");
	if (!tag->dynamic && strchr("<$*@", name.at[0]) != NULL)
		return template_fail(p->template, tag->start, p->note,
		    ERR_SYNTAX, "a kind of tag that is not supported: \"%.*s\"",
		    STR_ARG(shown));
	for (i = 0; i < name.length; i++)
		if (is_blank(name.at[i]))
			return template_fail(p->template, tag->start, p->note,
			    ERR_SYNTAX, "the name \"%.*s\" holds a blank",
			    STR_ARG(shown));
	return OK;
}

/* Spec, dynamic names: an asterisk before the name, for > and < (and /). */
static void
find_asterisk(struct tag *tag)
{
	if ((tag->kind != '>' && tag->kind != '<' && tag->kind != '/') ||
	    tag->content.length == 0 || tag->content.at[0] != '*')
		return;
	tag->dynamic = true;
	tag->content = str_trim(str_from_index(tag->content, 1));
}

enum err
template_tag_read(const struct parser *p, size_t start, struct tag *tag)
{
	struct str text = p->text, close = p->close;
	size_t from = start + p->open.length, to;
	char twin[DELIMITER_MAX + 1];

	*tag = (struct tag){ .start = start };
	while (from < text.length && is_blank(text.at[from]))
		from++;
	if (from < text.length && text.at[from] != '\0' &&
	    strchr("#^/>!=&{<$", text.at[from]) != NULL)
		tag->kind = text.at[from++];
	if (tag->kind == '{' || tag->kind == '=') {
		twin[0] = tag->kind == '{' ? '}' : '=';
		memcpy(twin + 1, p->close.at, p->close.length);
		close = (struct str){ twin, p->close.length + 1 };
	}
	to = template_tag_find(text, close, from);
	if (to == text.length)
		return template_fail(p->template, start, p->note, ERR_SYNTAX,
		    "a tag without its closing \"%.*s\"", STR_ARG(close));
	tag->content =
	    str_trim((struct str){ text.at + from, to - from });
	tag->end = to + close.length;
	look_around(p, tag);
	if (tag->kind == '!' || tag->kind == '=')
		return OK;
	find_asterisk(tag);
	return check_name(p, tag);
}
