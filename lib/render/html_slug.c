#include "lib/render/html_slug.h"

#include <stdbool.h>

#include "lib/base/arena.h"
#include "lib/base/buf.h"

enum { SLUG_MAX = 80, NUMBER_MAX = 16 };

struct html_slug {
	struct str text;
	struct html_slug *next;
};

static bool
is_taken(const struct html_slugs *slugs, struct str text)
{
	const struct html_slug *slug;

	for (slug = slugs->first; slug != NULL; slug = slug->next)
		if (str_equal(slug->text, text))
			return true;
	return false;
}

/* Cut where no character is cut in two. */
static struct str
shorten(struct str s)
{
	if (s.length <= SLUG_MAX)
		return s;
	for (s.length = SLUG_MAX; s.length > 0 &&
	     ((unsigned char)s.at[s.length] & 0xc0) == 0x80; s.length--)
		;
	return s;
}

struct str
html_slug(struct html_slugs *slugs, struct str text, struct arena *arena)
{
	struct html_slug *slug = arena_alloc(arena, sizeof(*slug));
	struct buf numbered = buf_new(arena, SLUG_MAX + NUMBER_MAX);
	struct str base = shorten(str_fold(text, arena));
	unsigned n;

	if (slug == NULL || base.at == NULL)
		return STR_NONE;
	slug->text = base = base.length == 0 ? STR("section") : base;
	for (n = 2; is_taken(slugs, slug->text); n++) {
		numbered.length = 0;
		buf_put(&numbered, base);
		buf_printf(&numbered, "-%u", n);
		if (buf_failed(&numbered))
			return STR_NONE;
		slug->text = buf_str(&numbered);
	}
	slug->next = slugs->first;
	slugs->first = slug;
	return slug->text;
}
