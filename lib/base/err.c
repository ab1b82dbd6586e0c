#include "lib/base/err.h"

#include <stdarg.h>
#include <stdio.h>

enum err
err_set(struct note *note, enum err err, const char *format, ...)
{
	va_list args;

	if (note != NULL) {
		va_start(args, format);
		vsnprintf(note->text, sizeof(note->text), format, args);
		va_end(args);
	}
	return err;
}
