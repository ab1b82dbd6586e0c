#include "lib/pdf/pdf_uri.h"

#include <string.h>
#include <strings.h>

#include "lib/base/arena.h"
#include "lib/base/buf.h"

static bool
is_allowed(struct str s)
{
	static const char *const schemes[] = { "http://", "https://",
		"mailto:" };
	size_t i, length;

	for (i = 0; i < sizeof(schemes) / sizeof(*schemes); i++) {
		length = strlen(schemes[i]);
		if (s.length > length &&
		    strncasecmp(s.at, schemes[i], length) == 0)
			return true;
	}
	return false;
}

enum err
pdf_uri(struct str destination, struct arena *arena, const char **out)
{
	struct buf uri = buf_new(arena, 3 * PDF_URI_MAX + 1);
	unsigned char c;
	size_t i;

	if (destination.length > PDF_URI_MAX || !is_allowed(destination))
		return ERR_INVALID;
	for (i = 0; i < destination.length; i++) {
		c = (unsigned char)destination.at[i];
		if (c <= ' ' || c >= 0x7f || strchr("()\\'<>\"", c) != NULL)
			buf_printf(&uri, "%%%02X", c);
		else
			buf_putc(&uri, (char)c);
	}
	buf_putc(&uri, '\0');
	if (buf_failed(&uri))
		return ERR_MEMORY;
	*out = uri.at;
	return OK;
}
