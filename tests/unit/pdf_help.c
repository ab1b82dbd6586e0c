#include "tests/unit/pdf_help.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct arena *pdf_arena;
struct press *pdf_press;
struct paper pdf_paper;
struct note pdf_note;

enum { ANSWER = 8 << 20 };

void
pdf_setup(void)
{
	pdf_arena = arena_new(256 << 20);
	pdf_paper = (struct paper){ .title = STR("Appeal") };
	ck_assert(date_make(2026, 11, 22, &pdf_paper.date));
	ck_assert_int_eq(OK, press_new(NULL, 0, &pdf_press, &pdf_note));
}

void
pdf_teardown(void)
{
	press_free(pdf_press);
	arena_free(pdf_arena);
}

enum err
pdf_try(const char *markup, size_t limit, struct str *out)
{
	struct buf buf = buf_new(pdf_arena, limit);
	struct doc *doc;
	enum err err;

	ck_assert_int_eq(OK, doc_parse(str_from(markup), pdf_arena, &doc,
	    &pdf_note));
	err = print_pdf(pdf_press, doc, &pdf_paper, pdf_arena, &buf,
	    &pdf_note);
	if (err == OK)
		*out = buf_str(&buf);
	else
		ck_assert_uint_eq(0, buf.length);
	return err;
}

struct str
pdf_print(const char *markup)
{
	struct str out = STR_NONE;
	enum err err = pdf_try(markup, 64 << 20, &out);

	ck_assert_msg(err == OK, "%s", pdf_note.text);
	return out;
}

const char *
pdf_ask(const char *program, struct str pdf)
{
	char path[] = "/tmp/appeald-pdf-XXXXXX", command[256];
	char *answer = arena_alloc(pdf_arena, ANSWER);
	int fd = mkstemp(path);
	size_t length;
	FILE *file;

	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq((ssize_t)pdf.length, write(fd, pdf.at, pdf.length));
	close(fd);
	snprintf(command, sizeof(command), "%s %s%s 2>&1", program, path,
	    strncmp(program, "pdftotext", 9) == 0 ? " -" : "");
	file = popen(command, "r");
	ck_assert_ptr_nonnull(file);
	length = fread(answer, 1, ANSWER - 1, file);
	answer[length] = '\0';
	ck_assert_msg(pclose(file) == 0, "%s: %s", command, answer);
	unlink(path);
	return answer;
}

const char *
pdf_words(struct str pdf)
{
	return pdf_ask("pdftotext -raw", pdf);
}

int
pdf_count(const char *text, const char *part)
{
	int count = 0;

	for (; (text = strstr(text, part)) != NULL; text += strlen(part))
		count++;
	return count;
}

void
pdf_expect(const char *text, const char *part)
{
	ck_assert_msg(strstr(text, part) != NULL, "\"%s\" is not in:\n%.900s",
	    part, text);
}

const char *
pdf_repeat(const char *before, const char *piece, int times,
    const char *after)
{
	struct buf buf = buf_new(pdf_arena, 8 << 20);

	buf_puts(&buf, before);
	while (times-- > 0)
		buf_puts(&buf, piece);
	buf_puts(&buf, after);
	buf_putc(&buf, '\0');
	ck_assert(!buf_failed(&buf));
	return buf.at;
}
