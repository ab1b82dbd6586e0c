#include "kb/warnings.h"

#include <json-c/json.h>

#include "kb/json_help.h"
#include "kb/report.h"
#include "lib/base/str.h"
#include "lib/base/value.h"
#include "lib/store/kb.h"

struct json_object *
warnings_of(const struct report *report)
{
	struct json_object *list = json_object_new_array(), *entry;
	const struct report_line *line;

	for (line = report->first; line != NULL; line = line->next) {
		entry = json_object_new_object();
		json_set(entry, "rule", line->rule);
		json_set(entry, "fact", line->fact);
		json_set(entry, "at", line->pointer);
		json_set(entry, "text", line->text);
		json_object_array_add(list, entry);
	}
	return list;
}

void
warnings_print(const struct kb *kb, FILE *to)
{
	struct value list = value_get(kb_meta(kb), "warnings");
	struct value_each it = value_each(list);

	fprintf(to, "%-12s %6zu\n", "warnings", (size_t)value_count(list));
	while (value_next(&it))
		fprintf(to, "  %.*s %.*s: %.*s [%.*s]\n",
		    STR_ARG(value_text(it.item, "fact")),
		    STR_ARG(value_text(it.item, "at")),
		    STR_ARG(value_text(it.item, "text")),
		    STR_ARG(value_text(it.item, "rule")));
}
