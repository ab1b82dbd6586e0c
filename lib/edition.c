#include "lib/edition.h"

#include <stdlib.h>

#include "lib/base/memo.h"
#include "lib/template/template.h"
#include "lib/store/changes.h"
#include "lib/store/kb.h"

static enum err
add_templates(const struct kb_read *read, struct template_set *templates,
    struct note *note)
{
	struct kb_walk walk = kb_walk(read, STR("template/"));
	enum err err = OK;

	while (err == OK && kb_next(&walk))
		err = template_add(templates, walk.rest, walk.bytes, note);
	kb_walk_end(&walk);
	return err == OK ? template_link(templates, note) : err;
}

static enum err
open_all(const char *path, size_t copy_max, const struct signature_key *key,
    struct edition *out, struct note *note)
{
	struct edition edition = { .kb = NULL };
	struct kb_read read;
	enum err err;

	if ((err = kb_open_signed(
		 path, copy_max, key, &edition.kb, note)) != OK)
		return err;
	if ((err = template_set_new(&edition.templates, note)) == OK &&
	    (err = kb_begin(edition.kb, &read, note)) == OK) {
		err = add_templates(&read, edition.templates, note);
		kb_end(&read);
	}
	if (err != OK) {
		edition_close(&edition);
		return err;
	}
	edition.changes_damaged =
	    changes_open(path, key, kb_generation(edition.kb),
		&edition.changes, note) != OK;
	*out = edition;
	return OK;
}

enum err
edition_open(const char *path, size_t copy_max, struct edition *out,
    struct note *note)
{
	return edition_open_signed(path, copy_max, NULL, out, note);
}

enum err
edition_open_signed(const char *path, size_t copy_max,
    const struct signature_key *key, struct edition *out, struct note *note)
{
	char *real = realpath(path, NULL);
	enum err err;

	/* File, signature and changes are of one name, whatever a link says
	 * a moment later. */
	err = open_all(real == NULL ? path : real, copy_max, key, out, note);
	free(real);
	return err;
}

void
edition_close(struct edition *edition)
{
	memo_free(edition->memo);
	changes_close(edition->changes);
	template_set_free(edition->templates);
	kb_close(edition->kb);
	*edition = (struct edition){ .kb = NULL };
}
