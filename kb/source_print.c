#include "kb/source_print.h"

#include <errno.h>
#include <json-c/json.h>
#include <stdbool.h>
#include <string.h>

static void print(struct json_object *value, int level, FILE *out);

static void
print_text(const char *text, size_t length, FILE *out)
{
	static const char escaped[] = "\"\\\b\f\n\r\t";
	static const char letters[] = "\"\\bfnrt";
	const char *found;
	size_t i;

	putc('"', out);
	for (i = 0; i < length; i++) {
		unsigned char c = (unsigned char)text[i];

		if (c != '\0' && (found = strchr(escaped, c)) != NULL) {
			putc('\\', out);
			putc(letters[found - escaped], out);
		} else if (c < 0x20)
			fprintf(out, "\\u%04x", c);
		else
			putc(c, out);
	}
	putc('"', out);
}

/* What stands before an item: a comma after another one, a new line. */
static void
start_line(bool first, int level, FILE *out)
{
	fprintf(out, "%s\n%*s", first ? "" : ",", level * 2, "");
}

static void
print_object(struct json_object *object, int level, FILE *out)
{
	bool first = true;

	putc('{', out);
	json_object_object_foreach(object, key, member)
	{
		start_line(first, level + 1, out);
		print_text(key, strlen(key), out);
		fputs(": ", out);
		print(member, level + 1, out);
		first = false;
	}
	if (!first)
		start_line(true, level, out);
	putc('}', out);
}

static void
print_array(struct json_object *array, int level, FILE *out)
{
	size_t i, count = json_object_array_length(array);

	putc('[', out);
	for (i = 0; i < count; i++) {
		start_line(i == 0, level + 1, out);
		print(json_object_array_get_idx(array, i), level + 1, out);
	}
	if (count > 0)
		start_line(true, level, out);
	putc(']', out);
}

static void
print(struct json_object *value, int level, FILE *out)
{
	switch (json_object_get_type(value)) {
	case json_type_object:
		print_object(value, level, out);
		break;
	case json_type_array:
		print_array(value, level, out);
		break;
	case json_type_string:
		print_text(json_object_get_string(value),
		    (size_t)json_object_get_string_len(value), out);
		break;
	case json_type_null:
	case json_type_boolean:
	case json_type_double:
	case json_type_int:
		/* json-c keeps the digits a number was read with. */
		fputs(json_object_to_json_string_ext(
			  value, JSON_C_TO_STRING_PLAIN),
		    out);
		break;
	}
}

enum err
source_print(struct json_object *json, FILE *out, struct note *note)
{
	print(json, 0, out);
	putc('\n', out);
	if (fflush(out) != 0 || ferror(out))
		return err_set(
		    note, ERR_SYSTEM, "cannot write: %s", strerror(errno));
	return OK;
}
