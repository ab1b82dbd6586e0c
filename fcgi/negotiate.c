#include "fcgi/negotiate.h"

#include <strings.h>

/* How well one medium is served by the header so far. */
struct offer {
	int quality;     /* thousandths; -1: not matched */
	int specific;    /* 0 any, 1 by main type, 2 named */
	int place;       /* of the range that matched, from the left */
};

static bool
equals(struct str a, const char *b)
{
	struct str other = str_from(b);

	return a.length == other.length &&
	    strncasecmp(a.at, other.at, a.length) == 0;
}

/* qvalue of RFC 9110, 12.4.2, in thousandths; a broken one counts as 1. */
static int
quality_of(struct str q)
{
	int value, scale = 100;
	size_t i;

	if (q.length == 0 || q.length > 5 ||
	    (q.at[0] != '0' && q.at[0] != '1') ||
	    (q.length > 1 && q.at[1] != '.'))
		return 1000;
	value = (q.at[0] - '0') * 1000;
	for (i = 2; i < q.length; i++, scale /= 10) {
		if (q.at[i] < '0' || q.at[i] > '9')
			return 1000;
		value += (q.at[i] - '0') * scale;
	}
	return value > 1000 ? 1000 : value;
}

/* How specifically a range matches a type; -1: not at all. */
static int
match(struct str range, const char *type)
{
	struct str full = str_from(type), main;

	if (equals(range, "*/*") || equals(range, "*"))
		return 0;
	if (equals(range, type))
		return 2;
	main = str_first(full, str_find(full, '/') + 1);
	if (range.length == main.length + 1 &&
	    range.at[range.length - 1] == '*' &&
	    strncasecmp(range.at, main.at, main.length) == 0)
		return 1;
	return -1;
}

/* XHTML is what some old clients call a page. */
static int
match_media(struct str range, enum media media)
{
	int specific = match(range, media_type(media));

	if (specific < 2 && media == MEDIA_HTML &&
	    equals(range, "application/xhtml+xml"))
		return 2;
	if (specific < 2 && media == MEDIA_JSON &&
	    equals(range, "application/problem+json"))
		return 2;
	return specific;
}

static void
weigh(struct offer offers[MEDIA_COUNT], struct str range, int place)
{
	struct str type = str_trim(str_cut(&range, ';')), parameter, name;
	int quality = 1000, specific;
	enum media media;

	while (range.at != NULL) {
		parameter = str_trim(str_cut(&range, ';'));
		name = str_trim(str_cut(&parameter, '='));
		if (equals(name, "q"))
			quality = quality_of(str_trim(parameter));
	}
	for (media = 0; media < MEDIA_COUNT; media++) {
		specific = match_media(type, media);
		/* The most specific range decides, whatever its place. */
		if (specific > offers[media].specific)
			offers[media] =
			    (struct offer){ quality, specific, place };
	}
}

static bool
is_better(struct offer a, struct offer b)
{
	if (a.quality != b.quality)
		return a.quality > b.quality;
	if ((a.specific == 2) != (b.specific == 2))
		return a.specific == 2;
	return a.specific == 2 && a.place < b.place;
}

bool
negotiate(struct str accept, unsigned offered, enum media *out)
{
	/* In the order we prefer, where the header leaves us the choice. */
	static const enum media order[] = { MEDIA_TEXT, MEDIA_HTML,
		MEDIA_JSON, MEDIA_PDF, MEDIA_DOCX };
	struct offer offers[MEDIA_COUNT], best = { 0, -1, 0 };
	size_t i, count = sizeof(order) / sizeof(*order);
	enum media media;
	int place;

	for (media = 0; media < MEDIA_COUNT; media++)
		offers[media] = (struct offer){ -1, -1, 0 };
	if (str_trim(accept).length == 0)
		accept = STR("*/*");
	for (place = 0; accept.at != NULL; place++)
		weigh(offers, str_cut(&accept, ','), place);
	for (i = 0; i < count; i++)
		if (media_is_in(offered, order[i]) &&
		    offers[order[i]].quality > 0 &&
		    is_better(offers[order[i]], best)) {
			best = offers[order[i]];
			*out = order[i];
		}
	return best.quality > 0;
}
