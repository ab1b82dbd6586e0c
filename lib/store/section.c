#include "lib/store/section.h"

enum { WORD = 4, HEAD = 5 * WORD };

static size_t
get_u32(const unsigned char *at)
{
	return (size_t)at[0] | (size_t)at[1] << 8 | (size_t)at[2] << 16 |
	    (size_t)at[3] << 24;
}

static void
put_u32(struct buf *buf, size_t n)
{
	char word[WORD] = { (char)n, (char)(n >> 8), (char)(n >> 16),
		(char)(n >> 24) };

	buf_put(buf, (struct str){ word, WORD });
}

struct section
section_of(struct str bytes)
{
	const unsigned char *head = (const unsigned char *)bytes.at;
	struct section section = { .items = 0 };
	size_t json, text, html, numbers;

	if (bytes.length < HEAD)
		return section;
	json = get_u32(head);
	text = get_u32(head + WORD);
	html = get_u32(head + 2 * WORD);
	numbers = get_u32(head + 3 * WORD) * WORD;
	if (HEAD + numbers + json + text + html != bytes.length)
		return section;
	section.citations = numbers / WORD;
	section.items = get_u32(head + 4 * WORD);
	section.citation_numbers = head + HEAD;
	section.json = (struct str){ bytes.at + HEAD + numbers, json };
	section.text = (struct str){ section.json.at + json, text };
	section.html = (struct str){ section.text.at + text, html };
	return section;
}

size_t
section_citation(const struct section *section, size_t index)
{
	return get_u32(section->citation_numbers + index * WORD);
}

void
section_write(struct buf *buf, const struct section *section,
    const size_t *citation_numbers)
{
	size_t i;

	put_u32(buf, section->json.length);
	put_u32(buf, section->text.length);
	put_u32(buf, section->html.length);
	put_u32(buf, section->citations);
	put_u32(buf, section->items);
	for (i = 0; i < section->citations; i++)
		put_u32(buf, citation_numbers[i]);
	buf_put(buf, section->json);
	buf_put(buf, section->text);
	buf_put(buf, section->html);
}
