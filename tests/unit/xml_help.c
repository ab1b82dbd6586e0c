#include "tests/unit/xml_help.h"

#include <stddef.h>
#include <string.h>

static const char declaration[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

static enum xml_event
fail(struct xml_reader *r, const char *what)
{
	r->wrong = what;
	return XML_WRONG;
}

/* XML 1.0, section 2.2. */
static bool
is_all_allowed(struct str s)
{
	size_t i;

	for (i = 0; i < s.length; i++) {
		if ((unsigned char)s.at[i] < ' ' && s.at[i] != '\t' &&
		    s.at[i] != '\n' && s.at[i] != '\r')
			return false;
		if (s.length - i >= 3 &&
		    (memcmp(s.at + i, "\xef\xbf\xbe", 3) == 0 ||
			memcmp(s.at + i, "\xef\xbf\xbf", 3) == 0))
			return false;
	}
	return str_is_utf8(s);
}

struct xml_reader
xml_reader(struct str text)
{
	struct xml_reader reader = { .rest = text };

	if (!is_all_allowed(text))
		reader.wrong = "a character that XML cannot hold";
	else if (!str_starts(text, STR(declaration)))
		reader.wrong = "no declaration";
	else
		reader.rest = str_from_index(text, sizeof(declaration) - 1);
	return reader;
}

/* Each & starts a reference, and nothing looks like markup. */
static bool
is_text(struct str s)
{
	static const char *const references[] = { "&amp;", "&lt;", "&gt;",
		"&quot;" };
	size_t i, k;

	for (i = 0; i < s.length; i++) {
		if (s.at[i] == '<' || s.at[i] == '>' || s.at[i] == '"')
			return false;
		if (s.at[i] != '&')
			continue;
		for (k = 0; k < 4; k++)
			if (str_starts(
				str_from_index(s, i), str_from(references[k])))
				break;
		if (k == 4)
			return false;
	}
	return true;
}

static bool
is_name_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || c == ':' || c == '_' || c == '-';
}

static struct str
take_name(struct str *rest)
{
	struct str name;
	size_t length = 0;

	while (length < rest->length && is_name_byte(rest->at[length]))
		length++;
	name = str_first(*rest, length);
	*rest = str_from_index(*rest, length);
	return name;
}

static bool
take(struct str *rest, const char *words)
{
	if (!str_starts(*rest, str_from(words)))
		return false;
	*rest = str_from_index(*rest, strlen(words));
	return true;
}

/* One ' name="value"' off "*rest"; false: there is none, or a bad one. */
static bool
take_attribute(struct str *rest, struct str *name, struct str *value)
{
	struct str s = *rest;
	size_t end;

	if (!take(&s, " "))
		return false;
	*name = take_name(&s);
	if (name->length == 0 || !take(&s, "=\""))
		return false;
	end = str_find(s, '"');
	*value = str_first(s, end);
	if (end == s.length || !is_text(*value))
		return false;
	*rest = str_from_index(s, end + 1);
	return true;
}

struct str
xml_attribute(const struct xml_reader *reader, const char *name)
{
	struct str rest = reader->attributes, found, value;

	while (take_attribute(&rest, &found, &value))
		if (str_is(found, name))
			return value;
	return STR_NONE;
}

static bool
has_attribute_twice(struct str attributes)
{
	struct str rest = attributes, name, value, later, other;

	while (take_attribute(&rest, &name, &value))
		for (later = rest; take_attribute(&later, &other, &value);)
			if (str_equal(name, other))
				return true;
	return false;
}

static enum xml_event
open_element(struct xml_reader *r)
{
	struct str name, value;
	const char *start;

	if (r->depth == 0 && r->rooted)
		return fail(r, "two roots");
	if (r->depth == XML_DEPTH)
		return fail(r, "too deep");
	r->rooted = true;
	r->name = take_name(&r->rest);
	start = r->rest.at;
	while (take_attribute(&r->rest, &name, &value))
		;
	r->attributes = (struct str){ start, (size_t)(r->rest.at - start) };
	r->empty = take(&r->rest, "/>");
	if (r->name.length == 0 || (!r->empty && !take(&r->rest, ">")))
		return fail(r, "a bad tag");
	if (has_attribute_twice(r->attributes))
		return fail(r, "an attribute twice");
	r->open[r->depth++] = r->name;
	return XML_OPEN;
}

static enum xml_event
close_element(struct xml_reader *r)
{
	if (!r->empty) {
		r->name = take_name(&r->rest);
		if (!take(&r->rest, ">") || r->depth == 0 ||
		    !str_equal(r->name, r->open[r->depth - 1]))
			return fail(r, "an end that matches no beginning");
	}
	r->empty = false;
	r->name = r->open[--r->depth];
	return XML_CLOSE;
}

enum xml_event
xml_next(struct xml_reader *r)
{
	if (r->wrong != NULL)
		return XML_WRONG;
	if (r->empty)
		return close_element(r);
	if (r->rest.length == 0 && r->depth > 0)
		return fail(r, "an element without end");
	if (r->rest.length == 0)
		return r->rooted ? XML_END : fail(r, "no root");
	if (take(&r->rest, "</"))
		return close_element(r);
	if (take(&r->rest, "<"))
		return open_element(r);
	r->text = str_first(r->rest, str_find(r->rest, '<'));
	r->rest = str_from_index(r->rest, r->text.length);
	if (!is_text(r->text) ||
	    (r->depth == 0 && str_trim(r->text).length > 0))
		return fail(r, "bad text");
	return XML_TEXT;
}

const char *
xml_fault(struct str text)
{
	struct xml_reader reader = xml_reader(text);
	enum xml_event event;

	do
		event = xml_next(&reader);
	while (event != XML_END && event != XML_WRONG);
	return reader.wrong;
}
