#include "kb/prose.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "kb/tree.h"

/* Members whose text is not our own prose, or not shown to readers. */
static const char *const not_prose[] = { "id", "name", "brand", "title", "cite",
	"url", "source", "authors", "journal", "pages", "doi", "note", NULL };

/* Points that end no sentence.  A single capital before one is an initial. */
static const char *const abbreviations[] = { "e.g", "i.e", "vs", "no", "dr",
	"inc", "st", "approx", "cf", "sec", "art", "fed", "reg", "u.s", "u.s.c",
	"apr", "aug", "dec", "feb", "jan", "nov", "oct", "sept", NULL };

bool
prose_is(const struct place *place)
{
	const char *const *name;

	while (place != NULL && place->key == NULL)
		place = place->up;
	if (place == NULL)
		return false;
	for (name = not_prose; *name != NULL; name++)
		if (strcmp(*name, place->key) == 0)
			return false;
	return true;
}

static bool
is_word(char c)
{
	return isalnum((unsigned char)c) || (c & 0x80) != 0;
}

static bool
starts_here(struct str text, size_t at, const char *phrase)
{
	if (at == 0)
		return true;
	if (is_word(*phrase) && is_word(text.at[at - 1]))
		return false;
	return text.at[at - 1] != '"';
}

static bool
find(struct str text, const char *phrase, bool whole)
{
	size_t at, length = strlen(phrase);

	for (at = 0; at + length <= text.length; at++)
		if (strncasecmp(text.at + at, phrase, length) == 0 &&
		    starts_here(text, at, phrase) &&
		    !(whole && at + length < text.length &&
			is_word(text.at[at + length])))
			return true;
	return false;
}

bool
prose_says(struct str text, const char *phrase)
{
	return find(text, phrase, false);
}

bool
prose_has_word(struct str text, const char *word)
{
	return find(text, word, true);
}

const char *
prose_says_any(struct str text, const char *const *phrases)
{
	for (; *phrases != NULL; phrases++)
		if (prose_says(text, *phrases))
			return *phrases;
	return NULL;
}

/* Does the point at "end" belong to the word before it? */
static bool
is_abbreviation(struct str text, size_t end)
{
	size_t start = end, i;

	while (start > 0 &&
	       (is_word(text.at[start - 1]) || text.at[start - 1] == '.'))
		start--;
	if (end - start == 1 && isupper((unsigned char)text.at[start]))
		return true;
	for (i = 0; abbreviations[i] != NULL; i++)
		if (strlen(abbreviations[i]) == end - start &&
		    strncasecmp(
			text.at + start, abbreviations[i], end - start) == 0)
			return true;
	return false;
}

static bool
ends_here(struct str text, size_t at)
{
	if (strchr(".!?", text.at[at]) == NULL)
		return false;
	if (at + 1 < text.length && !isspace((unsigned char)text.at[at + 1]))
		return false;
	return text.at[at] != '.' || !is_abbreviation(text, at);
}

bool
prose_sentence(struct str *rest, struct str *sentence)
{
	struct str text = str_trim(*rest);
	size_t at = 0;

	if (text.length == 0)
		return false;
	while (at < text.length && !ends_here(text, at))
		at++;
	if (at < text.length)
		at++;
	*sentence = str_first(text, at);
	*rest = str_from_index(text, at);
	return true;
}

unsigned
prose_words(struct str sentence)
{
	unsigned words = 0;
	bool inside = false;
	size_t i;

	for (i = 0; i < sentence.length; i++) {
		if (isspace((unsigned char)sentence.at[i])) {
			inside = false;
		} else if (!inside && is_word(sentence.at[i])) {
			inside = true;
			words++;
		}
	}
	return words;
}
