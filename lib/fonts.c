#include "lib/fonts.h"

#include <stdlib.h>
#include <string.h>

#include "lib/pdf/press.h"

static enum err
open_defaults(struct press **out, struct note *note)
{
	size_t count = 0;

	while (press_font_dirs[count] != NULL)
		count++;
	return press_new(press_font_dirs, count, out, note);
}

/* Cut "list" in place; empty parts are none. */
static enum err
open_list(char *list, struct press **out, struct note *note)
{
	const char *dirs[FONTS_FOLDERS];
	size_t count = 0;
	char *dir;

	while ((dir = strsep(&list, ":")) != NULL) {
		if (*dir == '\0')
			continue;
		if (count == FONTS_FOLDERS)
			return err_set(note, ERR_TOO_LARGE,
			    "fonts: more than %d folders", FONTS_FOLDERS);
		dirs[count++] = dir;
	}
	return press_new(dirs, count, out, note);
}

enum err
fonts_press(const char *list, struct press **out, struct note *note)
{
	char *copy;
	enum err err;

	if (list == NULL || *list == '\0')
		return open_defaults(out, note);
	if ((copy = strdup(list)) == NULL)
		return err_set(note, ERR_MEMORY, "fonts: out of memory");
	err = open_list(copy, out, note);
	free(copy);
	return err;
}
