#ifndef KB_BUILD_H
#define KB_BUILD_H

#include <stddef.h>

#include "kb/report.h"
#include "lib/base/date.h"
#include "lib/base/err.h"

struct build_options {
	const char *out;             /* the file to write; NULL: only check */
	const char *const *sources;  /* directories, later over earlier */
	size_t source_count;
	const char *const *templates; /* directories, later over earlier */
	size_t template_count;
	const char *schemas; /* directory of the JSON Schemas */
	const struct date *today; /* see check_sources(); NULL: its default */
};

struct build_result {
	char generation[17];
	size_t records;
	size_t facts;
};

/*
 * Sources and templates -> knowledge base file, all or nothing.  Problems
 * with the sources go to "report", every one of them; any error among them
 * gives ERR_INVALID and nothing is written.  Otherwise fails as its stages
 * do: sources_load(), check_sources(), templates_load(), compose(),
 * writer_write().
 */
enum err build(const struct build_options *options, struct report *report,
    struct build_result *out, struct note *note);

#endif
