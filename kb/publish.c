#include "kb/publish.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "kb/diff.h"
#include "kb/history.h"
#include "kb/signing.h"
#include "kb/verify.h"
#include "lib/base/arena.h"
#include "lib/base/slices.h"
#include "lib/store/changes.h"
#include "lib/store/kb.h"
#include "lib/store/signature.h"

enum { PATH_BYTES = 4096, SIGNATURE_MAX = 32 * 1024 };

#define MEMORY ((size_t)2 << 30)

/* One publication on its way. */
struct publishing {
	const struct publish_options *options;
	struct report *report;
	struct arena *arena;
	struct shelf *shelf;
	char old_name[SHELF_NAME]; /* "": nothing is served */
	struct kb *old;
	struct changes *history;
	struct kb *fresh;
	struct publish_result result;
};

static void
path_of(const struct publishing *p, const char *name, const char *suffix,
    char out[PATH_BYTES])
{
	shelf_path(p->shelf, name, suffix, out, PATH_BYTES);
}

/* So that what is wrong is said of the file that was given. */
static enum err
look_at(struct publishing *p, const char *file, struct note *note)
{
	struct verify_result counts;
	struct kb *kb;
	enum err err;

	if ((err = kb_open(file, 0, &kb, note)) != OK)
		return err;
	err = verify(file, kb, p->report, &counts, note);
	kb_close(kb);
	return err;
}

/* Look at all of a file, copy it in, and give it its name. */
static enum err
take(struct publishing *p, const char *file, char name[SHELF_NAME],
    struct note *note)
{
	char taken[SHELF_NAME], path[PATH_BYTES];
	struct kb *kb = NULL;
	enum err err;

	if ((err = look_at(p, file, note)) != OK ||
	    (err = shelf_take(p->shelf, file, taken, note)) != OK)
		return err;
	path_of(p, taken, "", path);
	/* The copy counts, whatever happened to the file meanwhile. */
	if ((err = kb_open(path, 0, &kb, note)) == OK)
		err = shelf_name(
		    p->shelf, taken, kb_generation(kb), name, note);
	if (err != OK)
		unlink(path);
	kb_close(kb);
	return err;
}

/* Before there was a shelf, kb.mdb was a file: it becomes the first. */
static enum err
adopt(struct publishing *p, struct note *note)
{
	char path[PATH_BYTES];
	struct stat about;

	path_of(p, SHELF_CURRENT, "", path);
	if (lstat(path, &about) != 0 || !S_ISREG(about.st_mode))
		return OK;
	return take(p, path, p->old_name, note);
}

/*
 * The file served now and its history.  Whatever is wrong with them must
 * not keep a good one from taking their place: then nothing is known.
 */
static enum err
look_at_old(struct publishing *p, struct note *note)
{
	struct note why;
	char path[PATH_BYTES];
	enum err err;

	shelf_current(p->shelf, p->old_name);
	if (p->old_name[0] == '\0' && (err = adopt(p, &why)) != OK)
		return err == ERR_CORRUPT ? OK : err_set(note, err, "%s",
						     why.text);
	if (p->old_name[0] == '\0')
		return OK;
	path_of(p, p->old_name, "", path);
	if (kb_open(path, 0, &p->old, &why) != OK)
		return OK;
	if (changes_open(path, NULL, kb_generation(p->old), &p->history,
		&why) != OK)
		p->history = NULL;
	snprintf(p->result.before, sizeof(p->result.before), "%.*s",
	    STR_ARG(kb_generation(p->old)));
	return OK;
}

static bool
is_signed(const char *path)
{
	char name[PATH_BYTES + sizeof(SIGNATURE_SUFFIX)];

	snprintf(name, sizeof(name), "%s" SIGNATURE_SUFFIX, path);
	return access(name, F_OK) == 0;
}

/*
 * Is the file at "path" signed as it must be: at all, where the one served
 * now is, and with the public key, where one was given?
 */
static enum err
check_signature(struct publishing *p, const char *path, struct note *note)
{
	struct signature_key key;
	struct kb *kb = NULL;
	char old[PATH_BYTES];
	enum err err;

	path_of(p, p->old_name, "", old);
	if (p->old_name[0] != '\0' && is_signed(old) && !is_signed(path))
		return err_set(note, ERR_INVALID,
		    "%s: has no signature, and what is served now has one",
		    path);
	if (p->options->public == NULL)
		return OK;
	if ((err = signature_key_load(p->options->public, &key, note)) == OK)
		err = kb_open_signed(path, 0, &key, &kb, note);
	kb_close(kb);
	return err;
}

static enum err
copy_signature(struct publishing *p, const char *file, struct note *note)
{
	char path[PATH_BYTES], bytes[SIGNATURE_MAX];
	size_t length;
	FILE *from;

	snprintf(path, sizeof(path), "%s" SIGNATURE_SUFFIX, file);
	if ((from = fopen(path, "rbe")) == NULL)
		return OK;
	length = fread(bytes, 1, sizeof(bytes), from);
	fclose(from);
	return shelf_put(p->shelf, p->result.name, SIGNATURE_SUFFIX,
	    (struct str){ bytes, length }, note);
}

/* Make the signature, or bring that of "file" (NULL: it is there). */
static enum err
sign(struct publishing *p, const char *file, struct note *note)
{
	char path[PATH_BYTES];
	enum err err = OK;

	path_of(p, p->result.name, "", path);
	if (p->options->secret != NULL)
		err = signing_sign(path, p->options->secret, NULL, note);
	else if (file != NULL)
		err = copy_signature(p, file, note);
	return err == OK ? check_signature(p, path, note) : err;
}

/* What changed, beside the new file, before anybody can see it. */
static enum err
write_changes(struct publishing *p, bool rollback, struct note *note)
{
	struct history_entry entry = { .generation = kb_generation(p->fresh),
		.built = kb_built(p->fresh),
		.from = str_from(p->result.before),
		.published = str_from(p->options->now),
		.rollback = rollback };
	char path[PATH_BYTES];
	struct str text;
	enum err err = OK;

	if (p->old != NULL)
		err = diff(p->old, p->fresh, p->arena, &entry.changes, note);
	/* An earlier story of this file, and its signature, are over. */
	path_of(p, p->result.name, CHANGES_SUFFIX SIGNATURE_SUFFIX, path);
	unlink(path);
	if (err != OK ||
	    (err = history_write(&entry, changes_entries(p->history),
		 p->arena, &text, note)) != OK ||
	    (err = shelf_put(p->shelf, p->result.name, CHANGES_SUFFIX, text,
		 note)) != OK)
		return err;
	p->result.changes = value_count(entry.changes);
	path_of(p, p->result.name, CHANGES_SUFFIX, path);
	return p->options->secret == NULL
	    ? OK
	    : signing_sign(path, p->options->secret, NULL, note);
}

/* From the file under its name to the one that is served. */
static enum err
put_into_service(struct publishing *p, bool rollback, struct note *note)
{
	char path[PATH_BYTES];
	enum err err;

	path_of(p, p->result.name, "", path);
	if ((err = kb_open(path, 0, &p->fresh, note)) != OK)
		return err;
	snprintf(p->result.generation, sizeof(p->result.generation), "%.*s",
	    STR_ARG(kb_generation(p->fresh)));
	p->result.switched = strcmp(p->old_name, p->result.name) != 0;
	/* What is served already keeps the story of how it came. */
	if (p->result.switched &&
	    (err = write_changes(p, rollback, note)) != OK)
		return err;
	return shelf_choose(p->shelf, p->result.name, note);
}

static enum err
begin(struct publishing *p, struct note *note)
{
	enum err err;

	if ((p->arena = arena_new(MEMORY)) == NULL)
		return err_set(note, ERR_MEMORY, "out of memory");
	if ((err = shelf_open(p->options->dir, true, &p->shelf, note)) != OK)
		return err;
	return look_at_old(p, note);
}

static void
end(struct publishing *p)
{
	kb_close(p->fresh);
	changes_close(p->history);
	kb_close(p->old);
	shelf_close(p->shelf);
	arena_free(p->arena);
}

enum err
publish(const struct publish_options *options, const char *file,
    struct report *report, struct publish_result *out, struct note *note)
{
	struct publishing p = { .options = options, .report = report };
	enum err err;

	if ((err = begin(&p, note)) == OK &&
	    (options->secret != NULL ||
		(err = check_signature(&p, file, note)) == OK) &&
	    (err = take(&p, file, p.result.name, note)) == OK &&
	    (err = sign(&p, file, note)) == OK &&
	    (err = put_into_service(&p, false, note)) == OK &&
	    (err = shelf_prune(p.shelf, options->keep, note)) == OK)
		*out = p.result;
	end(&p);
	return err;
}

/* The kept file of a generation, the last chosen of several. */
static enum err
find_kept(struct publishing *p, struct str generation, bool *found,
    struct note *note)
{
	struct shelf_item *items;
	size_t count, i;
	enum err err;

	err = shelf_list(p->shelf, p->arena, &items, &count, note);
	*found = false;
	for (i = 0; err == OK && !*found && i < count; i++)
		if (str_is(generation, items[i].generation)) {
			snprintf(p->result.name, sizeof(p->result.name), "%s",
			    items[i].name);
			*found = true;
		}
	return err;
}

static enum err
choose_target(struct publishing *p, const char *generation, struct note *note)
{
	struct value entries = changes_entries(p->history);
	struct str wanted = str_from(generation);
	bool found = false;
	enum err err = OK;
	size_t skip;

	if (generation != NULL) {
		err = find_kept(p, wanted, &found, note);
		if (err == OK && !found)
			err = err_set(note, ERR_NOT_FOUND,
			    "generation %s is not kept; see kb list",
			    generation);
		return err;
	}
	/* The one before may be gone: then the one before that. */
	for (skip = 0; err == OK && !found; skip++) {
		wanted = history_before(entries, skip);
		if (wanted.at == NULL)
			return err_set(note, ERR_NOT_FOUND,
			    "nothing older is kept; see kb list");
		err = find_kept(p, wanted, &found, note);
	}
	return err;
}

enum err
publish_rollback(const struct publish_options *options,
    const char *generation, struct report *report, struct publish_result *out,
    struct note *note)
{
	struct publishing p = { .options = options, .report = report };
	enum err err;

	if ((err = begin(&p, note)) == OK &&
	    (err = choose_target(&p, generation, note)) == OK &&
	    (err = sign(&p, NULL, note)) == OK &&
	    (err = put_into_service(&p, true, note)) == OK)
		*out = p.result;
	end(&p);
	return err;
}
