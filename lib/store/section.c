#include "lib/store/section.h"

#include "lib/base/u32.h"

enum { WORD = 4, HEAD = 5 * WORD };

static void
put_u32(struct buf *buf, size_t n)
{
	unsigned char word[WORD];

	u32_set(word, n);
	buf_put(buf, (struct str){ (char *)word, WORD });
}

struct section
section_of(struct str bytes)
{
	const unsigned char *head = (const unsigned char *)bytes.at;
	struct section section = { .items = 0 };
	size_t json, text, html, numbers;

	if (bytes.length < HEAD)
		return section;
	json = u32_get(head);
	text = u32_get(head + WORD);
	html = u32_get(head + 2 * WORD);
	numbers = u32_get(head + 3 * WORD) * WORD;
	if (HEAD + numbers + json + text + html != bytes.length)
		return section;
	section.citations = numbers / WORD;
	section.items = u32_get(head + 4 * WORD);
	section.citation_numbers = head + HEAD;
	section.json = (struct str){ bytes.at + HEAD + numbers, json };
	section.text = (struct str){ section.json.at + json, text };
	section.html = (struct str){ section.text.at + text, html };
	return section;
}

size_t
section_citation(const struct section *section, size_t index)
{
	return u32_get(section->citation_numbers + index * WORD);
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
