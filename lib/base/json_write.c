#include "lib/base/json.h"

#include <string.h>

enum { INDENT = 2 };

static bool
must_escape(char c)
{
	return c == '"' || c == '\\' || (unsigned char)c < ' ';
}

static void
put_escape(struct buf *buf, char c)
{
	switch (c) {
	case '"':
		buf_put(buf, STR("\\\""));
		break;
	case '\\':
		buf_put(buf, STR("\\\\"));
		break;
	case '\n':
		buf_put(buf, STR("\\n"));
		break;
	case '\r':
		buf_put(buf, STR("\\r"));
		break;
	case '\t':
		buf_put(buf, STR("\\t"));
		break;
	default:
		buf_printf(buf, "\\u%04x", (unsigned)(unsigned char)c);
		break;
	}
}

void
json_write_str(struct buf *buf, struct str s)
{
	size_t i, done = 0;

	buf_put(buf, STR("\""));
	for (i = 0; i < s.length; i++) {
		if (!must_escape(s.at[i]))
			continue;
		buf_put(buf, (struct str){ s.at + done, i - done });
		put_escape(buf, s.at[i]);
		done = i + 1;
	}
	buf_put(buf, str_from_index(s, done));
	buf_put(buf, STR("\""));
}

/* "level" is that of the line to begin, or -1 where all is one line. */
static void
put_line(struct buf *buf, int level)
{
	static const char spaces[] = "                                ";
	size_t left, most = sizeof(spaces) - 1;

	if (level < 0)
		return;
	buf_put(buf, STR("\n"));
	for (left = (size_t)level * INDENT; left > most; left -= most)
		buf_put(buf, (struct str){ spaces, most });
	buf_put(buf, (struct str){ spaces, left });
}

/*
 * "depth" guards the stack against bytes that no writer of values made;
 * "level" is the indentation, -1 for none.
 */
static void
write_value(struct buf *buf, struct value v, int depth, int level)
{
	enum value_type type = value_type(v);
	int inner = level < 0 ? -1 : level + 1;
	struct value_each it;
	bool first = true;

	if (type == VALUE_STRING) {
		json_write_str(buf, value_str(v));
		return;
	}
	if (type != VALUE_ARRAY && type != VALUE_OBJECT) {
		buf_put(buf, type == VALUE_NUMBER ? value_str(v) :
		    type == VALUE_TRUE ? STR("true") :
		    type == VALUE_FALSE ? STR("false") : STR("null"));
		return;
	}
	if (depth == VALUE_DEPTH) {
		buf->failed = true;
		return;
	}
	buf_put(buf, type == VALUE_ARRAY ? STR("[") : STR("{"));
	for (it = value_each(v); value_next(&it); first = false) {
		if (!first)
			buf_put(buf, STR(","));
		put_line(buf, inner);
		if (it.object) {
			json_write_str(buf, it.key);
			buf_put(buf, level < 0 ? STR(":") : STR(": "));
		}
		write_value(buf, it.item, depth + 1, inner);
	}
	if (!first)
		put_line(buf, level);
	buf_put(buf, type == VALUE_ARRAY ? STR("]") : STR("}"));
}

void
json_write(struct buf *buf, struct value v)
{
	write_value(buf, v, 0, -1);
}

void
json_write_pretty(struct buf *buf, struct value v)
{
	write_value(buf, v, 0, 0);
}
