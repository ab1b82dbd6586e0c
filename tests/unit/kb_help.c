#include "tests/unit/kb_help.h"

#include <check.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "kb/check.h"

#define GOOD "tests/data/kb-good"

static const char *copy_to; /* nftw() has no place for it */

char *
kb_folder(void)
{
	char *dir = strdup("/tmp/appeald-kb-XXXXXX");

	ck_assert_ptr_nonnull(dir);
	ck_assert_ptr_nonnull(mkdtemp(dir));
	return dir;
}

static char *
read_text(const char *path)
{
	FILE *file = fopen(path, "rb");
	char *text = calloc(1, 64 * 1024);

	ck_assert_msg(file != NULL, "%s cannot be read", path);
	ck_assert_ptr_nonnull(text);
	(void)!fread(text, 1, 64 * 1024 - 1, file);
	fclose(file);
	return text;
}

static void
make_folders(const char *path)
{
	char *copy = strdup(path), *slash;

	for (slash = strchr(copy + 1, '/'); slash != NULL;
	     slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		mkdir(copy, 0700);
		*slash = '/';
	}
	free(copy);
}

void
kb_write(const char *dir, const char *name, const char *text)
{
	char path[1024];
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	make_folders(path);
	file = fopen(path, "wb");
	ck_assert_msg(file != NULL, "%s cannot be written", path);
	fputs(text, file);
	fclose(file);
}

static int
copy_one(const char *path, const struct stat *about, int type, struct FTW *at)
{
	char *text;

	(void)about;
	(void)at;
	if (type != FTW_F)
		return 0;
	text = read_text(path);
	kb_write(copy_to, path + strlen(GOOD) + 1, text);
	free(text);
	return 0;
}

char *
kb_copy(void)
{
	char *dir = kb_folder();

	copy_to = dir;
	ck_assert_int_eq(nftw(GOOD, copy_one, 16, FTW_PHYS), 0);
	return dir;
}

static int
remove_one(const char *path, const struct stat *about, int type, struct FTW *at)
{
	(void)about;
	(void)type;
	(void)at;
	return remove(path);
}

void
kb_copy_free(char *dir)
{
	nftw(dir, remove_one, 16, FTW_PHYS | FTW_DEPTH);
	free(dir);
}

void
kb_edit(const char *dir, const char *name, const char *from, const char *to)
{
	char path[1024], edited[64 * 1024];
	char *text, *at;

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	text = read_text(path);
	at = strstr(text, from);
	ck_assert_msg(at != NULL, "%s does not hold %s", name, from);
	snprintf(edited, sizeof(edited), "%.*s%s%s", (int)(at - text), text, to,
	    at + strlen(from));
	kb_write(dir, name, edited);
	free(text);
}

struct sources *
kb_load(const char *dir, const char *over, struct kb_said *said)
{
	const char *dirs[] = { dir, over };
	struct report report = { .out = NULL };
	struct sources *sources = NULL;
	struct note note = { "" };
	size_t size;
	enum err err;

	report.out = open_memstream(&said->text, &size);
	err =
	    sources_load(dirs, over == NULL ? 1 : 2, &report, &sources, &note);
	fclose(report.out);
	ck_assert_msg(err == OK, "%s", note.text);
	said->errors = report.errors;
	said->warnings = report.warnings;
	return sources;
}

struct kb_said
kb_check(const char *dir)
{
	struct report report = { .out = NULL };
	struct sources *sources;
	struct kb_said said;
	struct note note = { "" };
	size_t size;
	enum err err;

	sources = kb_load(dir, NULL, &said);
	ck_assert_msg(said.errors == 0, "%s", said.text);
	free(said.text);
	report.out = open_memstream(&said.text, &size);
	err = check_sources(sources, "kb/schema", NULL, &report, &note);
	fclose(report.out);
	sources_free(sources);
	ck_assert_msg(err == OK, "%s", note.text);
	said.errors = report.errors;
	said.warnings = report.warnings;
	return said;
}
