#ifndef LIB_CODES_WRITING_H
#define LIB_CODES_WRITING_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/err.h"
#include "lib/base/str.h"
#include "lib/base/value.h"
#include "lib/codes/code.h"

struct arena;
struct codes;
struct kb_read;

/* Private to lib/codes_*.c: what the answer says besides its sections. */
struct codes_views {
	const struct kb_read *read;
	const struct codes *codes;
	struct arena *arena;
	struct str root; /* from the page to the service's root */
	bool public_only; /* without what only templates need: "_x" */
};

/*
 * The whole answer but for what sections hold: asked, conclusions, missing,
 * rights, reasons; with its title, root, generation and built for templates.
 * ERR_MEMORY when it does not fit.
 */
enum err codes_view(
    const struct codes_views *views, struct value *out, struct note *note);

/* Members of it that several of its parts have. */
struct codes_viewing {
	const struct codes_views *views;
	struct value_writer out;
};

struct str codes_system_short(const struct codes_viewing *v, struct str id);

/* "50 (CARC) and N115 (RARC)"; like all "_x" for templates only. */
void codes_add_label(struct codes_viewing *v, const char *key,
    const struct code *codes, size_t count);

/* {"appeal": true}, so that a template can choose its words. */
void codes_add_choice(
    struct codes_viewing *v, const char *key, struct str name);

void codes_add_ids(struct codes_viewing *v, const char *key,
    const struct code *codes, size_t count);

/* Names of things of a kind, by their ids, joined by commas. */
void codes_add_names(struct codes_viewing *v, const char *key, const char *kind,
    struct value ids);

/* [{"_label", "_path"}]; of codes, or of ids that a fact lists. */
void codes_add_links(struct codes_viewing *v, const char *key,
    const struct code *codes, size_t count);
void codes_add_listed(
    struct codes_viewing *v, const char *key, struct value ids);

#endif
