#include "lib/search/search_words.h"

#include <string.h>

#include "lib/base/arena.h"

/* What people put around names; sorted, for the eye only. */
static const char *const fillers[] = { "a", "about", "again", "an", "and",
	"any", "appeal", "appeals", "are", "as", "at", "be", "because", "but",
	"by", "can", "claim", "claims", "code", "codes", "coverage",
	"covered", "denial", "denials", "denied", "denies", "deny", "did",
	"do", "does", "drug", "due", "for", "from", "had", "has", "have",
	"help", "how", "i", "in", "insurance", "insurer", "is", "it",
	"letter", "me", "medication", "medicine", "my", "need", "needs", "no",
	"not", "of", "on", "or", "our", "patient", "patients", "plan",
	"please", "prescription", "reason", "refused", "rejected",
	"rejection", "request", "rx", "s", "said", "says", "that", "the",
	"their", "they", "this", "to", "treatment", "under", "was", "we",
	"what", "when", "which", "who", "why", "will", "with", "your" };

/* U+00C0 to U+00FF as the letters they are made of; 0 parts words. */
static const char latin[] = "aaaaaaaceeeeiiii"
			    "dnooooo\0ouuuuyts"
			    "aaaaaaaceeeeiiii"
			    "dnooooo\0ouuuuyty";

/* One character of UTF-8, or one byte where there is none. */
static unsigned long
character(struct str s, size_t at, size_t *length)
{
	const unsigned char *b = (const unsigned char *)s.at + at;
	size_t left = s.length - at, want, i;
	unsigned long code;

	*length = 1;
	if (b[0] < 0xc2 || b[0] > 0xf4)
		return b[0];
	want = b[0] < 0xe0 ? 2 : b[0] < 0xf0 ? 3 : 4;
	code = b[0] & (0x7fu >> want);
	for (i = 1; i < want; i++) {
		if (i >= left || (b[i] & 0xc0) != 0x80)
			return b[0];
		code = code << 6 | (b[i] & 0x3fu);
	}
	*length = want;
	return code;
}

/* Write what a character is found as; how many bytes, 0 if it parts words. */
static size_t
fold(unsigned long code, const char *raw, size_t length, char out[5])
{
	static const char *const greek[] = { "alpha", "beta", "gamma" };

	if (code >= 0xff01 && code <= 0xff5e && length > 1)
		code -= 0xff01 - '!';
	if (code < 0x80) {
		if (code >= 'A' && code <= 'Z')
			code += 'a' - 'A';
		out[0] = (char)code;
		return (code >= 'a' && code <= 'z') ||
		    (code >= '0' && code <= '9');
	}
	if (code >= 0xc0 && code <= 0xff && length > 1) {
		out[0] = latin[code - 0xc0];
		return out[0] != '\0';
	}
	if (code >= 0x3b1 && code <= 0x3b3) {
		memcpy(out, greek[code - 0x3b1], strlen(greek[code - 0x3b1]));
		return strlen(greek[code - 0x3b1]);
	}
	/* Latin-1 signs, general punctuation, letterlike signs such as TM. */
	if (length == 1 || code < 0xc0 || (code >= 0x2000 && code <= 0x214f) ||
	    code == 0x3000)
		return 0;
	memcpy(out, raw, length);
	return length;
}

/* A point inside a number or a code: "1.5", "L40.1". */
static bool
is_inner_point(struct str text, size_t at)
{
	return text.at[at] == '.' && at + 1 < text.length &&
	    text.at[at + 1] >= '0' && text.at[at + 1] <= '9';
}

/*
 * Fold all of a text.  A word too many is not kept, but counted: with "list"
 * NULL none is.  "folded" has room for what the text can become.
 */
static size_t
scan(struct str text, struct search_word *list, char *folded, size_t *length)
{
	size_t at, step, wrote, begun = 0, count = 0;
	bool inside = false;
	char piece[5];

	*length = 0;
	for (at = 0; at < text.length; at += step) {
		unsigned long code = character(text, at, &step);

		wrote = fold(code, text.at + at, step, piece);
		if (inside && is_inner_point(text, at)) {
			/* "1.5" is not 15, but "L401" is L40.1. */
			if (folded[begun] > '9')
				continue;
			piece[0] = '.';
			wrote = 1;
		}
		if (!inside)
			begun = *length;
		if (wrote > 0 && !inside && count++ < SEARCH_WORDS_MAX &&
		    list != NULL)
			list[count - 1] = (struct search_word){ .start = at,
				.at = *length };
		inside = wrote > 0;
		memcpy(folded + *length, piece, wrote);
		*length += wrote;
		if (wrote > 0 && list != NULL && count <= SEARCH_WORDS_MAX) {
			list[count - 1].end = at + step;
			list[count - 1].until = *length;
		}
	}
	return count;
}

/* Two bytes of Greek become five, so three times the length is enough. */
static char *
room_for(struct str text, struct arena *arena)
{
	return arena_alloc(arena, 3 * text.length + 1);
}

enum err
search_words(struct str text, struct arena *arena, struct search_words *out,
    struct note *note)
{
	struct search_words words = { .count = 0 };
	size_t length;
	char *folded;

	if (text.length > SEARCH_TEXT_MAX)
		return err_set(note, ERR_TOO_LARGE,
		    "longer than %d bytes, the most a search may have",
		    SEARCH_TEXT_MAX);
	if (!str_is_utf8(text))
		return err_set(note, ERR_INVALID, "is not UTF-8");
	words.text = str_shown(text, text.length, arena);
	if (words.text.at == NULL || (folded = room_for(text, arena)) == NULL)
		return err_set(note, ERR_MEMORY, "out of memory");
	words.count = scan(words.text, words.list, folded, &length);
	if (words.count == 0)
		return err_set(note, ERR_INVALID,
		    "must hold what to look for: a drug, an insurer, a reason "
		    "or a code");
	if (words.count > SEARCH_WORDS_MAX)
		return err_set(note, ERR_TOO_LARGE,
		    "has %zu words; the most a search may have are %d",
		    words.count, SEARCH_WORDS_MAX);
	words.folded = (struct str){ folded, length };
	*out = words;
	return OK;
}

struct str
search_words_typed(
    const struct search_words *words, size_t first, size_t count)
{
	size_t start = words->list[first].start;

	return str_first(str_from_index(words->text, start),
	    words->list[first + count - 1].end - start);
}

struct str
search_words_key(
    const struct search_words *words, size_t first, size_t count)
{
	size_t at = words->list[first].at;

	return str_first(str_from_index(words->folded, at),
	    words->list[first + count - 1].until - at);
}

struct str
search_key(struct str name, struct arena *arena)
{
	char *folded = room_for(name, arena);
	size_t length;

	if (folded == NULL)
		return STR_NONE;
	scan(name, NULL, folded, &length);
	return (struct str){ folded, length };
}

static bool
has_lower(struct str s)
{
	size_t i;

	for (i = 0; i < s.length; i++)
		if (s.at[i] >= 'a' && s.at[i] <= 'z')
			return true;
	return false;
}

/* Capitals tell something only among words that have none. */
static bool
is_in_capitals(const struct search_words *words, size_t i)
{
	return has_lower(words->text) &&
	    !has_lower(search_words_typed(words, i, 1));
}

static bool
is_listed(struct str folded)
{
	size_t i;

	for (i = 0; i < sizeof(fillers) / sizeof(*fillers); i++)
		if (str_is(folded, fillers[i]))
			return true;
	return false;
}

bool
search_words_is_filler(const struct search_words *words, size_t i)
{
	return words->count > 1 && !is_in_capitals(words, i) &&
	    is_listed(search_words_key(words, i, 1));
}
