#include "lib/pdf/press_files.h"

#include <dirent.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

static bool
is_font(const char *name)
{
	static const char *const ends[] = { ".ttf", ".otf", ".ttc" };
	size_t length = strlen(name), i;

	for (i = 0; i < sizeof(ends) / sizeof(*ends); i++)
		if (length > 4 && strcasecmp(name + length - 4, ends[i]) == 0)
			return true;
	return false;
}

static int
by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static int
is_shown(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

static void
add_path(FcConfig *config, const char *path, int depth)
{
	struct stat st;

	if (stat(path, &st) != 0)
		return;
	if (S_ISDIR(st.st_mode) && depth < PRESS_FOLDERS)
		press_files_add(config, path, depth + 1);
	else if (S_ISREG(st.st_mode) && is_font(path))
		FcConfigAppFontAddFile(config, (const FcChar8 *)path);
}

void
press_files_add(FcConfig *config, const char *dir, int depth)
{
	struct dirent **entries;
	char path[PATH_MAX];
	int count, i, length;

	if ((count = scandir(dir, &entries, is_shown, by_name)) < 0)
		return;
	for (i = 0; i < count; i++) {
		length = snprintf(path, sizeof(path), "%s/%s", dir,
		    entries[i]->d_name);
		if (length > 0 && (size_t)length < sizeof(path))
			add_path(config, path, depth);
		free(entries[i]);
	}
	free(entries);
}
