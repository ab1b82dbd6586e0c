#include "lib/base/json_skip.h"

const char *
json_skip_space(const char *at, const char *end)
{
	while (at < end &&
	    (*at == ' ' || *at == '\n' || *at == '\r' || *at == '\t'))
		at++;
	return at;
}

const char *
json_skip_string(const char *at, const char *end)
{
	for (at++; at < end && *at != '"'; at++)
		if (*at == '\\')
			at++;
	return at < end ? at + 1 : end;
}

const char *
json_skip_value(const char *at, const char *end)
{
	size_t depth = 0;

	while (at < end) {
		if (*at == '"') {
			at = json_skip_string(at, end);
			if (depth == 0)
				return at;
			continue;
		}
		if (*at == '[' || *at == '{')
			depth++;
		else if ((*at == ']' || *at == '}') && depth > 0)
			depth--;
		else if (depth == 0)
			break;
		at++;
		if (depth == 0)
			return at;
	}
	/* A number or a word: it ends where anything else could follow it. */
	while (at < end && *at != ',' && *at != ']' && *at != '}' &&
	    json_skip_space(at, end) == at)
		at++;
	return at;
}

const char *
json_skip_item(const char *at, const char *end)
{
	at = json_skip_space(json_skip_value(at, end), end);
	if (at >= end || *at != ',')
		return end;
	return json_skip_space(at + 1, end);
}

const char *
json_skip_member(const char *at, const char *end)
{
	at = json_skip_space(json_skip_string(at, end), end);
	if (at >= end || *at != ':')
		return end;
	return json_skip_item(json_skip_space(at + 1, end), end);
}
