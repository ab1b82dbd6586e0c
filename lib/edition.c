#include "lib/edition.h"

#include "lib/base/memo.h"
#include "lib/template/template.h"
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

enum err
edition_open(const char *path, size_t copy_max, struct edition *out,
    struct note *note)
{
	struct edition edition = { NULL, NULL, NULL };
	struct kb_read read;
	enum err err;

	if ((err = kb_open(path, copy_max, &edition.kb, note)) != OK)
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
	*out = edition;
	return OK;
}

void
edition_close(struct edition *edition)
{
	memo_free(edition->memo);
	template_set_free(edition->templates);
	kb_close(edition->kb);
	*edition = (struct edition){ NULL, NULL, NULL };
}
