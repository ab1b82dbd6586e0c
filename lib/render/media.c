#include "lib/render/media.h"

#define DOCX \
	"application/vnd.openxmlformats-officedocument." \
	"wordprocessingml.document"

/* RFC 8259, section 11: application/json has no charset parameter. */
static const struct {
	const char *type;
	const char *content_type;
	const char *suffix;
} names[MEDIA_COUNT] = {
	[MEDIA_JSON] = { "application/json", "application/json", "json" },
	[MEDIA_HTML] = { "text/html", "text/html; charset=utf-8", "html" },
	[MEDIA_TEXT] = { "text/plain", "text/plain; charset=utf-8", "txt" },
	[MEDIA_PDF] = { "application/pdf", "application/pdf", "pdf" },
	[MEDIA_DOCX] = { DOCX, DOCX, "docx" },
};

bool
media_is_in(unsigned set, enum media media)
{
	return (set & MEDIA_ONE(media)) != 0;
}

const char *
media_type(enum media media)
{
	return names[media].type;
}

const char *
media_content_type(enum media media)
{
	return names[media].content_type;
}

const char *
media_suffix(enum media media)
{
	return names[media].suffix;
}

bool
media_from_suffix(struct str suffix, enum media *out)
{
	int i;

	for (i = 0; i < MEDIA_COUNT; i++) {
		if (str_is(suffix, names[i].suffix)) {
			*out = (enum media)i;
			return true;
		}
	}
	return false;
}
