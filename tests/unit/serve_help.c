#include "tests/unit/serve_help.h"

#include <string.h>

#include "fcgi/current.h"
#include "lib/base/json.h"
#include "tests/unit/store_help.h"

static const struct json_limits limits = { 8 << 20, VALUE_DEPTH, 1 << 20 };

struct service service;
struct arena *serve_arena;
struct http_request request;
struct http_response response;

static struct note note;

void
serve_open(const char *path)
{
	enum err err;

	note.text[0] = '\0';
	service.current = current_new(path, 1 << 30);
	err = current_load(service.current, &note);
	ck_assert_msg(err == OK || err == ERR_NOT_FOUND, "%s", note.text);
}

void
serve_close(void)
{
	current_free(service.current);
}

static void
open_all(void)
{
	serve_open(store_kb());
	ck_assert_msg(note.text[0] == '\0', "%s", note.text);
}

void
let_go(void)
{
	if (response.release != NULL)
		response.release(response.payload);
	response = (struct http_response){ .status = 0 };
}

void
serve_setup(void)
{
	serve_arena = arena_new(64 << 20);
	request = (struct http_request){ .method = STR("GET") };
	service.has_today = true;
	ck_assert(date_make(2026, 11, 22, &service.today));
}

void
serve_teardown(void)
{
	let_go();
	arena_free(serve_arena);
}

int
ask(const char *uri)
{
	let_go();
	request.uri = str_from(uri);
	request.query = strchr(uri, '?') == NULL
			    ? STR_NONE
			    : str_from(strchr(uri, '?') + 1);
	serve(&service, &request, serve_arena, &response);
	return response.status;
}

int
ask_as(const char *accept, const char *uri)
{
	request.accept = str_from(accept);
	return ask(uri);
}

int
post(const char *uri, const char *type, const char *body)
{
	request.method = STR("POST");
	request.content_type = str_from(type);
	request.body = str_from(body);
	return ask(uri);
}

const char *
serve_body(void)
{
	return str_to_c(slices_join(&response.body), serve_arena);
}

const char *
serve_header(const char *name)
{
	struct str rest = slices_join(&response.headers), line;
	struct str start = str_from(name);

	while (rest.length > 0) {
		line = str_trim(str_cut(&rest, '\n'));
		if (str_starts(line, start) && line.at[start.length] == ':')
			return str_to_c(
			    str_trim(str_from_index(line, start.length + 1)),
			    serve_arena);
	}
	return NULL;
}

struct value
serve_parsed(void)
{
	struct value value;

	ck_assert_msg(json_read(slices_join(&response.body), &limits,
			  serve_arena, &value, &note) == OK,
	    "%s", note.text);
	return value;
}

TCase *
serve_tcase(const char *name)
{
	TCase *tcase = tcase_create(name);

	tcase_add_unchecked_fixture(tcase, open_all, serve_close);
	tcase_add_checked_fixture(tcase, serve_setup, serve_teardown);
	tcase_set_timeout(tcase, 60);
	return tcase;
}
